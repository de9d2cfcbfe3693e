"""How many findings count against somebody, and how did the looks of a month end?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import ColumnElement, select

from server.db import session
from server.models.inspections import InspectionFinding, InspectionTarget
from server.models.registry import Window
from server.queries.inspections.rounds import is_taken_back
from server.queries.registry.halls import Hall
from server.rules.appraisal.facts import Who
from server.rules.inspections.kinds import COUNTS, Look, Severity
from server.rules.inspections.scores import Looked
from server.rules.months import Month
from server.rules.schemes.shape import Subject

Spot = tuple[int, int]
"""A round and a window of it, by their ids."""


def findings_against(
    hall_id: int, who: Who, span: tuple[date, date], event: str
) -> list[tuple[str, date]]:
    """Number and day of the findings that count against a person, or a department alone.

    A finding about a person counts for the person, one about nobody for the department. ``span``:
    first and last day on which it was found; ``event``: only of that kind, '' for all.
    """
    found = InspectionFinding
    wanted = (
        select(found.number, found.found_on)
        .where(found.hall_id == hall_id, _against(who), found.found_on.between(*span), *_counted())
        .order_by(found.found_at, found.id)
    )
    rows = session.execute(wanted.where(found.event == event) if event else wanted)
    return [(number, day) for number, day in rows]


def looks_of(hall: Hall, month: Month) -> Iterator[tuple[Who, Looked]]:
    """Each look of the month with its counted findings, for the window, department and people.

    A person is looked at where they alone were on duty, or where something was found about them.
    """
    findings = _findings_of(hall.id, month)
    for inspection_id, window_id, department_id, staff_id in _looked(hall, month):
        here = findings.get((inspection_id, window_id), [])
        whole = Looked(tuple(severity for _, severity in here))
        yield Who(Subject.WINDOW, window_id), whole
        yield Who(Subject.DEPARTMENT, department_id), whole
        people = dict.fromkeys(person for person, _ in here if person is not None)
        for person in people or ([staff_id] if staff_id is not None else []):
            own = tuple(severity for about, severity in here if about == person)
            yield Who(Subject.STAFF, person), Looked(own)


def _against(who: Who) -> ColumnElement[bool]:
    found = InspectionFinding
    if who.subject is Subject.STAFF:
        return found.staff_id == who.id
    return (found.department_id == who.id) & found.staff_id.is_(None)


def _counted() -> tuple[ColumnElement[bool], ...]:
    return InspectionFinding.state.in_(COUNTS), ~is_taken_back()


def _looked(hall: Hall, month: Month) -> list[tuple[int, int, int, int | None]]:
    target = InspectionTarget
    rows = session.execute(
        select(target.inspection_id, target.window_id, Window.department_id, target.staff_id)
        .join(Window, Window.id == target.window_id)
        .where(
            target.hall_id == hall.id,
            target.state != Look.WAITING,
            target.looked_at >= month.starts_at(hall.zone),
            target.looked_at < month.ends_at(hall.zone),
        )
        .order_by(target.looked_at, target.inspection_id, target.position)
    )
    return [
        (round_id, window_id, unit_id, staff_id) for round_id, window_id, unit_id, staff_id in rows
    ]


def _findings_of(hall_id: int, month: Month) -> Mapping[Spot, list[tuple[int | None, Severity]]]:
    """By round and window: about whom, and how grave."""
    found, days = InspectionFinding, month.days()
    # A look begins in the month; what was found there was written down on the same day.
    rows = session.execute(
        select(found.inspection_id, found.window_id, found.staff_id, found.severity).where(
            found.hall_id == hall_id, found.found_on.between(days[0], days[-1]), *_counted()
        )
    )
    by_spot: dict[Spot, list[tuple[int | None, Severity]]] = defaultdict(list)
    for inspection_id, window_id, staff_id, severity in rows:
        by_spot[inspection_id, window_id].append((staff_id, Severity(severity)))
    return by_spot


def totals_of(hall: Hall, month: Month) -> tuple[int, int]:
    """Looks and counted findings of the hall's month, for the overview."""
    looks = len(_looked(hall, month))
    return looks, sum(map(len, _findings_of(hall.id, month).values()))
