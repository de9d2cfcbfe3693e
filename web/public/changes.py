"""What did a revision of a month change? Every window whose figures or band differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol


class HasFacts(Protocol):
    """A notice, published or only drafted."""

    @property
    def facts(self) -> dict[str, Any]:
        """What it says."""
        ...


@dataclass(frozen=True)
class Change:
    """A window before and after: (n, bad, band), None where it was not shown alone."""

    unit: str
    before: tuple[int, int, str] | None
    after: tuple[int, int, str] | None


@dataclass(frozen=True)
class Total:
    """All that a notice shows, added up: counted, bad, and set aside."""

    n: int
    bad: int
    aside: int


@dataclass(frozen=True)
class TotalChange:
    """What a revision changed in all: the figures before and after stand side by side."""

    before: Total
    after: Total


def total_change(before: HasFacts, after: HasFacts) -> TotalChange | None:
    """The sums of two revisions where they differ, also for a window that is not shown alone."""
    found = TotalChange(_total(before.facts["content"]), _total(after.facts["content"]))
    return found if found.before != found.after else None


def changes(before: HasFacts, after: HasFacts) -> tuple[Change, ...]:
    """The windows that two revisions of a ranking notice show differently, by their numbers."""
    old, new = _units(before.facts["content"]), _units(after.facts["content"])
    return tuple(
        Change(unit, old.get(unit), new.get(unit))
        for unit in sorted(old.keys() | new.keys())
        if old.get(unit) != new.get(unit)
    )


def _units(content: Mapping[str, Any]) -> dict[str, tuple[int, int, str]]:
    return {
        unit["unit"]: (unit["n"], unit["bad"], unit["band"])
        for group in content.get("groups", ())
        for unit in group["units"]
    }


def _total(content: Mapping[str, Any]) -> Total:
    totals = content["totals"]
    return Total(totals["n"], totals["bad"], sum(totals["set_aside"].values()))
