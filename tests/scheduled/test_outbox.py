"""Do messages leave by every channel, arrive once, and stay when nobody takes them?"""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from scheduled.outbox import spread_waiting
from senders.channels import Senders
from senders.signature import is_genuine
from server.actions.messages.add_webhook import NewWebhook, add_webhook
from server.actions.messages.revoke_webhook import revoke_webhook
from server.db import session, transaction
from server.envelope import seal, unseal
from server.gate import wiring
from server.models.cases import Case
from server.models.messages import Message, MessageDelivery
from server.models.ratings import Contact
from server.queries.messages.waiting import AT_ONCE
from server.queries.operations.jobs import last_beats
from server.rules.accounts.roles import Role
from server.rules.cases.kinds import CaseKind
from server.rules.messages.audience import to_citizen
from server.rules.messages.delivery import Channel
from server.rules.messages.topics import Topic
from tests.build import CONTACT_KEY, MORNING, TestHall, a_hall, rate
from tests.case_build import a_case
from tests.house.signed_in import an_account
from tests.message_build import deliveries, messages, told, with_email
from tests.scheduled.postmen import Town, Watch, a_postman, a_round, a_town, without_mail_server

DAY = timedelta(days=1)
KEPT_INSIDE: tuple[Any, ...] = (Case, Message, MessageDelivery)


@pytest.fixture(scope="module")
def whole_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with a_town(tmp_path_factory.mktemp("town")) as town:
        yield town


@pytest.fixture
def town(whole_town: Town) -> Town:
    """Everybody answers, and nobody has heard anything yet."""
    whole_town.postbox.letters.clear()
    for receiver in (whole_town.system, whole_town.gateway):
        receiver.status = 200
        receiver.statuses.clear()
        receiver.asked.clear()
    return whole_town


@pytest.fixture
def place(in_app: Flask) -> TestHall:
    del in_app
    return a_hall()


def a_listener(place: TestHall, url: str, name: str = "esb") -> str:
    wanted = NewWebhook(name, url)
    key = wiring().settings.key("webhook")
    return add_webhook(place.hall.id, wanted, key=key, by="李某", now=MORNING)


def test_a_bad_rating_reaches_the_supervisor_and_the_other_system(
    app: Flask, place: TestHall, town: Town
) -> None:
    with_email(an_account(place, Role.SUPERVISOR))
    secret = a_listener(place, town.system.url)
    rate(place, level=1)

    a_round(a_postman(app, town, Watch(MORNING + DAY)))

    (asked,) = town.system.asked
    event = json.loads(asked.body)
    assert event["topic"] == "case_received"
    assert event["facts"]["kind"] == "bad_rating"
    assert (event["hall"], event["audience"], event["day"]) == ("H1", "supervision", "2026-11-25")
    assert event["id"] == asked.headers["chuangping-event"]
    header, now = asked.headers["chuangping-signature"], (MORNING + DAY).timestamp()
    assert is_genuine(secret.encode(), event["id"], asked.body, header=header, now=int(now))
    assert {each.state for each in deliveries()} == {"sent"}


def test_an_event_tells_no_moment_and_no_id(app: Flask, place: TestHall, town: Town) -> None:
    an_account(place, Role.SUPERVISOR)
    a_listener(place, town.system.url)
    rate(place, level=1)

    a_round(a_postman(app, town, Watch(MORNING + DAY)))

    said = town.system.asked[0].body.decode()
    ids = [place.hall.id, *(session.scalars(select(each.id)).first() for each in KEPT_INSIDE)]
    assert all(ids)
    assert not [one for one in ids if str(one) in said]
    assert ":" not in json.loads(said)["day"]


def test_a_letter_names_the_case_and_links_to_it(app: Flask, place: TestHall, town: Town) -> None:
    with_email(an_account(place, Role.SUPERVISOR))
    told(place, Topic.CASE_OVERDUE)

    a_round(a_postman(app, town, Watch()))

    letter = town.postbox.read()
    (row,) = deliveries(Channel.EMAIL)
    assert letter["To"] == "li@example.gov.cn"
    assert letter["Subject"] == "案 7KQ2M4XT9B 已超期（2026-12-01）"
    assert letter["Message-ID"].startswith(f"<{row.number}@")
    assert "https://pingjia.example.gov.cn/console/cases/7KQ2M4XT9B" in letter.get_content()


@pytest.mark.parametrize("kind", [CaseKind.COMPLAINT, CaseKind.TIP_OFF])
def test_a_citizen_hears_that_there_is_news_and_not_what(
    app: Flask, place: TestHall, town: Town, kind: CaseKind
) -> None:
    key = wiring().settings.key("contact")
    number = a_case(place, kind, contact="13800138078")
    reseal(key)
    case_id = session.scalars(select(Case.id)).one()
    more: Any = {"audience": to_citizen(case_id), "case_id": case_id, "facts": {"number": number}}
    told(place, Topic.CASE_ANSWERED, **more)

    a_round(a_postman(app, town, Watch()))

    (asked,) = town.gateway.asked
    said = json.loads(asked.body)
    assert said["to"] == "13800138078"
    assert said["text"] == (
        f"您的案 {number} 有新进展，请凭查询码查看。 https://pingjia.example.gov.cn/c/{number}"
    )


def reseal(key: bytes) -> None:
    """The contact is sealed with the installation's key, and its citizen agreed to messages."""
    with transaction() as writing:
        contact = writing.scalars(select(Contact)).one()
        context = f"contact|{contact.hall_id}|{contact.id}"
        plain = unseal(contact.sealed, CONTACT_KEY, context=context)
        contact.sealed = seal(plain, key, context=context)
        contact.consent = "2026-12+told"


