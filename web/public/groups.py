"""How is a published ranking read: which windows of a group stand in which band, and where?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast

from server.rules.disclosure import PublicFacts
from server.rules.disclosure.shape import PublicGroup, PublicUnit, Rest
from server.rules.ranking.bands import Band
from web.public.axis import Axis, axis_for
from web.public.figures import HUNDRED_PERCENT

BANDS = (Band.ABOVE, Band.ALIKE, Band.UNCERTAIN, Band.BELOW, Band.LISTED)


@dataclass(frozen=True)
class UnitRow:
    """One window: its published facts, and the places of its dot and bar on the axis."""

    facts: PublicUnit
    dot: str | None
    low: str | None
    high: str | None

    @property
    def aside(self) -> int:
        """How many ratings of it were set aside."""
        return sum(self.facts["set_aside"].values())


@dataclass(frozen=True)
class BandPart:
    """The windows of one band, in the order of their numbers, and why it is no other band."""

    band: str
    why: str | None
    could_be: tuple[str, ...]
    rows: tuple[UnitRow, ...]


@dataclass(frozen=True)
class GroupPart:
    """A peer group: its bands, its mean, and the windows that are not shown alone."""

    code: str
    name: str
    lanes: tuple[str, ...]
    ranked: int
    usual_share: str | None
    good: int
    n: int
    mean: str | None
    bands: tuple[BandPart, ...]
    rest: Rest

    @property
    def windows(self) -> int:
        """How many windows the group has."""
        return sum(len(part.rows) for part in self.bands) + len(self.rest["units"])

    def in_band(self, band: str) -> tuple[UnitRow, ...]:
        """The windows of that band, whatever the reason."""
        rows = [row for part in self.bands if part.band == band for row in part.rows]
        return tuple(sorted(rows, key=lambda row: row.facts["unit"]))


@dataclass(frozen=True)
class RankingPart:
    """A month's ranking on one axis; ``facts`` as they were published."""

    facts: PublicFacts
    axis: Axis
    groups: tuple[GroupPart, ...]

    def in_band(self, band: str) -> int:
        """How many windows of all groups are in that band."""
        return sum(len(group.in_band(band)) for group in self.groups)

    @property
    def ranked(self) -> int:
        """How many windows were compared."""
        return sum(group.ranked for group in self.groups)


def ranking_part(content: dict[str, Any]) -> RankingPart:
    """The content of a ranking notice, ready to be shown."""
    facts = cast(PublicFacts, content)
    units = [unit for group in facts["groups"] for unit in group["units"]]
    axis = axis_for(unit["interval"][1] for unit in units if unit["interval"])
    return RankingPart(facts, axis, tuple(_group(group, axis) for group in facts["groups"]))


def band_parts(units: Iterable[PublicUnit], axis: Axis) -> tuple[BandPart, ...]:
    """The units by band; the better bands first, which is no order among equals."""
    ordered = sorted(units, key=lambda unit: (_band_key(unit), unit["unit"]))
    return tuple(
        BandPart(key[1], key[2] or None, key[3], tuple(unit_row(unit, axis) for unit in members))
        for key, members in groupby(ordered, key=_band_key)
    )


def unit_row(unit: PublicUnit, axis: Axis) -> UnitRow:
    """A window with its places on the axis; none where it has no rating."""
    if unit["interval"] is None:
        return UnitRow(unit, None, None, None)
    low, high = _good_limits(unit["interval"])
    return UnitRow(
        unit,
        axis.place(unit["good"], unit["n"]),
        axis.place(low, HUNDRED_PERCENT),
        axis.place(high, HUNDRED_PERCENT),
    )


def _group(group: PublicGroup, axis: Axis) -> GroupPart:
    good, n = (sum(unit[name] for unit in group["units"]) for name in ("good", "n"))
    return GroupPart(
        code=group["group"],
        name=group["name"],
        lanes=tuple(group["counting_lanes"]),
        ranked=group["ranked"],
        usual_share=group["usual_share"],
        good=good,
        n=n,
        mean=axis.place(good, n) if n else None,
        bands=band_parts(group["units"], axis),
        rest=group["rest"],
    )


def _band_key(unit: PublicUnit) -> tuple[int, str, str, tuple[str, ...]]:
    return (
        BANDS.index(Band(unit["band"])),
        unit["band"],
        unit["why"] or "",
        tuple(unit["could_be"]),
    )


def _good_limits(bad: Sequence[int]) -> tuple[int, int]:
    return HUNDRED_PERCENT - bad[1], HUNDRED_PERCENT - bad[0]
