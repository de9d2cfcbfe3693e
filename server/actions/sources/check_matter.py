"""Somebody checks a matter at the hall and notes what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from server import errors
from server.actions.appraisal.state_fact import Stating
from server.actions.audit.record import record
from server.actions.sources.faults import add_faults
from server.actions.sources.importing import lock_sources
from server.db import transaction
from server.queries.registry.halls import Hall
from server.queries.sources.known import chiefs_of, known_in
from server.queries.sources.matters import standing_department
from server.rules.accounts.roles import Actor
from server.rules.cells import folded
from server.rules.sources.known import Known, month_text
from server.rules.sources.layouts import NOTE_LENGTH
from server.rules.sources.matters import MatterFault
from server.rules.sources.words import CLOSED_LISTS

WHAT = CLOSED_LISTS["matter_faults"]


@dataclass(frozen=True)
class CheckForm:
    """What somebody found of a matter, and when; ``matter`` is its code."""

    matter: str
    what: str
    found_on: date | None
    note: str


def check_matter(hall: Hall, form: CheckForm, *, by: Actor, now: datetime) -> None:
    """Somebody notes a fault of a matter with its fact; the same one again is noted once.

    It is the department's that the matter was with on that day. Raises FormProblems.
    """
    known = known_in(hall, now)
    fault = _fault(hall.id, form, known)
    with transaction() as session:
        lock_sources(session, hall.id)
        chiefs = chiefs_of(hall.id, fault.found_on)
        added = add_faults(session, [fault], chiefs, Stating(hall.id, by, now))
        if added:
            record(session, hall.id, by, "matter_checked", form.matter, now=now)


def _fault(hall_id: int, form: CheckForm, known: Known) -> MatterFault:
    matter = known.matters.get(folded(form.matter))
    department_id = None
    if matter is not None and form.found_on is not None:
        department_id = standing_department(hall_id, matter.id, form.found_on)
    problems = tuple(_problems(form, known, is_known=matter is not None, of=department_id))
    if problems or matter is None or form.found_on is None or department_id is None:
        raise errors.FormProblems(problems)
    return MatterFault(matter.id, department_id, None, form.what, form.found_on, form.note.strip())


def _problems(
    form: CheckForm, known: Known, *, is_known: bool, of: int | None
) -> Iterator[errors.Problem]:
    month, found_on = month_text(form.found_on), form.found_on
    is_day = found_on is not None and found_on <= known.today
    length = len(form.note)
    too_long: dict[str, str | int] = {"length": length, "most": NOTE_LENGTH}
    checks = (
        (not is_known, errors.Problem("matter", "matter.unknown", {"found": form.matter[:40]})),
        (is_known and is_day and of is None, errors.Problem("matter", "matter.stands_nowhere")),
        (form.what not in WHAT, errors.Problem("what", "matter.what_missing")),
        (not is_day, errors.Problem("found_on", "matter.found_on_wrong")),
        (
            month in known.signed,
            errors.Problem("found_on", "matter.month_signed", {"month": month}),
        ),
        (length > NOTE_LENGTH, errors.Problem("note", "problem.text_too_long", too_long)),
    )
    return (problem for is_wrong, problem in checks if is_wrong)
