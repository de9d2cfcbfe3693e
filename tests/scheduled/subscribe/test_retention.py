"""Do messages go half a year after they were settled, and a phone with the contact of its case?"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from server.actions.operations.erase_expired import erase_expired
from server.db import session, transaction
from server.models.messages import Message, MessageDelivery
from server.models.operations import Erasure
from server.models.subscriptions import CaseOpenid, Consent
from server.rules.accounts.roles import Role
from server.rules.cases.step_names import StepName
from server.rules.retention import DataClass
from tests.build import MORNING, TestHall, at
from tests.case_build import CITIZEN, CONTACT, a_case, case_row, step
from tests.house.phones import an_openid
from tests.house.signed_in import TestAccount, an_account
from tests.message_build import spread, told
from tests.scheduled.kept import CLOSED, close, left
from tests.subscribe_build import Post, following

DAY = timedelta(days=1)
# The 184th day after the day of MORNING is kept whole; then they go.
LAST, FIRST = at("2027-05-28 23:59:59"), at("2027-05-29 00:00")


def gone(place: TestHall, data_class: DataClass, now: datetime) -> int:
    return erase_expired(place.hall, data_class, now=now).rows


def settle(**values: Any) -> None:
    with transaction() as writing:
        writing.execute(update(MessageDelivery).values(**values))


@pytest.fixture
def two(place: TestHall) -> list[TestAccount]:
    """Two people, each told of something."""
    people = [an_account(place, Role.SUPERVISOR), an_account(place, Role.SUPERVISOR)]
    told(place)
    spread()
    return people


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(("now", "rows"), [(LAST, 0), (FIRST, 1)], ids=["the last day", "after"])
def test_a_message_goes_with_its_deliveries_184_days_after_it_was_settled(
    place: TestHall, now: datetime, rows: int
) -> None:
    assert gone(place, DataClass.MESSAGE, now) == rows

    assert left(Message) == 1 - rows
    assert left(MessageDelivery) == 2 * (1 - rows)
    assert [(one.data_class, one.rows) for one in session.scalars(select(Erasure))] == (
        [("message", 1)] if rows else []
    )


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("values", "rows"),
    [
        ({"state": "waiting", "channel": "email"}, 0),
        ({"state": "claimed", "channel": "email"}, 0),
        ({"state": "poison", "channel": "email"}, 0),
        ({"state": "refused", "channel": "email"}, 1),
        ({"next_try_at": MORNING + DAY}, 0),
    ],
    ids=["waits", "in hand", "given up", "refused", "settled a day later"],
)
def test_what_somebody_may_still_have_sent_stays(
    place: TestHall, values: dict[str, Any], rows: int
) -> None:
    settle(**values)

    assert gone(place, DataClass.MESSAGE, FIRST) == rows


def test_a_message_that_was_not_spread_stays(place: TestHall) -> None:
    told(place)

    assert gone(place, DataClass.MESSAGE, FIRST + 99 * DAY) == 0


def test_a_message_of_another_hall_stays(place: TestHall, two: list[TestAccount]) -> None:
    del two
    elsewhere = replace(place.hall, id=place.hall.id + 1)

    assert erase_expired(elsewhere, DataClass.MESSAGE, now=FIRST).rows == 0


@pytest.mark.parametrize(
    ("days", "rows"), [(30, 0), (31, 1)], ids=["the last day", "the day after"]
)
def test_a_phone_goes_thirty_days_after_its_case_with_what_it_accepted(
    post: Post, place: TestHall, days: int, rows: int
) -> None:
    number, other = a_case(place), a_case(place)
    following(post, place, number, an_openid(), "case_answered")
    following(post, place, other, an_openid(), "case_answered")
    close(case_row(place, number))

    assert gone(place, DataClass.FOLLOWER, CLOSED + days * DAY) == rows

    assert (left(CaseOpenid), left(Consent)) == (2 - rows, 2 - rows)


def test_whoever_takes_their_contact_back_takes_their_phone_along(
    post: Post, place: TestHall
) -> None:
    number = a_case(place, contact=CONTACT)
    following(post, place, number, an_openid(), "case_answered")

    step(place, number, StepName.ERASE_CONTACT, CITIZEN)

    assert (left(CaseOpenid), left(Consent)) == (0, 0)
    assert [one.rows for one in session.scalars(select(Erasure))] == [2]


def test_whoever_follows_by_phone_alone_is_told_of_steps(post: Post, place: TestHall) -> None:
    number = a_case(place)
    following(post, place, number, an_openid(), "case_accepted")

    step(place, number, StepName.ACCEPT, an_account(place, Role.SUPERVISOR).actor)
    spread()

    topics = [
        row.topic
        for row in session.scalars(select(Message).where(Message.audience.like("citizen%")))
    ]
    assert topics == ["case_accepted"]
