"""Two different people approve a bonus; with the second it becomes a fact that the scheme reads."""

from datetime import datetime
from fractions import Fraction

from sqlalchemy.orm import Session

from server.actions.appraisal.bonus_news import tell_decided
from server.actions.appraisal.state_fact import Concerned, NewFact, Source, Stating, state_fact
from server.actions.audit.record import record
from server.actions.ratings.rating_rows import lock_month
from server.db import transaction
from server.models.awards import BonusRequest
from server.queries.appraisal.bonuses import bonus_row, concerned_of
from server.queries.inspections.people import chief_of
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.appraisal.bonuses import BONUS, LEVEL, BonusState, check_approver
from server.rules.appraisal.facts import Signed
from server.rules.months import day_of


def approve_bonus(hall: Hall, number: str, *, by: Actor, now: datetime) -> BonusState:
    """Somebody who did not ask, and who is not the person's line or colleague, approves.

    After the first it waits for another; after the second the fact is stated, established today.
    Raises Unknown, StepNotAllowed, NotImpartial.
    """
    with transaction() as session:
        lock_month(session.connection(), hall.id, f"bonus/{number}", exclusive=True)
        row = bonus_row(hall.id, number)
        took_part = {one for one in (row.asked_by, row.first_by) if one is not None}
        state = check_approver(
            by, concerned_of(hall.id, row), BonusState(row.state), took_part=took_part
        )
        row.state = state
        if state is BonusState.APPROVED_ONCE:
            row.first_at, row.first_by = now, by.account_id
        else:
            row.decided_at, row.decided_by = now, by.account_id
            _state(session, hall, row, by, now)
            tell_decided(session, row, now=now)
        facts = {"item": row.item, "state": state.value}
        record(session, hall.id, by, "bonus_approved", number, facts=facts, now=now)
        return state


def _state(session: Session, hall: Hall, row: BonusRequest, by: Actor, now: datetime) -> None:
    # Two people signed the points: whoever asked gave the reason, the approvers agreed.
    signed = Signed(Fraction(row.value), has_reason=True, has_second=True) if row.value else None
    fact = NewFact(
        dedupe=f"bonus/{row.number}",
        event=BONUS,
        happened_on=row.happened_on,
        established_on=day_of(now, hall.zone),
        source=Source.BONUS,
        number=row.number,
        concerned=Concerned(
            staff_id=row.staff_id,
            chief_id=chief_of(row.department_id),
            department_id=row.department_id,
        ),
        fields={LEVEL: row.level} if row.level else {},
        item=row.item,
        signed=signed,
        has_evidence=True,
        is_approved=True,
    )
    state_fact(session, fact, Stating(hall.id, by, now))
