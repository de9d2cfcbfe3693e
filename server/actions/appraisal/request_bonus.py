"""A member of staff, a head or a supervisor asks for a bonus, with evidence."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import errors
from server.actions.audit.record import record
from server.actions.messages.tell import News, tell
from server.actions.ratings.rating_rows import lock_month
from server.db import transaction
from server.ids import new_id, new_number
from server.models.awards import BonusEvidence, BonusRequest
from server.queries.appraisal.bonuses import (
    ForWhom,
    for_whom,
    is_head_of,
    items_on,
    praise_of,
    staff_of,
)
from server.queries.appraisal.schemes import scheme_on
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor, Permission, Role
from server.rules.appraisal.bonuses import (
    BonusForm,
    BonusState,
    day_asked,
    problems,
    value_asked,
)
from server.rules.messages.audience import APPRAISAL
from server.rules.messages.topics import Topic
from server.rules.months import day_of
from server.rules.schemes.shape import Item, PointRange


@dataclass(frozen=True)
class _Asking:
    hall: Hall
    form: BonusForm
    by: Actor
    now: datetime

    @property
    def today(self) -> date:
        return day_of(self.now, self.hall.zone)


def request_bonus(hall: Hall, form: BonusForm, *, by: Actor, now: datetime) -> str:
    """Somebody asks for a bonus for themselves, for their department's or for anybody's good deed.

    Its number; the same request again while it waits is the same. Raises FormProblems,
    StepNotAllowed for a person they may not ask for.
    """
    asking = _Asking(hall, form, by, now)
    with transaction() as session:
        lock_month(session.connection(), hall.id, f"bonus/{form.staff}", exclusive=True)
        person, item, day = _checked(asking)
        known = _waiting(session, asking, person, item, day)
        if known:
            return known
        row = _row(asking, person, item, day)
        session.add(row)
        session.flush()  # its photos refer to it
        session.add_all(_evidence(asking, row.id))
        facts = {"item": item.code, "case": form.case.strip()}
        tell(
            session,
            hall.id,
            News(Topic.BONUS_ASKED, APPRAISAL, {"number": row.number}),
            dedupe=f"bonus_asked/{row.number}",
            now=now,
        )
        record(session, hall.id, by, "bonus_asked", row.number, facts=facts, now=now)
        return row.number


def _checked(asking: _Asking) -> tuple[ForWhom, Item, date]:
    """For whom, which item and which day. Raises FormProblems, StepNotAllowed."""
    hall, form = asking.hall, asking.form
    day = day_asked(form.happened_on)
    items = items_on(hall, day) if day else ()
    found = list(problems(form, items, asking.today))
    person = for_whom(hall.id, form.staff.strip()) if form.staff.strip() else None
    if form.staff.strip() and person is None:
        found.append(errors.Problem("staff", "bonus.staff_unknown"))
    if form.case.strip() and praise_of(hall.id, form.case.strip()) is None:
        found.append(errors.Problem("case", "bonus.case_unknown"))
    item = next((one for one in items if one.code == form.item), None)
    if found or person is None or item is None or day is None:
        raise errors.FormProblems(tuple(found))
    _check_may_ask(asking, person)
    return person, item, day


def _check_may_ask(asking: _Asking, person: ForWhom) -> None:
    hall, by = asking.hall, asking.by
    if not by.may(Permission.REQUEST_BONUS, hall.id):
        raise errors.StepNotAllowed(step="request_bonus")
    is_supervisor = any(
        grant.role is Role.SUPERVISOR and grant.hall_id in {None, hall.id} for grant in by.grants
    )
    is_own = by.staff_id == person.staff_id
    if not (is_own or is_supervisor or is_head_of(by, hall.id, person.department_id)):
        raise errors.StepNotAllowed(step="request_bonus")


def _waiting(
    session: Session, asking: _Asking, person: ForWhom, item: Item, day: date
) -> str | None:
    return session.scalar(
        select(BonusRequest.number).where(
            BonusRequest.hall_id == asking.hall.id,
            BonusRequest.staff_id == person.staff_id,
            BonusRequest.item == item.code,
            BonusRequest.happened_on == day,
            BonusRequest.reason == asking.form.reason.strip(),
            BonusRequest.state == BonusState.ASKED,
        )
    )


def _row(asking: _Asking, person: ForWhom, item: Item, day: date) -> BonusRequest:
    hall, form = asking.hall, asking.form
    scheme = scheme_on(hall.id, day)
    case = praise_of(hall.id, form.case.strip()) if form.case.strip() else None
    value = value_asked(form.value) if isinstance(item.points, PointRange) else None
    return BonusRequest(
        hall_id=hall.id,
        id=new_id(asking.today),
        number=new_number(),
        staff_id=person.staff_id,
        department_id=person.department_id,
        item=item.code,
        item_text=item.text,
        level=form.level,
        value="" if value is None else form.value.strip(),
        happened_on=day,
        reason=form.reason.strip(),
        reference=form.reference.strip(),
        case_id=case.id if case else None,
        scheme_version=scheme.name if scheme else "",
        asked_at=asking.now,
        asked_by=asking.by.account_id,
    )


def _evidence(asking: _Asking, request_id: int) -> list[BonusEvidence]:
    return [
        BonusEvidence(
            hall_id=asking.hall.id,
            id=new_id(asking.today),
            request_id=request_id,
            **vars(photo),
        )
        for photo in asking.form.photos
    ]


def own_number(hall: Hall, by: Actor) -> str:
    """The staff number of whoever asks; '' for who works at no window."""
    return staff_of(hall.id, by.staff_id)[0] if by.staff_id is not None else ""
