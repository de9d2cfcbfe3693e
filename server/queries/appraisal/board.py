"""Who stands where in a computed period, with what they have in each category?"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import func, select

from server.db import session
from server.models.scores import ScoreEntry
from server.queries.appraisal.periods import ComputedPeriod
from server.queries.appraisal.results import ResultStory, results_in
from server.rules.appraisal.facts import Who
from server.rules.schemes.shape import Subject


@dataclass(frozen=True)
class Row:
    """One subject's line: ``categories`` are scores by code, ``entries`` of the period."""

    result: ResultStory
    categories: Mapping[str, Fraction]
    entries: int

    @property
    def score(self) -> Fraction | None:
        """The published number, None where there is none."""
        return self.result.score


@dataclass(frozen=True)
class Table:
    """One group on one sheet, the highest score first; those without one at its end.

    A place is counted within a pool, of which a group may have several: it does not give the order.
    """

    sheet: str
    group: str
    codes: tuple[str, ...]
    rows: tuple[Row, ...]


def board_of(
    hall_id: int, computed: ComputedPeriod, departments: frozenset[int] | None
) -> tuple[Table, ...]:
    """The tables of the period; ``departments``: only people of these, None for the whole hall."""
    entries = _entries(hall_id, computed)
    tables: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for result in results_in(hall_id, computed):
        if departments is None or _is_of(result, departments):
            row = Row(result, _categories(result), entries.get(result.who, 0))
            tables[result.sheet, result.group].append(row)
    return tuple(
        Table(
            sheet,
            group,
            tuple(dict.fromkeys(code for row in rows for code in row.categories)),
            tuple(sorted(rows, key=_from_the_top)),
        )
        for (sheet, group), rows in tables.items()
    )


def _from_the_top(row: Row) -> tuple[bool, Fraction, int]:
    return row.score is None, -(row.score or Fraction(0)), row.result.place or 0


def _is_of(result: ResultStory, departments: frozenset[int]) -> bool:
    if result.who.subject is Subject.DEPARTMENT:
        return result.who.id in departments
    return result.department_id in departments


def _categories(result: ResultStory) -> Mapping[str, Fraction]:
    return {one["code"]: Fraction(one["score"]) for one in result.steps["categories"]}


def _entries(hall_id: int, computed: ComputedPeriod) -> Mapping[Who, int]:
    rows = session.execute(
        select(ScoreEntry.subject, ScoreEntry.subject_id, func.count())
        .where(ScoreEntry.hall_id == hall_id, ScoreEntry.period == str(computed.period))
        .group_by(ScoreEntry.subject, ScoreEntry.subject_id)
    )
    return {Who(Subject(subject), key): count for subject, key, count in rows}
