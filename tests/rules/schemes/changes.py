"""Changes from one version of a scheme to the next that must not be made, and those that may."""

# ruff: noqa: E501 - a table is read by its lines

from dataclasses import dataclass

from server.rules.schemes.problems import Problem
from server.rules.schemes.reading import read
from server.rules.schemes.shape import Scheme
from server.rules.schemes.succession import problems_of_change
from tests.rules.schemes.scheme_build import CATEGORY, ITEM, SHEET, TOP, a_file, an_item

QUARTERLY = f'{SHEET}\ncycle = "quarter"'
ENDED = f"{TOP}\nuntil = 2026-06-30"


def a_scheme(  # noqa: PLR0913 - one keyword for each part of the file
    top: str = TOP,
    *,
    version: str = "2",
    begins: str = "2026-07-01",
    sheet: str = SHEET,
    category: str = CATEGORY,
    item: str = ITEM,
) -> Scheme:
    """A sound scheme of that version."""
    head = top.replace('"1"', f'"{version}"').replace("2026-01-01", begins)
    found = read(a_file(top=head, sheet=sheet, category=category, item=item))
    assert isinstance(found, Scheme), found
    return found


def the_first(top: str = TOP, **parts: str) -> Scheme:
    """The version that is in force since the first of January."""
    return a_scheme(top, version="1", begins="2026-01-01", **parts)


@dataclass(frozen=True)
class Change:
    """A version, the one that follows it, and what is wrong with that (empty: nothing)."""

    name: str
    before: Scheme
    after: Scheme
    keys: tuple[str, ...] = ()

    def found(self) -> tuple[Problem, ...]:
        """What the rule says."""
        return problems_of_change(self.after, [self.before])


CHANGES = (
    Change("a later first of a month may follow", the_first(), a_scheme()),
    Change("the day itself is not later", the_first(), a_scheme(begins="2026-01-01"), ("e04",)),
    Change("an earlier day is not later", the_first(), a_scheme(begins="2025-12-01"), ("e04",)),
    Change("the day after the last may follow", the_first(ENDED), a_scheme()),
    Change("a month without one is a gap", the_first(ENDED), a_scheme(begins="2026-08-01"), ("e04_gap",)),
    Change("two at once overlap", the_first(ENDED), a_scheme(begins="2026-06-01"), ("e04_overlap",)),
    Change("one may replace another by its name", the_first(ENDED), a_scheme(f'{TOP}\nreplaces = "hall/1"', begins="2026-06-01")),
    Change("a category is gone", the_first(), a_scheme(category=CATEGORY.replace("A", "B"), item='item.B1 = { text = "x", points = -1 }'), ("e59",)),
    Change("a category is gone to another", the_first(), a_scheme(f'{TOP}\nmap = {{ A = "B" }}', category=CATEGORY.replace("A", "B"), item='item.B1 = { text = "x", points = -1 }')),
    Change("a quarter would be cut", the_first(sheet=QUARTERLY), a_scheme(begins="2026-08-01", sheet=QUARTERLY, item=an_item("points = -2")), ("e63",)),
    Change("a quarter begins with it", the_first(sheet=QUARTERLY), a_scheme(sheet=QUARTERLY, item=an_item("points = -2"))),
    Change("the sheet of the quarter is as it was", the_first(sheet=QUARTERLY), a_scheme(begins="2026-08-01", sheet=QUARTERLY)),
)  # fmt: skip
