"""Can a person have sent again what did not arrive, and read what lies in their inbox?"""

from datetime import timedelta

import pytest
from flask import Flask

from senders.outcomes import Delivered, Outcome, Reason, Refused, TryLater
from server.actions.messages.afresh import UnknownDelivery
from server.actions.messages.claim_message import Claim
from server.actions.messages.mark_read import mark_read
from server.actions.messages.replay_message import replay_message
from server.actions.messages.retry_all import retry_all
from server.actions.messages.retry_message import retry_message
from server.actions.messages.settle_message import settle_message
from server.models.messages import MessageDelivery
from server.rules.accounts.roles import Role
from server.rules.messages.delivery import MOST_TRIES, Channel
from tests.build import MORNING, TestHall, a_hall
from tests.house.signed_in import TestAccount, an_account
from tests.message_build import (
    claim,
    deliveries,
    spread,
    told,
    with_email,
)

SECOND = timedelta(seconds=1)
LATER = TryLater(Reason.TIMEOUT)
LONG = timedelta(days=3)


@pytest.fixture
def place(in_app: Flask) -> TestHall:
    del in_app
    return a_hall()


@pytest.fixture
def reader(place: TestHall) -> TestAccount:
    return with_email(an_account(place, Role.SUPERVISOR))


@pytest.fixture
def delivery(place: TestHall, reader: TestAccount) -> MessageDelivery:
    """One letter that waits."""
    told(place)
    spread()
    del reader
    return the_letter()


def the_letter() -> MessageDelivery:
    (row,) = deliveries(Channel.EMAIL)
    return row


def settle(one: Claim, outcome: Outcome = Delivered(), *, after: timedelta = SECOND) -> bool:  # noqa: B008  a frozen value
    return settle_message(one, outcome, now=MORNING + after)


def give_up() -> None:
    now = MORNING
    for _ in range(MOST_TRIES):
        settle_message(claim(now=now), LATER, now=now)
        now += LONG


@pytest.mark.parametrize("has_failed", ["refused", "given up"])
def test_a_person_can_have_it_tried_again(
    place: TestHall, delivery: MessageDelivery, has_failed: str
) -> None:
    if has_failed == "refused":
        settle(claim(), Refused(Reason.GONE))
    else:
        give_up()

    retry_message(place.hall.id, delivery.number, by="李某", now=MORNING + LONG)

    again = claim(now=MORNING + LONG)
    assert (again.number, again.tries) == (delivery.number, 1)


def test_all_that_was_given_up_is_tried_again_and_nothing_else(
    place: TestHall, delivery: MessageDelivery
) -> None:
    give_up()
    told(place, dedupe="another")
    spread()
    settle(claim(), Refused(Reason.ADDRESS))

    count = retry_all(place.hall.id, by="李某", now=MORNING + LONG)

    assert count == 1
    assert {each.state for each in deliveries(Channel.EMAIL)} == {"waiting", "refused"}
    assert claim(now=MORNING + LONG).number == delivery.number


@pytest.mark.parametrize("number", ["ZZZZZZZZZZ", ""])
def test_what_did_not_fail_cannot_be_retried(
    place: TestHall, delivery: MessageDelivery, number: str
) -> None:
    for unknown in (number, delivery.number):
        with pytest.raises(UnknownDelivery):
            retry_message(place.hall.id, unknown, by="李某", now=MORNING)


def test_another_hall_retries_nothing_of_ours(place: TestHall, delivery: MessageDelivery) -> None:
    other = a_hall("H2")
    settle(claim(), Refused(Reason.GONE))

    with pytest.raises(UnknownDelivery):
        retry_message(other.hall.id, delivery.number, by="李某", now=MORNING)

    assert retry_all(other.hall.id, by="李某", now=MORNING) == 0
    assert place.hall.code == "H1"


def test_what_nobody_stood_for_finds_its_readers_when_tried_again(place: TestHall) -> None:
    told(place)
    spread()
    reader = an_account(place, Role.SUPERVISOR)
    (nobodys,) = deliveries()

    retry_message(place.hall.id, nobodys.number, by="李某", now=MORNING)
    spread()

    assert [each.account_id for each in deliveries()] == [reader.id]


def test_what_was_sent_can_be_sent_once_more_under_its_number(
    place: TestHall, delivery: MessageDelivery
) -> None:
    settle(claim())

    replay_message(place.hall.id, delivery.number, by="李某", now=MORNING)

    assert claim().number == delivery.number


def test_what_waits_or_lies_in_an_inbox_is_not_replayed(
    place: TestHall, delivery: MessageDelivery
) -> None:
    (note,) = deliveries(Channel.INBOX)

    for number in (delivery.number, note.number):
        with pytest.raises(UnknownDelivery):
            replay_message(place.hall.id, number, by="李某", now=MORNING)


def test_a_person_reads_their_own_messages(place: TestHall, delivery: MessageDelivery) -> None:
    stranger = an_account(place, Role.SUPERVISOR)
    (note,) = deliveries(Channel.INBOX)
    owner = note.account_id or 0

    others = mark_read(place.hall.id, stranger.id, numbers=[note.number], now=MORNING)
    elsewhere = mark_read(place.hall.id + 1, owner, now=MORNING)
    own = mark_read(place.hall.id, owner, numbers=[note.number], now=MORNING)
    again = mark_read(place.hall.id, owner, now=MORNING + SECOND)

    assert (others, elsewhere, own, again) == (0, 0, 1, 0)
    assert [each.read_at for each in deliveries(Channel.INBOX)] == [MORNING]
    assert delivery.read_at is None
