"""Which shape do the public facts of a month have? JSON-able as ``ranking.facts``, no floats."""

from typing import TypedDict

from server.rules.ranking.facts import ComparedFacts, LaneFacts


class PublicUnit(ComparedFacts):
    """A window that is shown alone, compared with the other windows that are.

    ``second`` counts the second ratings; the other fields are those of ``UnitFacts``.
    """

    unit: str
    name: str
    department: str
    lanes: dict[str, LaneFacts]
    second: int
    late: int
    set_aside: dict[str, int]
    defaults: int


class Pooled(TypedDict):
    """The figures of several windows added up; ``units`` says of how many.

    ``levels`` (1 to 5), ``lanes`` and the rest are those of ``UnitFacts``; ``applications`` is null
    unless they are known of every one.
    """

    units: int
    n: int
    good: int
    bad: int
    levels: list[int]
    lanes: dict[str, LaneFacts]
    second: int
    late: int
    set_aside: dict[str, int]
    defaults: int
    applications: int | None


class RestUnit(TypedDict):
    """A window whose figures are not shown alone, and why: a ``pooling.Reason``."""

    unit: str
    name: str
    reason: str


class Rest(TypedDict):
    """The windows of a group that are not shown alone.

    ``figures`` is their sum, null where even that would tell too much.
    """

    units: list[RestUnit]
    figures: Pooled | None


class PublicGroup(TypedDict):
    """One peer group: windows shown alone in the order of their numbers, and the rest.

    ``ranked`` and ``usual_share`` are those of the shown windows alone.
    """

    group: str
    name: str
    counting_lanes: list[str]
    ranked: int
    usual_share: str | None
    units: list[PublicUnit]
    rest: Rest


class PublicFacts(TypedDict):
    """A hall's month as everybody may know it.

    ``basis``: the recorded legal basis for showing windows that are one person, '' for none.
    ``rest``: the sum over the groups' rests without figures of their own, null where even that
    would tell too much. ``totals`` are the sum of all that is shown, alone or in a rest;
    ``unshown`` windows are in none of these figures. No other total of the month may be
    published: what it has more would be those windows'.
    """

    month: str
    rule_version: str
    basis: str
    groups: list[PublicGroup]
    rest: Pooled | None
    totals: Pooled
    unshown: int
