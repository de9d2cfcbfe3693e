"""Is an acceptance counted once, whoever tells of it, and does a message that was lost go on?"""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from scheduled.subscribe_events import HANDLERS, NotNotedYet
from server.actions.messages.tell_consents import tell_consents
from server.db import transaction
from server.models.messages import MessageDelivery
from server.queries.messages.consents import phone_of_account
from server.rules.accounts.roles import Role
from server.rules.messages.audience import to_account
from server.rules.messages.delivery import Channel
from server.rules.messages.topics import Topic
from server.settings import Settings
from tests.build import MORNING, TestHall, a_hall
from tests.house.installation import a_settings
from tests.house.phones import a_phone
from tests.house.signed_in import TestAccount, an_account
from tests.message_build import deliveries, spread, told, with_email
from tests.subscribe_build import SETTING, WAYS, left, ways_of

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
OPENID = "o-handler"
POPUP, CHANGE, SENT = (f"subscribe_msg_{name}_event" for name in ("popup", "change", "sent"))
OUTWARD = {"SMTP_URL": "smtp://mail.example.gov.cn", "SMTP_FROM": "noreply@example.gov.cn"}


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """An installation with templates, and a mail server."""
    chosen = {"WECHAT_TEMPLATES": SETTING}
    return a_settings(database_url=database_url, var_dir=tmp_path, wechat=chosen, outward=OUTWARD)


@pytest.fixture
def place(in_app: Flask) -> TestHall:
    del in_app
    return a_hall()


@pytest.fixture
def handler(place: TestHall) -> TestAccount:
    """Somebody with a mailbox and a bound phone."""
    account = with_email(an_account(place, Role.SUPERVISOR))
    a_phone(account, openid=OPENID, now=MORNING)
    return account


def hear(name: str, *entries: dict[str, str], at: datetime = MORNING, **more: Any) -> None:
    """WeChat tells of it, in a list where there are several."""
    event: dict[str, object] = {
        "FromUserName": OPENID,
        "CreateTime": str(int(at.timestamp())),
        "MsgType": "event",
        "Event": name,
        "List": list(entries) if len(entries) > 1 else entries[0],
        **more,
    }
    HANDLERS[name](event, more.pop("now", at))


def answer(template: str, said: str = "accept") -> dict[str, str]:
    return {"TemplateId": template, "SubscribeStatusString": said, "PopupScene": "0"}


def tell(place: TestHall, account: TestAccount, *templates: str) -> None:
    """The phone tells us."""
    holder = phone_of_account(place.hall.id, account.id)
    assert holder
    tell_consents(holder, templates, now=MORNING)


def test_what_both_tell_of_counts_once(place: TestHall, handler: TestAccount) -> None:
    tell(place, handler, "reminder")
    hear(POPUP, answer("t-reminder"))

    assert left(place, handler, "reminder") == 1


def test_in_whichever_order_and_however_often_both_tell_it_counts_as_often_as_it_was(
    place: TestHall, handler: TestAccount
) -> None:
    hear(POPUP, answer("t-reminder"), at=MORNING)
    tell(place, handler, "reminder")
    tell(place, handler, "reminder")
    hear(POPUP, answer("t-reminder"), at=MORNING + SECOND)

    assert left(place, handler, "reminder") == 2


def test_what_the_phone_could_not_tell_counts_by_the_callback(
    place: TestHall, handler: TestAccount
) -> None:
    hear(POPUP, answer("t-reminder"), answer("t-notice"), answer("t-order", "reject"))

    assert [left(place, handler, name) for name in ("reminder", "notice", "rectification")] == [
        1,
        1,
        0,
    ]


def test_an_event_that_comes_again_changes_nothing(place: TestHall, handler: TestAccount) -> None:
    hear(POPUP, answer("t-reminder"))
    hear(POPUP, answer("t-reminder"))

    assert left(place, handler, "reminder") == 1


def test_a_no_leaves_what_was_accepted_before(place: TestHall, handler: TestAccount) -> None:
    tell(place, handler, "reminder")

    hear(POPUP, answer("t-reminder", "reject"))

    assert left(place, handler, "reminder") == 1


