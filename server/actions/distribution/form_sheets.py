"""An appraisal officer forms the sheets of a period: one of each person, one of each department."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from server import errors
from server.actions.audit.record import record
from server.actions.distribution.form_document import Formed, form_document
from server.actions.distribution.standing import signed_period
from server.db import transaction
from server.queries.distribution.department_facts import department_facts, departments_of
from server.queries.distribution.ground import Facts, Ground, ground_of
from server.queries.distribution.person_facts import people_of, person_facts
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.appraisal.periods import Period
from server.rules.distribution.kinds import DocumentKind, sheet_kind
from server.rules.schemes.shape import Span
from server.texts import say


class NoSheetsOfAMonth(errors.NotAPeriod):
    """Sheets are of a quarter, half-year or year; a month has its bulletin."""

    code = "paper.no_sheets_of_a_month"


@dataclass(frozen=True)
class FormedSheets:
    """Of which kind, and how many there are for people and for departments."""

    kind: DocumentKind
    people: int
    departments: int


def form_sheets(hall: Hall, period: Period, *, by: Actor | str, now: datetime) -> FormedSheets:
    """Feedback (季反馈) of a quarter or half-year, results (年度考核结果反馈) of a year.

    Repeated from the same figures it changes nothing; from others it makes the next revisions.
    Raises NoSheetsOfAMonth for a month, PeriodNotComputed, PeriodHeld.
    """
    if period.span is Span.MONTH:
        raise NoSheetsOfAMonth(text=str(period))
    kind = sheet_kind(period.span)
    with transaction() as session:
        ground = ground_of(hall, signed_period(hall, period))
        made = FormedSheets(kind, len(people_of(ground)), len(departments_of(ground)))
        for facts in _sheets(ground):
            form_document(session, hall, _formed(kind, period, facts), by=by, now=now)
        counts = {"people": made.people, "departments": made.departments}
        record(session, hall.id, by, "document_formed", str(period), facts=counts, now=now)
    return made


def _sheets(ground: Ground) -> Iterator[Facts]:
    for staff_id in people_of(ground):
        yield person_facts(ground, staff_id)
    for department_id in departments_of(ground):
        yield department_facts(ground, department_id)


def _formed(kind: DocumentKind, period: Period, facts: Facts) -> Formed:
    title = say(f"paper.{kind}_{facts['subject']}")
    return Formed(
        kind,
        str(period),
        f"{title} {facts['number']} {facts['name']}",
        facts,
        about=f"{facts['subject']}/{facts['number']}",
    )
