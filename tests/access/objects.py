"""Something of one's own hall, the same of another hall, and what was never there."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update

from server.actions.distribution.send_document import send_document
from server.actions.inspections.issue_order import issue_order
from server.actions.inspections.record_finding import record_finding
from server.actions.inspections.start_round import start_round
from server.actions.ratings.propose_exclusion import ExclusionForm, propose_exclusion
from server.db import transaction
from server.ids import new_id, new_number
from server.models.accounts import Account
from server.models.applications import TaskMilestone, WorkTask
from server.models.attendance import Leave
from server.models.awards import AwardWinner, Ballot, BonusRequest
from server.models.ledger import Appeal
from server.models.registry import Hall
from server.queries.distribution.documents import latest_document
from server.queries.registry.halls import hall_named
from server.rules.accounts.roles import Role
from server.rules.cases.codes import ExclusionReason
from server.rules.cases.kinds import CaseKind
from server.rules.distribution.kinds import DocumentKind, Recipient, RecipientKind
from server.rules.inspections.form import FindingForm, RoundForm
from server.rules.inspections.kinds import FoundEvent, RoundKind, Term
from server.rules.inspections.orders import OrderForm
from server.rules.months import day_of
from tests.access.words import held_words
from tests.build import TestHall, at, in_being_since, rate
from tests.case_build import a_case
from tests.house.installation import NOW
from tests.house.signed_in import an_account
from tests.web.public.months import OCTOBER, publish

Values = Mapping[str, str]
NEVER = "0000000000"


@dataclass(frozen=True)
class Example:
    """How an object is made in a hall, and how an address names it.

    What ``lasts`` is made once for the whole table; of the others each request gets its own,
    because acts use them up.
    """

    blank: str
    make: Callable[[TestHall], str]
    lasts: bool = False


def _a_complaint(place: TestHall) -> str:
    return a_case(place, window=_a_window(place))


def _a_window(place: TestHall) -> str:
    return next(iter(place.windows))


def _a_tip_off(place: TestHall) -> str:
    return a_case(place, CaseKind.TIP_OFF, window=_a_window(place))


def _an_appeal(place: TestHall) -> str:
    """Of the worker 0137, against a month's result."""
    worker = an_account(place, Role.STAFF, staff="0137")
    number = new_number()
    with transaction() as session:
        session.add(
            Appeal(
                hall_id=place.hall.id,
                id=new_id(NOW.date()),
                number=number,
                staff_id=place.staff["0137"],
                against="month",
                month="2026-10",
                state="filed",
                filed_at=NOW,
                filed_by=worker.id,
                due_on=date(2026, 12, 9),
                is_due_provisional=False,
            )
        )
    return number


def _an_account(place: TestHall) -> str:
    """Of somebody who publishes."""
    account = an_account(place, Role.PUBLISHER)
    with transaction() as session:
        return str(session.scalar(select(Account.number).where(Account.id == account.id)))


def _an_exclusion(place: TestHall) -> str:
    """Proposed by a supervisor who is nobody of the table."""
    rated = rate(place, 1, window=_a_window(place))
    by = an_account(place, Role.SUPERVISOR).actor
    form = ExclusionForm(rated.rating_id, ExclusionReason.MISTAKEN, "评错了窗口")
    return propose_exclusion(place.hall, form, by=by, now=NOW)


def _a_notice(place: TestHall) -> str:
    """The ranking of October; its number names the hall's unit."""
    with transaction() as session:
        session.execute(
            update(Hall).where(Hall.id == place.hall.id).values(unit_code=f"U{place.hall.code}")
        )
    in_being_since("2026-10-01 08:00")
    publish(hall_named(place.hall.code), OCTOBER, at("2026-11-06 09:00"))
    return f"U{place.hall.code}/2026-0001"


def _a_round(place: TestHall) -> str:
    """A patrol that goes on."""
    by = an_account(place, Role.INSPECTOR).actor
    return start_round(place.hall, RoundForm(RoundKind.PATROL, "王某"), by=by, now=NOW)


def _a_finding(place: TestHall) -> str:
    """About the window alone, with a witness."""
    by = an_account(place, Role.INSPECTOR).actor
    form = FindingForm(
        _a_window(place), new_number(), FoundEvent.FINDING, "桌面杂乱", witness="赵某"
    )
    return record_finding(place.hall, _a_round(place), form, by=by, now=NOW)


def _an_order(place: TestHall) -> str:
    """To the one department."""
    by = an_account(place, Role.INSPECTOR).actor
    form = OrderForm("清理桌面", term=Term.SHORT, department="D1")
    return issue_order(place.hall, form, by=by, now=NOW)


