"""Is every command of every module to be found under its name, and is none imported too early?"""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from server import cli
from server.cli import MODULES
from server.queries.operations.database import wanted_version

ROOT = Path(cli.__file__).resolve().parents[2]
# What only commands and the worker need; the web server must not wait for it.
ONLY_FOR_COMMANDS = ("alembic", "apscheduler", "holidays", "rich", "xlsxwriter")


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_command_is_in_the_module_of_the_table(name: str) -> None:
    module = import_module(f"server.cli.{MODULES[name]}")

    assert name in {command.name for command in module.COMMANDS}


def test_the_table_has_every_command() -> None:
    modules = [path.stem for path in Path(cli.__file__).parent.glob("*.py")]
    found = {
        command.name
        for stem in modules
        if stem != "__init__"
        for command in getattr(import_module(f"server.cli.{stem}"), "COMMANDS", ())
    }

    assert found == set(MODULES)


def test_the_web_server_imports_nothing_that_only_commands_need(tmp_path: Path) -> None:
    says = "import sys, wsgi; print(*sorted(sys.modules))"
    env = {"SECRET_KEY": "x" * 40, "PUBLIC_URL": "https://a.example", "VAR_DIR": str(tmp_path)}

    loaded = subprocess.run(
        [sys.executable, "-c", says], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    ).stdout.split()

    assert [name for name in ONLY_FOR_COMMANDS if name in loaded] == []


def test_the_wanted_version_is_the_head_of_the_migrations() -> None:
    script = import_module("alembic.script").ScriptDirectory(str(ROOT / "migrations"))

    assert wanted_version() == script.get_current_head()
