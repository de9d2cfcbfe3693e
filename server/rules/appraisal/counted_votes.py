"""What does a file of counted votes say: whose number, which mean of a hundred, how many votes?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from server.errors import Problem
from server.rules.appraisal.ballots import FULL
from server.rules.schemes.shape import Scheme, Subject

COLUMNS = 3
MOST_VOTES = 1_000_000


@dataclass(frozen=True)
class CountedVotes:
    """One row: the mean of a hundred that a window or person got, from how many votes."""

    line: int
    number: str
    mean: Fraction
    votes: int


def read_votes(
    lines: Iterable[tuple[int, Sequence[object]]],
) -> tuple[tuple[CountedVotes, ...], tuple[Problem, ...]]:
    """The rows of number, mean and votes, and all that is wrong with others.

    The first line holds the names of the columns; empty lines are passed over.
    """
    found: list[CountedVotes] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for line, cells in tuple(lines)[1:]:
        texts = [_text(one) for one in cells[:COLUMNS]]
        if not any(texts):
            continue
        row = _row(line, texts)
        if row is None:
            problems.append(Problem("file", "ballot.row_wrong", {"line": line}))
        elif row.number in seen:
            data: dict[str, str | int] = {"line": line, "number": row.number}
            problems.append(Problem("file", "ballot.row_twice", data))
        else:
            found.append(row)
            seen.add(row.number)
    if not found and not problems:
        problems.append(Problem("file", "ballot.no_rows"))
    return tuple(found), tuple(problems)


def voted_on(scheme: Scheme, ballot: str) -> Subject | None:
    """Whom a ballot is about: the subject of the sheet or award that reads it."""
    vote = f"vote.{ballot}"
    sheets = {
        category.sheet
        for category in scheme.categories
        for item in category.items
        if item.figured is not None and item.figured.figure == vote
    }
    pools = {one.key: one.sheet for one in scheme.pools}
    first = scheme.sheets[0].key
    sheets |= {pools.get(one.pool, first) for one in scheme.awards if one.by == vote}
    subjects = {scheme.sheet(key).subject for key in sheets}
    return subjects.pop() if len(subjects) == 1 else None


def _row(line: int, texts: Sequence[str]) -> CountedVotes | None:
    if len(texts) < COLUMNS or not texts[0]:
        return None
    mean, votes = _number(texts[1]), _number(texts[2])
    if mean is None or votes is None or votes % 1:
        return None
    if not (0 <= mean <= FULL and 0 < votes <= MOST_VOTES):
        return None
    return CountedVotes(line, texts[0], mean, int(votes))


def _number(text: str) -> Fraction | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return Fraction(number) if number.is_finite() else None


def _text(cell: object) -> str:
    """A cell as people see it: spreadsheets keep every number as a float."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()
