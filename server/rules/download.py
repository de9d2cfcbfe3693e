"""What does a stranger download to recompute a month, and which ranking must come out?"""

from typing import TypedDict

from server.rules.disclosure.shape import Pooled, PublicFacts, PublicGroup, PublicUnit
from server.rules.ratings.levels import Lane

LANES = tuple(lane.value for lane in Lane)
FIGURES = ("n", "bad", "applications", *LANES, "set_aside", "second", "late", "defaults")
HEADER = ["month", "rule_version", "row", "group", "unit", *FIGURES]


class RankedUnit(TypedDict):
    """What the published counts of one window must give; the fields are those of ``PublicUnit``."""

    group: str
    unit: str
    beyond: int
    band: str
    why: str | None
    index: str | None
    worse: str | None
    better: str | None
    interval: list[int] | None


class Ranking(TypedDict):
    """A month's ranking as ``recompute.py`` prints it, in canonical JSON."""

    month: str
    rule_version: str
    units: list[RankedUnit]


def ranking_of(public: PublicFacts) -> Ranking:
    """The ranking that the public facts hold, by group and unit."""
    return {
        "month": public["month"],
        "rule_version": public["rule_version"],
        "units": [
            _ranked(group["group"], unit) for group in public["groups"] for unit in group["units"]
        ],
    }


def download_rows(public: PublicFacts) -> list[list[str]]:
    """The table to download, header first; every cell is text.

    ``row`` says what a row holds: a ``unit`` shown alone; the ``rest`` of a group, whose units'
    numbers stand in one cell with blanks between and whose figures are empty where they are not
    shown; ``joint_rest``, of several groups together; ``total``, the sum of all figures above.
    """
    rows = [row for group in public["groups"] for row in _group_rows(group)]
    if public["rest"] is not None:
        rows.append(["joint_rest", "", "", *_cells(public["rest"])])
    rows.append(["total", "", "", *_cells(public["totals"])])
    return [HEADER, *([public["month"], public["rule_version"], *row] for row in rows)]


def _group_rows(group: PublicGroup) -> list[list[str]]:
    rows = [["unit", group["group"], unit["unit"], *_cells(unit)] for unit in group["units"]]
    rest = group["rest"]
    if rest["units"]:
        numbers = " ".join(unit["unit"] for unit in rest["units"])
        rows.append(["rest", group["group"], numbers, *_cells(rest["figures"])])
    return rows


def _cells(figures: PublicUnit | Pooled | None) -> list[str]:
    if figures is None:
        return [""] * len(FIGURES)
    cells = [
        figures["n"],
        figures["bad"],
        figures["applications"],
        *(figures["lanes"][lane]["n"] for lane in LANES),
        sum(figures["set_aside"].values()),
        figures["second"],
        figures["late"],
        figures["defaults"],
    ]
    return ["" if cell is None else str(cell) for cell in cells]


def _ranked(group: str, unit: PublicUnit) -> RankedUnit:
    return {
        "group": group,
        "unit": unit["unit"],
        "beyond": unit["beyond"],
        "band": unit["band"],
        "why": unit["why"],
        "index": unit["index"],
        "worse": unit["worse"],
        "better": unit["better"],
        "interval": unit["interval"],
    }
