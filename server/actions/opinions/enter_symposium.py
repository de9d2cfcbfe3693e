"""Somebody enters the record of a symposium (集体座谈)."""

from dataclasses import dataclass
from datetime import date, datetime

from server.actions.audit.record import record
from server.db import transaction
from server.errors import FormProblems, Problem
from server.ids import new_id, new_number
from server.models.opinions import Symposium
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor, name_of

LONGEST_RECORD, LONGEST_LINE = 10_000, 500


@dataclass(frozen=True)
class SymposiumForm:
    """The record as it was typed; ``attended``: who or how many, in words."""

    held_on: date | None
    place: str
    theme: str
    host: str
    attended: str
    record: str


def enter_symposium(hall: Hall, form: SymposiumForm, *, by: Actor | str, now: datetime) -> str:
    """The number of the record. Raises FormProblems."""
    problems = _problems(form, now.astimezone(hall.zone).date())
    if problems or form.held_on is None:
        raise FormProblems(problems)
    number = new_number()
    with transaction() as session:
        session.add(
            Symposium(
                hall_id=hall.id,
                id=new_id(now.date()),
                number=number,
                held_on=form.held_on,
                place=form.place.strip(),
                theme=form.theme.strip(),
                host=form.host.strip(),
                attended=form.attended.strip(),
                record=form.record.strip(),
                entered_at=now,
                entered_by=name_of(by),
            )
        )
        session.flush()
        record(session, hall.id, by, "symposium_entered", number, now=now)
    return number


def _problems(form: SymposiumForm, today: date) -> tuple[Problem, ...]:
    ahead = form.held_on is not None and form.held_on > today
    table = (
        (form.held_on is None, "held_on", "day_missing", 0),
        (ahead, "held_on", "day_ahead", 0),
        (not form.theme.strip(), "theme", "title_missing", 0),
        (not form.host.strip(), "host", "host_missing", 0),
        (not form.attended.strip(), "attended", "attended_missing", 0),
        (len(form.attended) > LONGEST_LINE, "attended", "words_too_long", LONGEST_LINE),
        (not form.record.strip(), "record", "words_missing", 0),
        (len(form.record) > LONGEST_RECORD, "record", "words_too_long", LONGEST_RECORD),
    )
    return tuple(
        Problem(field, f"opinion.{code}", {"most": most} if most else {})
        for is_wrong, field, code, most in table
        if is_wrong
    )