def test_a_contact_that_was_erased_meanwhile_is_not_written_to(
    app: Flask, place: TestHall, town: Town
) -> None:
    key = wiring().settings.key("contact")
    a_case(place, contact="13800138078")
    reseal(key)
    case_id = session.scalars(select(Case.id)).one()
    told(place, Topic.CASE_ANSWERED, audience=to_citizen(case_id), case_id=case_id)
    postman = a_postman(app, town, Watch())
    spread_waiting(postman)
    with transaction() as writing:
        writing.execute(delete(Contact))

    a_round(postman)

    (row,) = deliveries(Channel.SMS)
    assert (row.state, row.error) == ("refused", "gone")
    assert town.gateway.asked == []


def test_what_is_revoked_hears_no_more(app: Flask, place: TestHall, town: Town) -> None:
    an_account(place, Role.SUPERVISOR)
    a_listener(place, town.system.url)
    told(place)
    postman = a_postman(app, town, Watch())
    spread_waiting(postman)
    revoke_webhook(place.hall.id, "esb", by="李某", now=MORNING)

    a_round(postman)

    assert town.system.asked == []
    assert [each.error for each in deliveries(Channel.WEBHOOK)] == ["gone"]


def test_a_failure_is_tried_again_under_the_same_number(
    app: Flask, place: TestHall, town: Town
) -> None:
    an_account(place, Role.SUPERVISOR)
    a_listener(place, town.system.url)
    told(place)
    town.system.statuses[:] = [503, 500]
    watch = Watch()
    postman = a_postman(app, town, watch)

    for _ in range(4):
        a_round(postman)
        watch.forward(timedelta(hours=1))

    numbers = [asked.headers["chuangping-event"] for asked in town.system.asked]
    assert len(numbers) == 3
    assert len(set(numbers)) == 1
    assert len({asked.body for asked in town.system.asked}) == 1
    assert [each.tries for each in deliveries(Channel.WEBHOOK)] == [3]


def test_a_system_that_does_not_answer_holds_up_no_other(
    app: Flask, place: TestHall, town: Town
) -> None:
    an_account(place, Role.SUPERVISOR)
    a_listener(place, "https://127.0.0.1:1/", "dead")
    a_listener(place, town.system.url, "alive")
    for number in range(3):
        told(place, dedupe=f"overdue/{number}")

    a_round(a_postman(app, town, Watch()))

    rows = deliveries(Channel.WEBHOOK)
    assert len(town.system.asked) == 3
    assert sorted(each.state for each in rows) == ["sent"] * 3 + ["waiting"] * 3
    assert sum(each.tries for each in rows) == 4


def test_without_the_mail_server_letters_wait_and_one_try_is_enough(
    app: Flask, place: TestHall, town: Town
) -> None:
    with_email(an_account(place, Role.SUPERVISOR))
    for number in range(3):
        told(place, dedupe=f"overdue/{number}")
    watch = Watch()

    a_round(a_postman(app, town, watch, senders=without_mail_server(town)))
    tries = sum(each.tries for each in deliveries(Channel.EMAIL))
    watch.forward(DAY)
    a_round(a_postman(app, town, watch))

    assert tries == 1
    assert len(town.postbox.letters) == 3


def test_a_message_that_cannot_be_read_stops_no_other(
    app: Flask, place: TestHall, town: Town
) -> None:
    an_account(place, Role.SUPERVISOR)
    told(place, dedupe="broken")
    with transaction() as writing:
        writing.execute(update(Message).values(audience="everybody"))
    told(place, dedupe="whole")

    a_round(a_postman(app, town, Watch()))

    assert sorted(one["state"] for one in messages()) == ["sent", "waiting"]
    assert len(deliveries(Channel.INBOX)) == 1


def test_a_fault_of_ours_is_shown_with_the_delivery(
    app: Flask, place: TestHall, town: Town
) -> None:
    an_account(place, Role.SUPERVISOR)
    wanted = NewWebhook("esb", town.system.url)
    add_webhook(place.hall.id, wanted, key=b"a lost key" + bytes(22), by="李某", now=MORNING)
    told(place)

    a_round(a_postman(app, town, Watch()))

    assert [(each.state, each.error) for each in deliveries(Channel.WEBHOOK)] == [
        ("waiting", "fault")
    ]


def test_more_than_are_read_at_once_are_spread_in_one_round(
    app: Flask, place: TestHall, town: Town
) -> None:
    an_account(place, Role.SUPERVISOR)
    for number in range(AT_ONCE + 1):
        told(place, dedupe=f"overdue/{number}")

    spread_waiting(a_postman(app, town, Watch()))

    assert len(deliveries(Channel.INBOX)) == AT_ONCE + 1


def test_without_any_channel_the_inbox_still_fills(app: Flask, place: TestHall, town: Town) -> None:
    with_email(an_account(place, Role.SUPERVISOR))
    a_listener(place, town.system.url)
    told(place)

    a_round(a_postman(app, town, Watch(), senders=Senders()))

    assert [each.channel for each in deliveries()] == ["inbox"]


def test_the_worker_says_that_the_outbox_is_alive(app: Flask, place: TestHall) -> None:
    an_account(place, Role.SUPERVISOR)
    told(place)

    ended = app.test_cli_runner().invoke(args=["worker", "--once"])

    assert ended.exit_code == 0, ended.output
    assert "outbox" in last_beats()
    assert [each.channel for each in deliveries()] == ["inbox"]
