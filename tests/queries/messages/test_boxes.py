"""What do the inbox, the outbox and the list of webhooks show, and to whom?"""

from datetime import timedelta

import pytest
from flask import Flask

from senders.outcomes import Reason, Refused
from server.actions.messages.add_webhook import NewWebhook, WebhookNameTaken, WebhookUnfit
from server.actions.messages.mark_read import mark_read
from server.actions.messages.revoke_webhook import UnknownWebhook, revoke_webhook
from server.actions.messages.settle_message import settle_message
from server.queries.messages import inbox as inboxes
from server.queries.messages.inbox import inbox, unread_count
from server.queries.messages.outbox import Filters, outbox, outbox_counts
from server.queries.messages.outgoing import Outgoing, address_of, listener_of, outgoing, words_for
from server.queries.messages.webhooks import webhooks
from server.queries.messages.wording import words_of
from server.rules.accounts.roles import Role
from server.rules.messages.audience import SUPERVISION, Circle
from server.rules.messages.delivery import Channel, DeliveryState
from server.rules.messages.topics import Topic
from tests.build import CONTACT_KEY, MORNING, TestHall, a_hall
from tests.house.signed_in import an_account
from tests.message_build import (
    WEBHOOK_KEY,
    a_webhook,
    claim,
    deliveries,
    facts_of,
    spread,
    told,
    with_email,
)


@pytest.fixture
def place(in_app: Flask) -> TestHall:
    del in_app
    return a_hall()


def test_an_inbox_shows_its_own_the_latest_first(place: TestHall) -> None:
    reader, other = an_account(place, Role.SUPERVISOR), an_account(place, Role.PUBLISHER)
    told(place, Topic.CASE_OVERDUE)
    spread()
    told(place, Topic.NOTICE_READY, now=MORNING + timedelta(hours=1))
    spread(MORNING + timedelta(hours=1))

    found = inbox(place.hall.id, reader.id, "zh")

    assert [note.topic for note in found.notes] == [Topic.NOTICE_READY, Topic.CASE_OVERDUE]
    assert found.notes[1].words.subject == "案 7KQ2M4XT9B 已超期（2026-12-01）"
    assert found.notes[1].words.link == "/console/cases/7KQ2M4XT9B"
    assert (found.unread, found.has_more) == (2, False)
    assert inbox(place.hall.id, other.id, "zh").notes == ()
    assert inbox(place.hall.id + 1, reader.id, "zh").notes == ()


def test_what_was_read_is_not_counted(place: TestHall) -> None:
    reader = an_account(place, Role.SUPERVISOR)
    told(place)
    spread()

    before = unread_count(place.hall.id, reader.id)
    mark_read(place.hall.id, reader.id, now=MORNING)

    assert (before, unread_count(place.hall.id, reader.id)) == (1, 0)
    assert inbox(place.hall.id, reader.id, "en").notes[0].read_at == MORNING


def test_an_inbox_has_pages(place: TestHall) -> None:
    reader = an_account(place, Role.SUPERVISOR)
    for number in range(inboxes.PAGE + 1):
        told(place, dedupe=f"overdue/{number}")
    spread()

    first, second = (inbox(place.hall.id, reader.id, "zh", page=page) for page in (1, 2))

    assert (len(first.notes), first.has_more) == (inboxes.PAGE, True)
    assert (len(second.notes), second.has_more) == (1, False)
    assert first.unread == inboxes.PAGE + 1


def test_the_outbox_shows_what_is_open_and_why(place: TestHall) -> None:
    with_email(an_account(place, Role.SUPERVISOR))
    a_webhook(place, "esb")
    told(place)
    spread()
    settle_message(claim(), Refused(Reason.SMTP, "550"), now=MORNING)

    found = {each.channel: each for each in outbox(place.hall.id, Filters()).deliveries}

    assert set(found) == {Channel.EMAIL, Channel.WEBHOOK}
    assert found[Channel.WEBHOOK].recipient == "esb"
    email = found[Channel.EMAIL]
    assert (email.recipient, email.reason, email.detail) == ("王某", "smtp", "550")
    assert outbox_counts(place.hall.id) == {"waiting": 1, "claimed": 0, "refused": 1, "poison": 0}
    assert outbox(place.hall.id + 1, Filters()).deliveries == ()


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (Filters(), 2),
        (Filters(states=()), 4),
        (Filters(states=(DeliveryState.SENT,)), 2),
        (Filters(channels=(Channel.EMAIL,)), 1),
        (Filters(topics=(Topic.NOTICE_READY,)), 0),
        (Filters(states=(), topics=(Topic.CASE_RECEIVED,)), 1),
    ],
    ids=["open", "all", "sent", "e-mail", "notices", "new cases"],
)
def test_the_outbox_lets_through_what_is_asked_for(
    place: TestHall, filters: Filters, count: int
) -> None:
    with_email(an_account(place, Role.SUPERVISOR))
    a_webhook(place, topics=("case_overdue",))
    told(place, Topic.CASE_OVERDUE)
    told(place, Topic.CASE_RECEIVED)
    spread()

    assert len(outbox(place.hall.id, filters).deliveries) == count


