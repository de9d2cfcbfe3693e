"""What do the ratings of a sealed month come to, per person, window and department?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import and_, select

from server.db import session
from server.ids import first_id
from server.models.cases import Case, CaseStep
from server.models.handling import CaseDeadline
from server.models.registry import Staff, Window
from server.queries.overview.handled import ANSWERED, MET, RECTIFYING, REPLACED
from server.queries.publication.rankings import latest_ranking
from server.queries.registry.halls import Hall
from server.queries.sources.applications import counts_of_month
from server.rules.appraisal.facts import Who
from server.rules.cases.kinds import CaseKind
from server.rules.months import Month
from server.rules.ranking.facts import GroupFacts, UnitFacts
from server.rules.schemes.words import Subject
from server.rules.sources.ratings import HandledRating, RatedUnit

Registered = Mapping[str, tuple[int, int]]


def rated_units(hall: Hall, month: Month) -> Mapping[Who, RatedUnit] | None:
    """The ratings of everybody's month as it was sealed last; None while it is not sealed.

    What a person could have been rated for are the applications that they finished.
    """
    sealed = latest_ranking(hall.id, month)
    if sealed is None:
        return None
    windows, staff = _registered(hall.id, Window), _registered(hall.id, Staff)
    finished = Counter[int]()
    for each in counts_of_month(hall.id, month):
        finished[each.staff_id] += each.counted.finished
    units: dict[Who, RatedUnit] = {}
    for (unit_id, department_id), facts in _units(sealed.facts["windows"], windows):
        rated = _rated(facts, facts["applications"])
        units[Who(Subject.WINDOW, unit_id)] = rated
        whole = Who(Subject.DEPARTMENT, department_id)
        units[whole] = units[whole].plus(rated) if whole in units else rated
    for (unit_id, _), facts in _units(sealed.facts["staff"], staff):
        ratable = finished.get(unit_id)
        units[Who(Subject.STAFF, unit_id)] = _rated(facts, ratable)
    return units


def handled_ratings(hall: Hall, month: Month, *, today: date) -> tuple[HandledRating, ...]:
    """What became until today of the bad ratings received in the month.

    A rectification is due once it has ended, or its day is over.
    """
    of_month = _of_month(hall, month)
    answered = _answered(of_month)
    due, in_time = _rectified(of_month, today)
    departments = dict(_registered(hall.id, Window).values())
    cases = session.execute(
        select(Case.id, Case.window_id, Case.staff_id, Case.department_id).where(of_month)
    )
    return tuple(
        HandledRating(
            tuple(_subjects(row, departments)), row.id in answered, due[row.id], in_time[row.id]
        )
        for row in cases
    )


def _registered(hall_id: int, table: Any) -> Registered:
    rows = session.execute(
        select(table.number, table.id, table.department_id).where(table.hall_id == hall_id)
    )
    return {number: (one, department_id) for number, one, department_id in rows}


def _units(
    groups: Iterable[GroupFacts], registered: Registered
) -> Iterator[tuple[tuple[int, int], UnitFacts]]:
    for group in groups:
        for unit in group["units"]:
            if unit["unit"] in registered:
                yield registered[unit["unit"]], unit


def _rated(facts: UnitFacts, ratable: int | None) -> RatedUnit:
    given = sum(lane["n"] for lane in facts["lanes"].values())
    active = given + sum(facts["set_aside"].values())
    return RatedUnit(facts["good"], facts["bad"], active, ratable)


def _of_month(hall: Hall, month: Month) -> Any:
    days = month.days()[0], month.next().days()[0]
    return and_(
        Case.hall_id == hall.id,
        Case.kind == CaseKind.BAD_RATING,
        Case.id >= first_id(days[0]),
        Case.id < first_id(days[1]),
        Case.received_at >= month.starts_at(hall.zone),
        Case.received_at < month.ends_at(hall.zone),
    )


def _answered(of_month: Any) -> frozenset[int]:
    is_step = and_(CaseStep.hall_id == Case.hall_id, CaseStep.case_id == Case.id)
    return frozenset(
        session.scalars(
            select(Case.id)
            .join(CaseStep, is_step)
            .where(of_month, CaseStep.step.in_(ANSWERED))
            .distinct()
        )
    )


def _rectified(of_month: Any, today: date) -> tuple[Counter[int], Counter[int]]:
    of_case = and_(Case.hall_id == CaseDeadline.hall_id, Case.id == CaseDeadline.case_id)
    rows = session.execute(
        select(Case.id, CaseDeadline.ended, CaseDeadline.due_on)
        .join(CaseDeadline, of_case)
        .where(of_month, CaseDeadline.clock.in_(RECTIFYING), CaseDeadline.ended != REPLACED)
    )
    due, in_time = Counter[int](), Counter[int]()
    for case_id, ended, due_on in rows:
        due[case_id] += bool(ended) or due_on < today
        in_time[case_id] += ended == MET
    return due, in_time


def _subjects(row: Any, departments: Mapping[int, int]) -> Iterator[Who]:
    if row.window_id is not None:
        yield Who(Subject.WINDOW, row.window_id)
    if row.staff_id is not None:
        yield Who(Subject.STAFF, row.staff_id)
    department_id = row.department_id or departments.get(row.window_id)
    if department_id is not None:
        yield Who(Subject.DEPARTMENT, department_id)
