"""An order is answered, checked again, reminded of; its lateness is stated month by month."""

from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from server import errors
from server.actions.inspections.close_round import close_round
from server.actions.inspections.remind_of_orders import remind_of_orders
from server.actions.inspections.take_order_step import take_order_step
from server.actions.operations.erase_expired import erase_expired
from server.db import session
from server.models.inspections import InspectionPhoto
from server.models.messages import Message
from server.models.operations import Erasure
from server.queries.inspections.orders import order_numbered
from server.queries.operations.photos import without_row
from server.rules.accounts.roles import Role
from server.rules.inspections.kinds import OrderState, Term
from server.rules.inspections.orders import OrderForm, OrderStepName
from server.rules.retention import DataClass
from tests.actions.inspections.rounds_build import (
    Team,
    a_photo,
    a_round,
    a_team,
    facts,
    find,
    order,
    tasks,
)
from tests.build import TestHall, a_hall, at
from tests.house.signed_in import TestAccount, an_account

ISSUED = at("2026-10-21 10:00")  # a Wednesday; five working days end on the 28th
ONE_DAY = timedelta(days=1)
N = OrderStepName


@pytest.fixture
def place(in_app: Flask) -> TestHall:
    """A hall in which no scheme is in force."""
    del in_app
    return a_hall()


@pytest.fixture
def team(place: TestHall) -> Team:
    """Who inspects it, and who answers."""
    return a_team(place)


def step(
    place: TestHall, number: str, name: OrderStepName, by: TestAccount, *, now: datetime
) -> None:
    """Somebody takes the step."""
    form = OrderForm("已办", step=name, term=Term.LONG, photos=())
    take_order_step(place.hall, number, form, by=by.actor, now=now)


def remind(place: TestHall, day: str) -> int:
    """The clock looks at the orders on that day."""
    return remind_of_orders(place.hall, date.fromisoformat(day), now=at(f"{day} 08:10"))


def told(topic: str) -> list[str]:
    """Who was told of it."""
    rows = session.scalars(
        select(Message.audience).where(Message.topic == topic).order_by(Message.audience)
    )
    return [audience.partition(":")[0] for audience in rows]


def test_an_order_goes_to_its_department_and_settles_what_the_ladder_proposed(
    place: TestHall, team: Team
) -> None:
    finding = find(place, team, a_round(place, team), item="")

    number = order(place, team, finding, nonce="same")
    again = order(place, team, finding, nonce="same")

    found = order_numbered(place.hall.id, number)
    assert again == number
    assert (found.state, found.window, found.demand) == (OrderState.ISSUED, "A01", "统一着装")
    assert told("order_issued") == ["head"]
    assert tasks() == {"下发政务服务催办单": "done"}


def test_a_finding_has_one_order(place: TestHall, team: Team) -> None:
    finding = find(place, team, a_round(place, team), item="")
    order(place, team, finding)

    with pytest.raises(errors.Unknown):
        order(place, team, finding)


def test_it_is_answered_sent_back_answered_again_and_passed(place: TestHall, team: Team) -> None:
    number = order(place, team, now=ISSUED)
    step(place, number, N.ANSWER, team.head, now=ISSUED + ONE_DAY)
    step(place, number, N.FAIL, team.inspector, now=ISSUED + 2 * ONE_DAY)
    sent_back = order_numbered(place.hall.id, number)
    step(place, number, N.ANSWER, team.head, now=ISSUED + 3 * ONE_DAY)
    step(place, number, N.PASS, team.second, now=ISSUED + 4 * ONE_DAY)

    found = order_numbered(place.hall.id, number)
    assert sent_back.due_on == date(2026, 11, 13)  # 15 working days after the 23rd
    assert found.state is OrderState.PASSED
    assert [one.name for one in found.steps] == [N.ISSUE, N.ANSWER, N.FAIL, N.ANSWER, N.PASS]
    assert told("order_replied") == ["account", "account"]
    assert facts(event="rectify_overdue") == []


def test_only_its_own_head_answers_and_nobody_checks_what_they_lead(
    place: TestHall, team: Team
) -> None:
    number = order(place, team, now=ISSUED)

    with pytest.raises(errors.StepNotAllowed):
        step(place, number, N.ANSWER, team.inspector, now=ISSUED)
    with pytest.raises(errors.StepNotAllowed):
        step(place, number, N.PASS, team.inspector, now=ISSUED)
    step(place, number, N.ANSWER, team.head, now=ISSUED)
    both = an_account(place, Role.DEPARTMENT_HEAD, Role.INSPECTOR)
    with pytest.raises(errors.NotImpartial):
        step(place, number, N.PASS, both, now=ISSUED)


def test_reminders_go_out_once_before_and_once_after_the_last_day(
    place: TestHall, team: Team
) -> None:
    order(place, team, now=ISSUED)

    days = ("2026-10-26", "2026-10-27", "2026-10-28", "2026-10-29", "2026-10-30")
    sent = [remind(place, day) for day in days]

    assert sent == [0, 1, 0, 1, 0]
    assert told("order_due_soon") == ["head"]
    assert told("order_overdue") == ["head", "supervision"]


def test_each_month_bears_its_own_overdue_days_and_a_closed_one_is_not_touched(
    place: TestHall, team: Team
) -> None:
    number = order(place, team, now=ISSUED)
    for day in ("2026-10-29", "2026-10-30", "2026-11-02", "2026-11-03"):
        remind(place, day)
    step(place, number, N.ANSWER, team.head, now=at("2026-11-04 10:00"))

    late = [(str(one.established_on), one.fields) for one in facts(event="rectify_overdue")]
    assert late == [
        ("2026-10-30", '{"days": {"number": "2"}}'),
        ("2026-11-04", '{"days": {"number": "3"}}'),
    ]


def test_a_cancelled_order_was_never_late(place: TestHall, team: Team) -> None:
    number = order(place, team, now=ISSUED)
    remind(place, "2026-10-29")

    step(place, number, N.CANCEL, team.inspector, now=at("2026-10-29 10:00"))

    assert facts(event="rectify_overdue") == []
    assert order_numbered(place.hall.id, number).state is OrderState.CANCELLED


def test_photos_go_a_year_after_the_round_is_closed_and_the_order_over(
    place: TestHall, team: Team
) -> None:
    round_number = a_round(place, team, now=ISSUED)
    finding = find(place, team, round_number, now=ISSUED, item="", photos=(a_photo("a.jpg"),))
    number = order(place, team, finding, now=ISSUED)
    close_round(place.hall, round_number, "", by=team.inspector.actor, now=ISSUED)
    while_open = erase(place, ISSUED + 999 * ONE_DAY)
    step(place, number, N.CANCEL, team.inspector, now=ISSUED + ONE_DAY)

    assert without_row(["a.jpg", "b.jpg"]) == ("b.jpg",)
    assert while_open == erase(place, ISSUED + 366 * ONE_DAY) == ()
    assert erase(place, ISSUED + 367 * ONE_DAY) == ("a.jpg",)
    assert session.scalar(select(func.count()).select_from(InspectionPhoto)) == 0
    assert list(session.scalars(select(Erasure.data_class))) == ["inspection_photo"]


def erase(place: TestHall, now: datetime) -> tuple[str, ...]:
    """The names of the pictures whose files must go."""
    return erase_expired(place.hall, DataClass.INSPECTION_PHOTO, now=now).photos
