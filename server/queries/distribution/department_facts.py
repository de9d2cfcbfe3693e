"""What does the sheet of a department say of a period: its people, windows and problems?"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from server.db import session
from server.models.inspections import RectificationOrder
from server.queries.appraisal.results import ResultStory
from server.queries.distribution.ground import Facts, Ground, short
from server.queries.distribution.person_facts import PEOPLE, result_facts
from server.queries.distribution.sealed import whole_ranking
from server.rules.appraisal.facts import Who
from server.rules.appraisal.results import EntryKind
from server.rules.schemes.shape import Subject

MOST_PROBLEMS = 8
RATED = ("n", "good", "bad")


def departments_of(ground: Ground) -> tuple[int, ...]:
    """The ids of all departments of which a person, window or the whole has a result, by code."""
    ids = {ground.department_of(who) for who in ground.results}
    return tuple(sorted(ids, key=lambda one: ground.names[Who(Subject.DEPARTMENT, one)].number))


def department_facts(ground: Ground, department_id: int) -> Facts:
    """The facts of the department's sheet; JSON-able, scores as decimal text."""
    named = ground.names[Who(Subject.DEPARTMENT, department_id)]
    own = [who for who in ground.results if ground.department_of(who) == department_id]
    people = [who for who in own if who.subject in PEOPLE]
    return {
        **ground.head(),
        "subject": Subject.DEPARTMENT.value,
        "number": named.number,
        "name": named.name,
        "department": named.name,
        "months": [str(part.period) for part in ground.parts],
        "people": _rows(ground, people),
        "windows": _windows(ground, department_id),
        "own": [
            result_facts(ground, one)
            for who in own
            if who.subject is Subject.DEPARTMENT
            for one in ground.results[who]
        ],
        "problems": _problems(ground, own),
        "orders": _orders(ground, department_id),
    }


def _rows(ground: Ground, subjects: Iterable[Who]) -> list[Facts]:
    rows = [(who, one) for who in subjects for one in ground.results[who]]
    rows.sort(
        key=lambda row: (row[1].sheet, row[1].place or len(rows), ground.names[row[0]].number)
    )
    return [
        {
            "number": ground.names[who].number,
            "name": ground.names[who].name,
            **result_facts(ground, one),
            "scores": [_score_in(ground, one, str(part.period)) for part in ground.parts],
            "awards": list(ground.awards.get(who, ())),
        }
        for who, one in rows
    ]


def _score_in(ground: Ground, result: ResultStory, month: str) -> str:
    for _, one in ground.monthly.get(result.who, ()):
        if (str(one.period), one.sheet) == (month, result.sheet) and one.score is not None:
            return short(one.score)
    return ""


def _windows(ground: Ground, department_id: int) -> list[Facts]:
    """Each window with its counted ratings of the sealed months, and its result where it has one.

    A sum of months tells no more than the months, which were sealed and are published.
    """
    counted = _rated(ground)
    windows = {
        who: named
        for who, named in ground.names.items()
        if who.subject is Subject.WINDOW and named.department_id == department_id
    }
    return [
        {
            "number": named.number,
            "name": named.name,
            **{
                key: counted[named.number][key] if named.number in counted else None
                for key in RATED
            },
            "results": [result_facts(ground, one) for one in ground.results.get(who, ())],
        }
        for who, named in sorted(windows.items(), key=lambda one: one[1].number)
        if named.number in counted or who in ground.results
    ]


def _rated(ground: Ground) -> Mapping[str, Counter[str]]:
    """Sums over the sealed months by window."""
    found: dict[str, Counter[str]] = {}
    for month in ground.computed.period.months():
        sealed = whole_ranking(ground.hall.id, month)
        for unit in _units(sealed.facts) if sealed else ():
            counts = found.setdefault(unit["unit"], Counter())
            counts.update({key: unit[key] for key in RATED})
    return found


def _units(facts: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    return (unit for group in facts["windows"] for unit in group["units"])


def _problems(ground: Ground, own: Iterable[Who]) -> list[Facts]:
    """The items that cost its people and windows points most often."""
    times = Counter(
        (line.item, line.title)
        for who in own
        for line in ground.entries.get(who, ())
        if line.points < 0 and line.kind is EntryKind.OWN
    )
    ordered = sorted(times.items(), key=lambda one: (-one[1], one[0]))[:MOST_PROBLEMS]
    return [{"item": item, "text": text, "times": count} for (item, text), count in ordered]


def _orders(ground: Ground, department_id: int) -> Facts:
    """How many rectification orders were issued to it in the period, and how many are passed."""
    months, zone = ground.computed.period.months(), ground.hall.zone
    states = session.scalars(
        select(RectificationOrder.state).where(
            RectificationOrder.hall_id == ground.hall.id,
            RectificationOrder.department_id == department_id,
            RectificationOrder.issued_at >= months[0].starts_at(zone),
            RectificationOrder.issued_at < months[-1].ends_at(zone),
            RectificationOrder.state != "cancelled",
        )
    ).all()
    return {"issued": len(states), "passed": states.count("passed")}
