"""Which figures follow from counts of applications, matters and tasks?

Weights belong to the scheme, so counts are kept by class of difficulty and weighed here. A class
that the scheme does not name weighs one: it is counted, and neither more nor less.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from server.rules.appraisal.facts import Figure, Who
from server.rules.schemes.words import Subject
from server.rules.sources.counts import NOTHING, Counted

APPLICATION_FIGURES = frozenset(
    {
        "applications",
        "weighted_applications",
        "weighted_applications_per_day",
        "on_time_rate",
        "told_once_rate",
    }
)
USUAL_WEIGHT = Fraction(1)

Weights = Mapping[str, Fraction]
Named = tuple[Who, str, Figure]


@dataclass(frozen=True)
class ClassCount:
    """What one person finished at one window of a department, of one class of difficulty."""

    staff_id: int
    window_id: int
    department_id: int
    difficulty: str
    counted: Counted


def application_figures(
    counts: Iterable[ClassCount], weights: Weights, attended: Mapping[int, Fraction]
) -> tuple[Named, ...]:
    """The figures of every person, window and department that finished something in the month.

    ``attended``: working days attended by each person (ids of staff); who has none gets no figure
    per day. Shares of nothing are no figure: no data is not nought.
    """
    by_subject: dict[Who, dict[str, Counted]] = {}
    for each in counts:
        for who in _subjects(each):
            classes = by_subject.setdefault(who, {})
            classes[each.difficulty] = classes.get(each.difficulty, NOTHING).plus(each.counted)
    return tuple(
        (who, name, figure)
        for who in sorted(by_subject)
        for name, figure in _figures(by_subject[who], weights, _days(who, attended))
    )


def rate(part: int, whole: int) -> Figure | None:
    """A share with its n, None where there was nothing to share."""
    return Figure(Fraction(part, whole), whole) if whole else None


def _subjects(count: ClassCount) -> tuple[Who, ...]:
    return (
        Who(Subject.STAFF, count.staff_id),
        Who(Subject.WINDOW, count.window_id),
        Who(Subject.DEPARTMENT, count.department_id),
    )


def _days(who: Who, attended: Mapping[int, Fraction]) -> Fraction:
    return attended.get(who.id, Fraction(0)) if who.subject is Subject.STAFF else Fraction(0)


def _figures(
    classes: Mapping[str, Counted], weights: Weights, days: Fraction
) -> Iterator[tuple[str, Figure]]:
    total = NOTHING
    for counted in classes.values():
        total = total.plus(counted)
    if not total.finished:
        return
    weighed = sum(
        (weights.get(name, USUAL_WEIGHT) * each.finished for name, each in classes.items()),
        Fraction(0),
    )
    yield "applications", Figure(Fraction(total.finished), total.finished)
    yield "weighted_applications", Figure(weighed, total.finished)
    if days:
        yield "weighted_applications_per_day", Figure(weighed / days, total.finished)
    for name, figure in (
        ("on_time_rate", rate(total.on_time, total.promised)),
        ("told_once_rate", rate(total.told_once, total.told_known)),
    ):
        if figure:
            yield name, figure
