"""What must be true before a change is good? Checks and tests, as steps with their times."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from time import monotonic

from tools import environment, reports
from tools.lane import Lane, Program
from tools.progress import say

WORKERS = "2"
# A file stays with one worker, so that the hall its tests share is made once.
FILE_BY_FILE = ("-n", WORKERS, "--dist", "loadfile")
CHECKS: dict[str, Sequence[str]] = {
    "lint": ["-m", "ruff", "check", "."],
    "format": ["-m", "ruff", "format", "--check", "."],
    "types": ["-m", "mypy"],
    # import-linter has a command, but no module to run with -m.
    "imports": [
        "-c",
        "from importlinter.cli import lint_imports_command as lint; lint()",
        "--no-logo",
    ],
}
# What pytest is told for each group. Two workers leave a core idle while they wait for a disk, a
# database or a browser: what mostly waits itself runs beside them. Only what takes somebody's
# time has the machine for itself. What is marked nightly takes minutes and is run by hand:
# python -m pytest -m nightly.
GROUPS: dict[str, Sequence[str]] = {
    "unit": ["-n", WORKERS, "-m", "not browser and not reliability and not alone and not nightly"],
    "browser": [*FILE_BY_FILE, "-m", "browser and not reliability and not nightly"],
    "reliability": ["-m", "reliability and not alone and not nightly"],
    "alone": ["-m", "alone and not nightly"],
}
MEANWHILE = ("types", "reliability")  # beside the other checks, the unit and the browser tests
LAST = ("alone",)


Step = Callable[[], int]


def check() -> int:
    """Lint, format, types and import contracts; 0 when all are clean."""
    python = environment.ready("requirements-dev.txt")
    return _end(_failing(_steps(_checks(python))))


def test(*, full: bool) -> int:
    """The checks and every group of tests, two at a time; 0 when nothing failed.

    With ``full`` it installs what is missing (as root, through apt-get), and a test that must
    be skipped counts as failed.
    """
    with Lane(_needed() if full else {}, reports.REPORTS) as lane:
        python = environment.ready("requirements-dev.txt")
        if failing := lane.finish():
            return _end(failing)
    programs = {**_checks(python), **_tests(python, full=full)}
    beside = {name: programs.pop(name) for name in MEANWHILE}
    last = {name: programs.pop(name) for name in LAST}
    with Lane(beside, reports.REPORTS) as lane:
        failing = _failing(_steps(programs))
        failing += lane.finish()
    return _end(failing + _failing(_steps(last)), reports.total(GROUPS))


def _needed() -> dict[str, Program]:
    """What the full run needs beside Python comes while pip works."""
    return {
        "system packages": Program([sys.executable, "-m", "tools.system"]),
        "node packages": Program([sys.executable, "-m", "tools.miniprogram"]),
    }


def _checks(python: Path) -> dict[str, Program]:
    return {name: Program([python, *command]) for name, command in CHECKS.items()}


def _tests(python: Path, *, full: bool) -> dict[str, Program]:
    settings = {**os.environ, **({"REQUIRE_ALL": "1"} if full else {})}
    # Containers often say so. Every worker would rewrite all asserts, every command that a test
    # starts would compile the whole program, again and again.
    settings.pop("PYTHONDONTWRITEBYTECODE", None)
    for group in GROUPS:
        reports.report_of(group).unlink(missing_ok=True)
    return {
        group: Program(
            [python, "-m", "pytest", "-q", f"--junitxml={reports.report_of(group)}", *told],
            settings,
        )
        for group, told in GROUPS.items()
    }


def _steps(programs: Mapping[str, Program]) -> dict[str, Step]:
    return {
        name: partial(environment.run, program.words, program.environment)
        for name, program in programs.items()
    }


def _failing(steps: Mapping[str, Step]) -> list[str]:
    """Do the steps, each between two lines that say so; the names of those that failed."""
    return [name for name, step in steps.items() if _fails(name, step)]


def _fails(name: str, step: Step) -> bool:
    say(f"--- {name} ---")
    started = monotonic()
    failed = step() != 0
    say(f"--- {name}: {'FAILED' if failed else 'good'}, {monotonic() - started:.1f} s ---")
    return failed


def _end(failing: Sequence[str], tally: reports.Tally | None = None) -> int:
    """Say what was skipped and why, what failed, and last the sum of all tests; the exit code."""
    for reason, count in tally.skipped.most_common() if tally else ():
        say(f"skipped {count}: {reason}")
    if failing:
        say(f"FAILED: {', '.join(failing)}")
    if tally:
        say(f"total: {tally}")
    return 1 if failing else 0
