"""Do messages and their deliveries count together, and since when do they wait?"""

from datetime import timedelta

import pytest
from flask import Flask

from senders.outcomes import Delivered, Reason, Refused, TryLater
from server.actions.messages.settle_message import settle_message
from server.queries.messages.unsettled import message_counts, oldest_due, oldest_written
from server.rules.accounts.roles import Role
from server.rules.messages.delivery import MOST_TRIES
from tests.build import MORNING, TestHall, a_hall
from tests.house.signed_in import an_account
from tests.message_build import LEASE, claim, spread, told, with_email

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def place(in_app: Flask) -> TestHall:
    del in_app
    place = a_hall()
    with_email(an_account(place, Role.SUPERVISOR))
    return place


def counts(waiting: int = 0, claimed: int = 0, poison: int = 0) -> dict[str, int]:
    return {"waiting": waiting, "claimed": claimed, "poison": poison}


def test_where_nothing_was_told_nothing_waits(place: TestHall) -> None:
    assert place.hall.code == "H1"
    assert message_counts() == counts()
    assert (oldest_due(), oldest_written()) == (None, None)


def test_what_is_not_spread_and_what_is_not_sent_wait(place: TestHall) -> None:
    told(place, dedupe="sent on")
    spread()
    told(place, now=MORNING + HOUR, dedupe="not spread")

    assert message_counts() == counts(waiting=2)
    assert (oldest_due(), oldest_written()) == (MORNING, MORNING)


def test_a_claim_is_due_when_its_lease_is_over(place: TestHall) -> None:
    told(place)
    spread()
    claim()

    assert message_counts() == counts(claimed=1)
    assert oldest_due() == MORNING + LEASE
    assert oldest_written() == MORNING


@pytest.mark.parametrize("outcome", [Delivered(), Refused(Reason.ADDRESS)], ids=["sent", "refused"])
def test_what_is_settled_waits_no_more(place: TestHall, outcome: Delivered | Refused) -> None:
    told(place)
    spread()
    settle_message(claim(), outcome, now=MORNING)

    assert message_counts() == counts()
    assert (oldest_due(), oldest_written()) == (None, None)


def test_what_was_given_up_is_counted_and_is_not_late(place: TestHall) -> None:
    told(place)
    spread()
    for number in range(MOST_TRIES):
        now = MORNING + number * DAY
        settle_message(claim(now=now), TryLater(Reason.TIMEOUT), now=now)

    assert message_counts() == counts(poison=1)
    assert oldest_due() is None
