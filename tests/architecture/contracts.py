"""What does import-linter say about a tree? It runs beside us, since it imports by path."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

LINT = "from importlinter.cli import lint_imports_command as lint; lint()"


def contract_names(root: Path) -> set[str]:
    """The contracts in pyproject.toml, by their names."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]}


def broken_contracts(root: Path) -> tuple[set[str], str]:
    """The contracts that the tree under that root breaks, and all that import-linter says.

    Raises RuntimeError when it could not judge: a layer that does not exist, a syntax error.
    """
    pytest.importorskip("importlinter")
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--no-logo", "--no-cache"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    broken = {name for name in contract_names(root) if f"{name} BROKEN" in done.stdout}
    if done.returncode and not broken:
        raise RuntimeError(done.stdout + done.stderr)
    return broken, done.stdout