def test_switching_off_ends_that_template_alone(place: TestHall, handler: TestAccount) -> None:
    for _ in range(3):
        tell(place, handler, "reminder", "notice")

    hear(CHANGE, answer("t-reminder", "reject"))

    assert (left(place, handler, "reminder"), left(place, handler, "notice")) == (0, 3)


def test_switching_off_that_is_told_again_takes_no_later_consent(
    place: TestHall, handler: TestAccount
) -> None:
    hear(CHANGE, answer("t-reminder", "reject"))
    hear(POPUP, answer("t-reminder"), at=MORNING + HOUR)

    hear(CHANGE, answer("t-reminder", "reject"))

    assert left(place, handler, "reminder") == 1


@pytest.mark.parametrize(
    ("template", "name", "count"),
    [
        ("t-reminder", "reminder", 0),
        ("t-order", "rectification", 1),
    ],
    ids=["one message each", "lasting"],
)
def test_switching_on_again_earns_a_message_only_where_consent_lasts(
    place: TestHall, handler: TestAccount, template: str, name: str, count: int
) -> None:
    hear(CHANGE, answer(template, "accept"))

    assert left(place, handler, name) == count


@pytest.mark.parametrize(
    "more",
    [{"FromUserName": "o-somebody"}, {"List": answer("t-of-another")}, {"List": "nothing"}],
    ids=["nobody of ours", "no template of ours", "no list"],
)
def test_what_concerns_nobody_changes_nothing(
    place: TestHall, handler: TestAccount, more: dict[str, Any]
) -> None:
    hear(POPUP, answer("t-reminder"), **more)

    assert left(place, handler, "reminder") == 0


def test_a_list_that_is_wrapped_once_more_is_read(place: TestHall, handler: TestAccount) -> None:
    wrapped: dict[str, Any] = {
        "List": "",
        "SubscribeMsgPopupEvent": {"List": [answer("t-reminder")]},
    }

    hear(POPUP, answer("t-reminder"), **wrapped)

    assert left(place, handler, "reminder") == 1


def a_sent_message(place: TestHall, handler: TestAccount) -> None:
    """WeChat took it and calls it 4711."""
    tell(place, handler, "reminder")
    told(place, Topic.CASE_DUE_SOON, audience=to_account(handler.id))
    spread(ways=WAYS)
    with transaction() as writing:
        writing.execute(
            update(MessageDelivery)
            .where(MessageDelivery.channel == Channel.WECHAT)
            .values(state="sent", outside_id="4711", sent_at=MORNING)
        )


def became(code: str, number: str = "4711") -> dict[str, str]:
    return {"TemplateId": "t-reminder", "MsgID": number, "ErrorCode": code, "ErrorStatus": "?"}


def test_a_message_that_did_not_arrive_goes_by_mail_once(
    place: TestHall, handler: TestAccount
) -> None:
    a_sent_message(place, handler)

    hear(SENT, became("1"))
    hear(SENT, became("1"))

    assert ways_of(deliveries()) == [
        (Channel.EMAIL, "waiting", ""),
        (Channel.INBOX, "sent", ""),
        (Channel.WECHAT, "refused", "wechat 1"),
    ]


def test_a_message_that_arrived_stays_sent(place: TestHall, handler: TestAccount) -> None:
    a_sent_message(place, handler)

    hear(SENT, became("0"))

    assert (Channel.WECHAT, "sent", "") in ways_of(deliveries())


def test_an_event_about_an_unnoted_message_waits_for_the_note_and_not_for_ever(
    place: TestHall, handler: TestAccount
) -> None:
    a_sent_message(place, handler)
    event = {"List": became("1", "4712"), "CreateTime": int(MORNING.timestamp())}

    with pytest.raises(NotNotedYet):
        HANDLERS[SENT](event, MORNING + HOUR - SECOND)
    HANDLERS[SENT](event, MORNING + HOUR)

    assert (Channel.WECHAT, "sent", "") in ways_of(deliveries())
