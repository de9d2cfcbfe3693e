"""Is each delivery one node's at a time, in order per case, and never silently dropped?"""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from senders.outcomes import Delivered, Outcome, Reason, Refused, TryLater
from server.actions.messages.claim_message import Claim
from server.actions.messages.postpone_message import postpone_message
from server.actions.messages.retry_all import retry_all
from server.actions.messages.settle_message import settle_message
from server.db import session
from server.models.cases import Case
from server.models.messages import Message, MessageDelivery
from server.queries.messages.waiting import waiting
from server.rules.accounts.roles import Role
from server.rules.messages.delivery import MOST_TRIES, PAUSES, Channel
from server.rules.messages.topics import Topic
from tests.build import MORNING, TestHall, a_hall
from tests.case_build import a_case
from tests.house.signed_in import TestAccount, an_account
from tests.message_build import (
    LEASE,
    a_webhook,
    claim,
    deliveries,
    may_claim,
    messages,
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


def test_what_was_delivered_is_not_sent_again(delivery: MessageDelivery) -> None:
    settle(claim())

    assert (the_letter().state, the_letter().sent_at) == ("sent", MORNING + SECOND)
    assert may_claim(now=MORNING + LONG) is None
    assert the_letter().number == delivery.number


def test_of_two_nodes_one_gets_it(delivery: MessageDelivery) -> None:
    first = claim(owner="first")

    assert may_claim(owner="second") is None
    assert first.number == delivery.number


def test_after_its_lease_another_node_takes_it_over(delivery: MessageDelivery) -> None:
    claim(owner="first")

    assert may_claim(now=MORNING + LEASE - SECOND, owner="second") is None
    again = claim(now=MORNING + LEASE, owner="second")
    assert (again.number, again.tries) == (delivery.number, 2)


def test_a_node_that_slept_through_its_lease_settles_nothing(delivery: MessageDelivery) -> None:
    sleeper = claim(owner="first")
    taker = claim(now=MORNING + LEASE, owner="second")

    assert not settle(sleeper, Refused(Reason.ADDRESS))
    assert settle(taker)
    assert the_letter().state == "sent"
    assert the_letter().number == delivery.number


def test_a_failure_rests_longer_each_time_and_is_given_up_in_the_end(
    delivery: MessageDelivery,
) -> None:
    now, pauses = MORNING, []
    for _ in range(MOST_TRIES):
        settle_message(claim(now=now), LATER, now=now)
        pauses.append(the_letter().next_try_at - now)
        now += LONG

    assert (the_letter().state, the_letter().error) == ("poison", "timeout")
    assert all(base <= pause <= base * 1.1 for base, pause in zip(PAUSES, pauses, strict=False))
    assert may_claim(now=now + LONG) is None
    assert the_letter().number == delivery.number


def test_it_is_tried_again_when_its_pause_is_over(delivery: MessageDelivery) -> None:
    settle_message(claim(), LATER, now=MORNING)
    again_at = the_letter().next_try_at

    assert may_claim(now=again_at - SECOND) is None
    assert claim(now=again_at).number == delivery.number


def test_a_refusal_is_final_and_says_why(delivery: MessageDelivery) -> None:
    settle(claim(), Refused(Reason.SMTP, "550"))

    assert (the_letter().state, the_letter().error) == ("refused", "smtp 550")
    assert may_claim(now=MORNING + LONG) is None
    assert the_letter().number == delivery.number


def two_of_one_case(place: TestHall) -> None:
    case_id = session.scalars(select(Case.id).where(Case.number == a_case(place))).one()
    for topic in (Topic.CASE_OVERDUE, Topic.CASE_WRITTEN_REMINDER):
        told(place, topic, case_id=case_id)
    spread()


def test_the_later_message_of_a_case_waits_for_the_earlier(
    place: TestHall, reader: TestAccount
) -> None:
    two_of_one_case(place)

    earlier = claim()
    while_claimed = may_claim()
    settle_message(earlier, LATER, now=MORNING)
    while_resting = may_claim()
    again = claim(now=MORNING + LEASE)
    settle(again)
    later = claim()

    assert (while_claimed, while_resting) == (None, None)
    assert again.number == earlier.number
    assert topic_of(later) == "case_written_reminder"
    assert reader.id


def topic_of(one: Claim) -> str:
    found: str = session.scalars(select(Message.topic).where(Message.id == one.message_id)).one()
    return found


@pytest.mark.parametrize("outcome", [Delivered(), Refused(Reason.ADDRESS)], ids=["sent", "refused"])
def test_an_earlier_message_that_is_settled_holds_up_nothing(
    place: TestHall, reader: TestAccount, outcome: Outcome
) -> None:
    two_of_one_case(place)

    settle(claim(), outcome)

    assert topic_of(claim()) == "case_written_reminder"
    assert reader.id


def test_other_recipients_and_other_cases_do_not_wait(place: TestHall, reader: TestAccount) -> None:
    second = with_email(an_account(place, Role.SUPERVISOR))
    two_of_one_case(place)
    told(place, Topic.NOTICE_READY)
    spread()

    found = [topic_of(claim()) for _ in range(4)]

    assert sorted(found) == ["case_overdue", "case_overdue", "notice_ready", "notice_ready"]
    assert may_claim() is None
    assert reader.id != second.id


def test_a_recipient_can_be_left_out(place: TestHall) -> None:
    a_webhook(place)
    told(place)
    spread()
    (row,) = deliveries(Channel.WEBHOOK)

    assert may_claim(Channel.WEBHOOK, but=frozenset({row.recipient})) is None
    assert claim(Channel.WEBHOOK).recipient == row.recipient


def test_a_message_that_cannot_be_spread_rests_and_is_given_up(place: TestHall) -> None:
    told(place)
    (key,) = waiting(MORNING)

    postpone_message(*key, now=MORNING)
    while_resting = waiting(MORNING)
    for _ in range(MOST_TRIES - 1):
        postpone_message(*key, now=MORNING)

    assert while_resting == ()
    assert [one["state"] for one in messages()] == ["poison"]
    assert retry_all(place.hall.id, by="李某", now=MORNING) == 1
    assert waiting(MORNING) == (key,)
