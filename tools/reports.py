"""What did the tests say? Counts and skips, read from pytest's own reports."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

from tools.environment import ROOT

REPORTS = ROOT / "build" / "reports"


@dataclass(frozen=True)
class Tally:
    """How many tests passed and failed, and for which reasons others were skipped."""

    passed: int = 0
    failed: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped
        )

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped.total()} skipped"


def report_of(group: str) -> Path:
    """Where pytest writes the report of a group of tests."""
    return REPORTS / f"{group}.xml"


def read(report: Path) -> Tally:
    """The counts of one report; all zero when pytest could not even write it."""
    if not report.exists():
        return Tally()
    cases = list(ET.parse(report).iter("testcase"))  # noqa: S314 - pytest has just written it
    failed = sum(1 for case in cases if _has(case, "failure", "error"))
    skipped = Counter(_reason(case) for case in cases if _has(case, "skipped"))
    return Tally(len(cases) - failed - skipped.total(), failed, skipped)


def total(groups: Iterable[str]) -> Tally:
    """The counts of all groups together."""
    return sum((read(report_of(group)) for group in groups), Tally())


def _has(case: ET.Element, *tags: str) -> bool:
    return any(case.find(tag) is not None for tag in tags)


def _reason(case: ET.Element) -> str:
    skipped = case.find("skipped")
    told = "" if skipped is None else skipped.get("message", "")
    return told or f"{case.get('classname')}::{case.get('name')}"
