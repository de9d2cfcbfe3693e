"""What must be true before a change is good? Checks and tests, as steps with their times."""

import os
from collections.abc import Callable, Sequence
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
# What pytest is told for each group; reliability measures, so nothing runs beside it.
GROUPS: dict[str, Sequence[str]] = {
    "unit": ["-n", WORKERS, "-m", "not browser and not reliability"],
    "browser": ["-n", WORKERS, "-m", "browser and not reliability"],
    "reliability": ["-m", "reliability"],
}


def check() -> int:
    """Lint, format, types and import contracts; 0 when all are clean."""
    python = environment.ready("requirements-dev.txt")
    return max(
        _step(name, partial(environment.run, [python, *command]))
        for name, command in CHECKS.items()
    )


def test(*, full: bool) -> int:
    """The checks, then every group of tests; 0 when nothing failed.

    With ``full`` it installs what is missing (as root, through apt-get), and a test that must
    be skipped counts as failed.
    """
    python = environment.ready("requirements-dev.txt")
    if full and _step("system packages", system.install):
        return 1
    results = [
        check(),
        *(_step(group, partial(_tests, python, group, full=full)) for group in GROUPS),
    ]
    _close()
    return max(results)


def _tests(python: Path, group: str, *, full: bool) -> int:
    report = reports.report_of(group)
    report.unlink(missing_ok=True)
    told = ["-q", f"--junitxml={report}", *GROUPS[group]]
    settings = {**os.environ, **({"REQUIRE_ALL": "1"} if full else {})}
    return environment.run([python, "-m", "pytest", *told], settings)


def _close() -> None:
    """What was skipped and why, then the sum of all groups, as the last line."""
    total = sum((reports.read(reports.report_of(group)) for group in GROUPS), reports.Tally())
    for reason, count in total.skipped.most_common():
        say(f"skipped {count}: {reason}")
    say(f"total: {total}")


def _step(name: str, work: Callable[[], int]) -> int:
    """Do one step between two lines that say so; its exit code."""
    say(f"--- {name} ---")
    started = monotonic()
    failed = work()
    say(f"--- {name}: {'FAILED' if failed else 'good'}, {monotonic() - started:.1f} s ---")
    return failed
