"""Which shape do the sealed figures of a month have?

JSON-able: whole numbers, strings, lists, mappings and null, no floats. Shares and chances are
strings with fixed decimals, rounded half up. Units stand in the order of their numbers, groups in
that of their codes. The same shape holds windows and people.
"""

from typing import TypedDict


class ComparedFacts(TypedDict):
    """What the comparison takes and gives for one unit.

    ``n`` = ``good`` + ``bad``: the first active ratings of the group's counting lanes.
    ``applications`` is null where not known. ``beyond``: good ratings left out of the comparison as
    beyond the usual share of applications.

    ``why`` says why the band is uncertain or listed, ``could_be`` which other bands three
    ratings could give. ``index`` (2 decimals), ``worse`` and ``better`` (7 decimals) are null for
    a unit that was not compared; ``interval`` (lowest and highest bad share in hundredths of a
    percent, of all n) is null for n = 0.
    """

    n: int
    good: int
    bad: int
    applications: int | None
    beyond: int
    band: str
    why: str | None
    could_be: list[str]
    index: str | None
    worse: str | None
    better: str | None
    interval: list[int] | None


class LaneFacts(TypedDict):
    """The counted first active ratings of one lane, and the bad ones among them."""

    n: int
    bad: int


class UnitFacts(ComparedFacts):
    """One unit's month.

    ``levels`` are n by level, 1 to 5. ``lanes`` has all three lanes, counting or not. ``second``
    (by level) and ``set_aside`` (by reason) are of all lanes and not in n; ``late`` ones are of
    all lanes too.
    """

    unit: str
    name: str
    department: str
    levels: list[int]
    lanes: dict[str, LaneFacts]
    second: list[int]
    late: int
    set_aside: dict[str, int]
    defaults: int


class GroupFacts(TypedDict):
    """One peer group's month.

    ``ranked`` units were compared. ``usual_share``: ratings per application, 4 decimals, null where
    not known.
    """

    group: str
    name: str
    counting_lanes: list[str]
    ranked: int
    usual_share: str | None
    units: list[UnitFacts]
