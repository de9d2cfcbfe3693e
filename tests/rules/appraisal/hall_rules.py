"""The 164 rules of real halls, and the construct of the scheme that says each.

``data/rules.csv`` holds what the halls wrote, ``data/mapping.csv`` the construct. An *executed*
rule is one item that is fed a fact; a *loaded* one is structure, whose file ``loaded`` has in full.
"""

import csv
import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

DATA = Path(__file__).parent / "data"
_PAIR = re.compile(r'([a-z_]+) = (\[[^\]]*\]|"[^"]*"|[-0-9.]+|true|false)')
_CHIEFS = re.compile(r"首席(?:代表)? (-[0-9.]+)")
_RANGE = re.compile(r"([-+]?[0-9.]+?)\.\.([-+]?[0-9.]+)")


@dataclass(frozen=True)
class Rule:
    """One rule: what the hall wrote, and how the scheme says it."""

    row: int
    words: str
    points: str
    note: str
    construct: str
    checked: str

    def __str__(self) -> str:
        return f"{self.row} {self.words}"

    @property
    def pairs(self) -> list[str]:
        """What the construct sets, written alike (``key=value``)."""
        return [alike(found[0]) for found in _PAIR.finditer(self.construct)]

    @property
    def written(self) -> tuple[Fraction, Fraction] | None:
        """The least and most points that the hall wrote; None where it wrote no plain number."""
        stretch = _RANGE.fullmatch(self.points)
        ends = stretch.groups() if stretch else (self.points, self.points)
        if not all(re.fullmatch(r"[-+]?[0-9.]+", end) for end in ends):
            return None
        low, high = sorted(Fraction(end) for end in ends)
        return low, high

    @property
    def chiefs(self) -> Fraction | None:
        """The points of the chief representative, where the hall wrote them."""
        found = _CHIEFS.search(self.note)
        return Fraction(found[1]) if found else None


def rules(checked: str) -> list[Rule]:
    """The rules that are checked in that way."""
    with (DATA / "rules.csv").open(encoding="utf-8") as file:
        written = {row["row"]: row for row in csv.DictReader(file)}
    with (DATA / "mapping.csv").open(encoding="utf-8") as file:
        return [
            Rule(
                int(row["row"]),
                f"{written[row['row']]['item']} {written[row['row']]['rule']}",
                written[row["row"]]["points"],
                written[row["row"]]["note"],
                row["construct"].replace('"case"', '"application"'),
                row["checked"],
            )
            for row in csv.DictReader(file)
            if row["checked"] == checked
        ]


def alike(pair: str) -> str:
    """A pair without spaces."""
    return re.sub(r"\s+", "", pair)
