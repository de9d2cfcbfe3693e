"""Whoever types the commands of the page for operators, in its order, has a running hall."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from server.cli import MODULES
from tests.deploy.page import Block, blocks
from tests.house import postgresql
from tests.house.required import NOT_HERE
from tests.house.running import ROOT
from tests.journeys.registry import write_registry

PAGE, PAGE_ZH = ROOT / "docs/operations.md", ROOT / "docs/operations.zh-CN.md"
STAND_IN = ROOT / "tests/deploy/systemctl.py"
HERE = Path(__file__).parent
# What the machine has of its own and what the commands write to: a layer lies over each.
OVER = ["/etc", "/opt", "/usr/local", "/var", "/run", "/root", "/media", "/srv"]
BUNDLE = "/media/usb/chuangping"
# Who has typed the rest waits a minute before looking.
LOOKS_LAST = re.compile(r"(?<=\n)(?=chuangping doctor\n$)")
# What people do between two blocks.
FILLS_IN = "cp /srv/filled-in.xlsx /var/lib/chuangping/hall.xlsx"
# Whether this machine lets us lay a system of its own over the one that is here.
LAYERED = """
mount -t tmpfs tmpfs /mnt && mkdir /mnt/upper /mnt/work &&
mount -t overlay overlay -o lowerdir=/srv,upperdir=/mnt/upper,workdir=/mnt/work /srv
"""
POSTGRESQL = """
install -d -o postgres /run/postgresql /var/lib/pg
cd /var/lib/pg
runuser -u postgres -- {bin}/initdb -D /var/lib/pg/data -A peer -E UTF8 --no-sync >/dev/null
runuser -u postgres -- {bin}/pg_ctl -D /var/lib/pg/data -l /var/lib/pg/log \\
    -o '-k /run/postgresql -c listen_addresses=' -w start </dev/null >/dev/null
"""


def steps(kind: str) -> list[str]:
    """What is typed and done from the first command on the server to the last."""
    asked = [block.text for block in blocks(PAGE) if block.is_for(kind)]
    first, *typed = [step for text in asked for step in LOOKS_LAST.split(text) if step]
    assert first == f"python3 run.py bundle {BUNDLE}\n"  # done by the fixture, with a network
    at_import = next(at for at, text in enumerate(typed) if "--dry-run" in text)
    before = [POSTGRESQL.format(bin=postgresql.programs())] if kind == "postgresql" else []
    return [*before, *typed[:at_import], FILLS_IN, *typed[at_import:]]


def plan(kind: str, bundle: Path, folder: Path) -> dict[str, Any]:
    """Everything that the clean system needs to know."""
    python = Path(sys.base_prefix) / "bin"
    path = f"{python}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    log = "#!/bin/sh\ncat /run/stand-in/*.log\n"
    stand_in = f"#!{python}/python3\n{STAND_IN.read_text('utf-8')}"
    return {
        "layers": str(folder / "layers"),
        "over": [place for place in OVER if Path(place).is_dir()],
        "shown": {
            str(bundle): BUNDLE,
            str(folder / "filled"): "/srv/filled",
        },
        "files": {
            "/usr/local/bin/systemctl": [stand_in, 0o755],
            "/usr/local/bin/journalctl": [log, 0o755],
        },
        "environment": {
            "PATH": path,
            "HOME": "/root",
            "LANG": "C.UTF-8",
            "PIP_NO_INDEX": "1",
        },
        "blocks": ["chmod 755 /root; cp /srv/filled/* /srv/", *steps(kind)],
    }


@pytest.fixture
def clean_system() -> list[str]:
    """How a program is started that sees a system of its own."""
    tools = [
        shutil.which(name) for name in ("unshare", "mount", "runuser", "nginx", "openssl", "curl")
    ]
    if None in tools:
        pytest.skip("needs unshare, mount, runuser, nginx, openssl and curl")
    apart = ["unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc"]
    probe = [*apart, "sh", "-c", LAYERED]
    if os.geteuid() != 0 or subprocess.run(probe, capture_output=True, check=False).returncode:
        pytest.skip(f"{NOT_HERE}only root may begin a system of its own")
    return apart


@pytest.mark.reliability
@pytest.mark.parametrize(
    "kind",
    [
        "sqlite",
        # The same page once more, minutes long, for the few lines that differ.
        pytest.param("postgresql", marks=[pytest.mark.postgresql, pytest.mark.nightly]),
    ],
)
def test_the_commands_of_the_page_lead_to_a_hall_that_runs_and_comes_back(
    kind: str, bundle: Path, tmp_path: Path, clean_system: list[str]
) -> None:
    for name in ("layers", "filled"):
        (tmp_path / name).mkdir()
    write_registry(tmp_path / "filled/filled-in.xlsx")
    what = plan(kind, bundle, tmp_path)
    (tmp_path / "plan.json").write_text(json.dumps(what), encoding="utf-8")

    done = subprocess.run(
        [*clean_system, sys.executable, str(HERE / "clean_system.py"), str(tmp_path / "plan.json")],
        capture_output=True,
        text=True,
        check=False,
    )

    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, "\n".join(
        [str(word) for word in told[-1].values()] if told else [done.stderr]
    )
    assert [each["block"] for each in told] == what["blocks"]
    words = "\n".join(each["words"] for each in told)
    assert "已从 /var/backups/chuangping" in words
    assert "/console/invitation/" in words


def test_both_languages_tell_the_same_commands() -> None:
    assert blocks(PAGE_ZH) == blocks(PAGE)
    assert blocks(PAGE)


def test_the_reader_of_the_page_sees_every_block(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("a\n```sh\nb\n```\n1. c\n\n   ```sh sqlite\n   d\n   ```\n```ini\ne\n```\n")

    assert blocks(page) == [Block("b\n", ""), Block("d\n", "sqlite")]
    assert not Block("d\n", "sqlite").is_for("postgresql")


@pytest.mark.parametrize("page", [PAGE, PAGE_ZH], ids=["en", "zh"])
def test_the_table_names_every_command(page: Path) -> None:
    rows = re.findall(r"^\| (`.*?) \|", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    named = {word.split()[0] for row in rows for word in re.findall(r"`([a-z-]+(?: [^`]*)?)`", row)}

    assert set(MODULES) <= named


def test_every_file_that_the_page_copies_is_there() -> None:
    named = re.findall(r"/opt/chuangping/(deploy/[\w./-]+)", PAGE.read_text(encoding="utf-8"))

    assert named
    assert [name for name in named if not list(ROOT.glob(f"{name}*"))] == []