def _a_document(place: TestHall) -> str:
    """An order, which its department and the worker 0137 were sent."""
    order = _an_order(place)
    today = day_of(NOW, place.hall.zone).isoformat()
    found = latest_document(place.hall.id, DocumentKind.ORDER, today, order)
    assert found is not None
    worker = Recipient(RecipientKind.STAFF, place.staff["0137"])
    send_document(place.hall, found.number, (worker,), by="赵某", now=NOW)
    return found.number


def _a_bonus(place: TestHall) -> str:
    """Asked for by the worker 0137."""
    number = new_number()
    with transaction() as session:
        session.add(
            BonusRequest(
                hall_id=place.hall.id,
                id=new_id(NOW.date()),
                number=number,
                staff_id=place.staff["0137"],
                department_id=place.departments["D1"],
                item="D1",
                item_text="上门服务",
                happened_on=NOW.date(),
                reason="上门办证",
                reference="值班记录",
                scheme_version="trial/1",
                asked_at=NOW,
            )
        )
    return number


def _a_ballot(place: TestHall) -> str:
    """Open, without anybody of the table on its roll."""
    number = new_number()
    with transaction() as session:
        session.add(
            Ballot(
                hall_id=place.hall.id,
                id=new_id(NOW.date()),
                number=number,
                key=number,
                name="民主测评",
                period="2026-10",
                scheme_version="trial/1",
                voters="staff",
                scale="100",
                min_votes=0,
                closes_on=date(2026, 12, 31),
                opened_at=NOW,
                opened_by="赵某",
            )
        )
    return number


def _a_seat(place: TestHall) -> str:
    """Of an award, proposed for a window by nobody of the table."""
    number = new_number()
    with transaction() as session:
        session.add(
            AwardWinner(
                hall_id=place.hall.id,
                id=new_id(NOW.date()),
                number=number,
                award="flag",
                name="红旗窗口",
                period="2026-Q3",
                revision=secrets.randbits(30),
                subject="window",
                subject_id=next(iter(place.windows.values())),
                is_by_numbers=True,
                proposed_at=NOW,
            )
        )
    return number


def _a_work_task(place: TestHall) -> str:
    """Of the department, with something to do this month."""
    task_id, code = new_id(NOW.date()), new_number()
    entered = {"hall_id": place.hall.id, "entered_at": NOW, "entered_by": "赵某"}
    with transaction() as session:
        session.add(
            WorkTask(
                id=task_id,
                year=2026,
                number=code,
                code=code,
                title="推行一窗受理",
                department_id=place.departments["D1"],
                **entered,
            )
        )
        session.flush()
        due_on = date(2026, 11, 30)
        session.add(
            TaskMilestone(task_id=task_id, month="2026-11", goal="改造", due_on=due_on, **entered)
        )
    return code


def _a_leave(place: TestHall) -> str:
    """Asked for by the worker 0137, for next week."""
    number = new_number()
    with transaction() as session:
        session.add(
            Leave(
                hall_id=place.hall.id,
                id=new_id(NOW.date()),
                number=number,
                staff_id=place.staff["0137"],
                kind="annual",
                from_on=date(2026, 12, 1),
                from_half="am",
                to_on=date(2026, 12, 1),
                to_half="pm",
                half_days=2,
                procedure="done",
                reason="休假",
                state="asked",
                asked_at=NOW,
                asked_by="0137",
            )
        )
    return number


def _a_worker(place: TestHall) -> str:
    """The last of the hall's people, who works in no other."""
    return list(place.staff)[-1]


EXAMPLES: Mapping[str, Example] = {
    "account": Example("number", _an_account),
    "leave": Example("number", _a_leave),
    "worker": Example("number", _a_worker, lasts=True),
    "ballot": Example("number", _a_ballot),
    "bonus": Example("number", _a_bonus),
    "document": Example("number", _a_document, lasts=True),
    "case": Example("number", _a_complaint),
    "round": Example("number", _a_round),
    "finding": Example("number", _a_finding),
    "order": Example("number", _an_order),
    "exclusion": Example("number", _an_exclusion, lasts=True),
    "notice": Example("number", _a_notice, lasts=True),
    "appeal": Example("number", _an_appeal),
    "seat": Example("number", _a_seat),
    "task": Example("code", _a_work_task),
    "tip_off": Example("number", _a_tip_off),
    "window": Example("number", _a_window, lasts=True),
    "held": Example("number", held_words),
}
"""By the kinds that rows of routes.toml name. A new kind is one line here."""
