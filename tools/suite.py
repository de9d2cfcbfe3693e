"""What must be true before a change is good? Checks and tests, as steps with their times."""

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from time import monotonic

from tools import environment, reports, system
from tools.progress import say

WORKERS = "2"
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
# What pytest is told for each group; reliability measures, so nothing runs beside it. What is
# marked nightly takes minutes and is run by hand: python -m pytest -m nightly.
GROUPS: dict[str, Sequence[str]] = {
    "unit": ["-n", WORKERS, "-m", "not browser and not reliability and not nightly"],
    "browser": ["-n", WORKERS, "-m", "browser and not reliability and not nightly"],
    "reliability": ["-m", "reliability and not nightly"],
}


Step = Callable[[], int]


def check() -> int:
    """Lint, format, types and import contracts; 0 when all are clean."""
    python = environment.ready("requirements-dev.txt")
    return _end(_failing(_checks(python)))


def test(*, full: bool) -> int:
    """The checks, then every group of tests; 0 when nothing failed.

    With ``full`` it installs what is missing (as root, through apt-get), and a test that must
    be skipped counts as failed.
    """
    python = environment.ready("requirements-dev.txt")
    if full and _failing({"system packages": system.install}):
        return 1
    groups = {group: partial(_tests, python, group, full=full) for group in GROUPS}
    failing = _failing({**_checks(python), **groups})
    return _end(failing, reports.total(GROUPS))


def _checks(python: Path) -> dict[str, Step]:
    return {name: partial(environment.run, [python, *command]) for name, command in CHECKS.items()}


def _tests(python: Path, group: str, *, full: bool) -> int:
    report = reports.report_of(group)
    report.unlink(missing_ok=True)
    told = ["-q", f"--junitxml={report}", *GROUPS[group]]
    settings = {**os.environ, **({"REQUIRE_ALL": "1"} if full else {})}
    return environment.run([python, "-m", "pytest", *told], settings)


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
