"""A member of staff asks that somebody who took no part looks again."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from server import errors
from server.actions.audit.record import record
from server.actions.ledger.settling_appeals import write_words
from server.actions.messages.tell import News, tell
from server.actions.ratings.rating_rows import lock_month
from server.db import transaction
from server.ids import new_id, new_number
from server.models.ledger import Appeal, AppealPhoto
from server.queries.ledger.appealed import Appealed, appealed_of
from server.queries.ledger.appeals import appeal_row, earlier_appeal
from server.queries.registry.halls import Hall
from server.queries.registry.hours import HallFacts, hall_facts
from server.rules.accounts.roles import Actor, Permission
from server.rules.ledger.appeals import (
    AppealForm,
    AppealState,
    check_filing,
    decision_due,
    last_day_to_appeal,
    problems,
)
from server.rules.messages.audience import APPRAISAL
from server.rules.messages.topics import Topic
from server.rules.months import day_of


@dataclass(frozen=True)
class Filing:
    """Who files, on which day of the hall, by which settings and calendar."""

    hall: Hall
    facts: HallFacts
    staff_id: int
    account_id: int
    now: datetime

    @property
    def today(self) -> date:
        """The day in the hall's zone."""
        return day_of(self.now, self.hall.zone)

    def days(self, key: str) -> int:
        """The hall's setting of so many working days."""
        return int(self.facts.setting(key, self.today))


def file_appeal(hall: Hall, form: AppealForm, *, by: Actor, now: datetime) -> str:
    """A member of staff appeals against a rating, an entry, a fact or a month; its number.

    The same form sent again is the same appeal. Raises FormProblems, Unknown (also for what is
    another person's), NotToldYet, AppealTooLate, AppealedAlready, StepNotAllowed.
    """
    found = problems(form)
    if found or form.against is None:
        raise errors.FormProblems(found)
    if by.staff_id is None or not by.may(Permission.APPEAL, hall.id):
        raise errors.StepNotAllowed(step="file_appeal")
    with transaction() as session:
        filing = Filing(
            hall, hall_facts(hall.id, hall.registry_version), by.staff_id, by.account_id, now
        )
        # One at a time for a person: two forms at one moment would both find no appeal.
        lock_month(session.connection(), hall.id, f"appeals/{by.staff_id}", exclusive=True)
        appealed = appealed_of(hall, by.staff_id, form.against, form.what)
        appeal = _appeal(filing, appealed)
        known = earlier_appeal(hall.id, appeal)
        if known:
            return _repeated(hall, known)
        _check_in_time(filing, appealed)
        _add(session, appeal, form)
        record(session, hall.id, by, "appeal_filed", appeal.number, now=now)
        return appeal.number


def _repeated(hall: Hall, number: str) -> str:
    """The appeal that the form filed before; one that was decided is not opened anew."""
    if appeal_row(hall.id, number).state != AppealState.FILED:
        raise errors.AppealedAlready(number=number)
    return number


def _check_in_time(filing: Filing, appealed: Appealed) -> None:
    if appealed.told_on is None:
        raise errors.NotToldYet
    days = filing.days("appeal_days")
    until = last_day_to_appeal(appealed.told_on, days, filing.facts.calendar)
    check_filing(until, filing.today)


def _appeal(filing: Filing, appealed: Appealed) -> Appeal:
    days = filing.days("appeal_decision_days")
    due = decision_due(filing.today, days, filing.facts.calendar)
    is_of_entry = appealed.entry_id is not None
    return Appeal(
        hall_id=filing.hall.id,
        id=new_id(filing.today),
        number=new_number(),
        staff_id=filing.staff_id,
        against=appealed.against,
        rating_id=None if is_of_entry else appealed.rating_id,
        fact_id=appealed.fact.id if appealed.fact else None,
        entry_id=appealed.entry_id,
        month=appealed.month,
        filed_at=filing.now,
        filed_by=filing.account_id,
        due_on=due.due_on,
        is_due_provisional=due.is_provisional,
    )


def _add(session: Session, appeal: Appeal, form: AppealForm) -> None:
    session.add(appeal)
    session.flush()  # its words and photos refer to it
    write_words(session, appeal, "asked", form.words)
    filed_on = appeal.filed_at.date()
    session.add_all(
        AppealPhoto(hall_id=appeal.hall_id, id=new_id(filed_on), appeal_id=appeal.id, **vars(photo))
        for photo in form.photos
    )
    news = News(Topic.APPEAL_FILED, APPRAISAL, {"number": appeal.number})
    dedupe = f"appeal_filed/{appeal.number}"
    tell(session, appeal.hall_id, news, dedupe=dedupe, now=appeal.filed_at)
