"""An inspector records what was found at a window of a round."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import errors
from server.actions.appraisal.state_fact import Stating
from server.actions.audit.record import record
from server.actions.inspections.following import follow
from server.actions.inspections.looking import look_at, open_round, target_of
from server.actions.inspections.photos import Owner, add_photos
from server.actions.inspections.start_round import check_inspects
from server.actions.inspections.stating import state_finding
from server.actions.ratings.rating_rows import lock_month
from server.db import transaction
from server.ids import new_id, new_number
from server.models.inspections import FindingText, Inspection, InspectionFinding
from server.models.registry import Staff, Window
from server.queries.appraisal.schemes import scheme_on
from server.queries.inspections.people import chief_of, staff_numbered
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.appraisal.frozen import decimal
from server.rules.inspections.form import (
    FindingForm,
    finding_problems,
    has_evidence,
    needs_second,
    seen_moment,
    state_of,
)
from server.rules.inspections.items import Choosable, choosable, signed_value
from server.rules.inspections.kinds import FoundEvent, Look
from server.rules.months import day_of
from server.rules.schemes.shape import Scheme


@dataclass(frozen=True)
class _Recording:
    """A finding on its way into the table: the form, whom and where it is about."""

    form: FindingForm
    seen_at: datetime
    day: date
    scheme: Scheme | None
    items: Mapping[str, Choosable]
    by: Actor


def record_finding(hall: Hall, number: str, form: FindingForm, *, by: Actor, now: datetime) -> str:
    """An inspector records a finding in an open round; its number. The same form is the same.

    With a range of points it waits for a second signer; without witness or photo it is noted
    and does not count. Raises FormProblems, Unknown, UnknownWindow, StepNotAllowed, and
    NotImpartial for a finding about oneself.
    """
    check_inspects(hall, by, "record_finding")
    with transaction() as session:
        # One at a time: the same form at one moment would find that nothing was sent before.
        lock_month(session.connection(), hall.id, f"finding/{form.nonce}", exclusive=True)
        # Before anything else: a phone that got no answer asks again, maybe after the round.
        known = _sent_before(session, hall, form.nonce)
        if known:
            return known
        row = open_round(hall, number, by, "record_finding")
        recording = _recording(hall, row, form, by, now)
        finding = _add(session, row, recording)
        if not needs_second(form, recording.items):
            day = day_of(now, hall.zone)
            state_finding(session, finding, day, Stating(hall.id, by, now))
        session.flush()  # ladder and figures are counted from it
        follow(session, hall, finding, by=by, now=now)
        facts: dict[str, str | int | None] = {"event": finding.event, "state": finding.state}
        facts["photos"] = len(form.photos)
        record(session, hall.id, by, "finding_recorded", finding.number, facts=facts, now=now)
        return finding.number


def _recording(
    hall: Hall, row: Inspection, form: FindingForm, by: Actor, now: datetime
) -> _Recording:
    """The form on the day on which it was seen. Raises FormProblems."""
    seen_at = seen_moment(form.seen_at, began_at=row.started_at, now=now)
    day = day_of(seen_at, hall.zone)
    scheme = scheme_on(hall.id, day)
    items = choosable(scheme)
    found = finding_problems(form, items)
    if found:
        raise errors.FormProblems(found)
    return _Recording(form, seen_at, day, scheme, items, by)


def _sent_before(session: Session, hall: Hall, nonce: str) -> str:
    known = session.scalar(
        select(InspectionFinding.number).where(
            InspectionFinding.hall_id == hall.id, InspectionFinding.nonce == nonce
        )
    )
    return known or ""


def _add(session: Session, row: Inspection, recording: _Recording) -> InspectionFinding:
    form = recording.form
    target = target_of(session, row, form.window)
    look_at(target, Look.FOUND, recording.seen_at)
    person = _person(row, form.staff, recording.by)
    department_id = session.scalar(
        select(Window.department_id).where(Window.id == target.window_id)
    )
    finding = InspectionFinding(
        hall_id=row.hall_id,
        id=new_id(recording.day),
        number=new_number(),
        nonce=form.nonce,
        inspection_id=row.id,
        window_id=target.window_id,
        department_id=person.department_id if person else department_id,
        staff_id=person.id if person else None,
        chief_id=chief_of(person.department_id if person else department_id or 0),
        severity=form.severity,
        found_on=recording.day,
        found_at=recording.seen_at,
        found_by=recording.by.account_id,
        witness=form.witness.strip() or row.witness,
        **_particulars(recording),
    )
    waits = needs_second(form, recording.items)
    is_proved = has_evidence(finding.witness, len(form.photos))
    finding.state = state_of(waits=waits, is_proved=is_proved)
    session.add(finding)
    session.flush()  # words and photos refer to it
    _write(session, finding, form)
    add_photos(session, Owner(row.hall_id, recording.day, finding_id=finding.id), form.photos)
    return finding


def _person(row: Inspection, number: str, by: Actor) -> Staff | None:
    person = staff_numbered(row.hall_id, number)
    if person is not None and person.id == by.staff_id:
        raise errors.NotImpartial(bar="own")
    return person


def _particulars(recording: _Recording) -> dict[str, str | int | None]:
    """What belongs to the kind of the finding; the rest stays empty."""
    form = recording.form
    event = form.event or FoundEvent.FINDING
    match event:
        case FoundEvent.FINDING:
            return {"event": event, **_item(recording)}
        case FoundEvent.OFF_POST:
            return {"event": event, "minutes": form.minutes}
        case FoundEvent.MEETING:
            how = {"meeting_kind": form.meeting_kind, "meeting_how": form.meeting_how}
            return {"event": event, **how}


def _item(recording: _Recording) -> dict[str, str | int | None]:
    item = recording.items.get(recording.form.item)
    if item is None or recording.scheme is None:
        return {}
    value = signed_value(recording.form.value, item)
    return {
        "item": item.code,
        "item_text": item.text,
        "scheme_version": recording.scheme.name,
        "value": "" if value is None else decimal(value),
    }


def _write(session: Session, finding: InspectionFinding, form: FindingForm) -> None:
    parts = {"words": form.words.strip(), "reason": form.reason.strip() if finding.value else ""}
    session.add_all(
        FindingText(hall_id=finding.hall_id, finding_id=finding.id, part=part, text=text)
        for part, text in parts.items()
        if text
    )