def test_webhooks_are_listed_without_their_secrets(place: TestHall) -> None:
    secret = a_webhook(place, "esb", topics=("case_overdue",))
    a_webhook(place, "gone")
    a_webhook(a_hall("H2"), "elsewhere")
    revoke_webhook(place.hall.id, "gone", by="李某", now=MORNING)

    (found,) = webhooks(place.hall.id)

    assert (found.name, found.topics) == ("esb", ("case_overdue",))
    assert secret.startswith("whsec_")
    assert secret not in repr(found)


def test_a_name_is_taken_until_it_is_revoked(place: TestHall) -> None:
    a_webhook(place, "esb")

    with pytest.raises(WebhookNameTaken):
        a_webhook(place, "esb")
    revoke_webhook(place.hall.id, "esb", by="李某", now=MORNING)
    a_webhook(place, "esb")

    assert [each.name for each in webhooks(place.hall.id)] == ["esb"]


def test_what_is_not_there_cannot_be_revoked(place: TestHall) -> None:
    a_webhook(a_hall("H2"), "esb")

    with pytest.raises(UnknownWebhook):
        revoke_webhook(place.hall.id, "esb", by="李某", now=MORNING)


@pytest.mark.parametrize(
    "wanted",
    [
        NewWebhook("esb", "http://hooks.example.gov.cn/"),
        NewWebhook("esb", "https://"),
        NewWebhook("esb", f"https://hooks.example.gov.cn/{'x' * 500}"),
        NewWebhook("", "https://hooks.example.gov.cn/"),
        NewWebhook("x" * 61, "https://hooks.example.gov.cn/"),
        NewWebhook("esb", "https://hooks.example.gov.cn/", ("everything",)),
    ],
    ids=["not https", "no host", "a long address", "no name", "a long name", "no such topic"],
)
def test_an_unfit_webhook_is_not_added(place: TestHall, wanted: NewWebhook) -> None:
    with pytest.raises(WebhookUnfit):
        a_webhook(place, wanted.name, url=wanted.url, topics=wanted.topics)

    assert webhooks(place.hall.id) == ()


def test_a_sealed_secret_opens_for_sending_until_it_is_revoked(place: TestHall) -> None:
    secret = a_webhook(place)
    told(place)
    spread()
    (row,) = deliveries(Channel.WEBHOOK)

    while_valid = listener_of(row.recipient, keys=(WEBHOOK_KEY,))
    revoke_webhook(place.hall.id, "esb", by="李某", now=MORNING)

    assert while_valid is not None
    assert while_valid.secret == secret
    assert listener_of(row.recipient, keys=(WEBHOOK_KEY,)) is None


def test_whoever_was_disabled_meanwhile_has_no_address(place: TestHall) -> None:
    account = with_email(an_account(place, Role.SUPERVISOR))
    told(place)
    spread()
    one = claim()
    message = outgoing(one.hall_id, one.message_id)

    before = address_of(message, one.recipient, one.channel, contact_keys=(CONTACT_KEY,))
    with_email(account, state="disabled")

    assert before == "li@example.gov.cn"
    assert address_of(message, one.recipient, one.channel, contact_keys=(CONTACT_KEY,)) == ""


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("topic", Topic)
def test_every_topic_is_said_in_whole(topic: Topic, lang: str) -> None:
    words = words_of(topic, facts_of(topic), circle=Circle.SUPERVISION, lang=lang)

    assert words.subject
    assert not set("{}\r\n") & set(words.subject)
    assert not set("{}") & set(words.text)
    assert words.link.startswith(("/console/", "/staff/", "/public/"))


def test_a_letter_is_in_chinese_unless_its_reader_chose_otherwise(place: TestHall) -> None:
    message = Outgoing(
        Topic.CASE_OVERDUE, SUPERVISION, facts_of(Topic.CASE_OVERDUE), place.hall, MORNING, None
    )

    assert words_for(message, "account/ZZZZZZZZZZ").subject.startswith("案 7KQ2M4XT9B")
