"""Does a message reach a phone that accepts it, once, and does nobody miss it who does not?"""

from typing import Any

from scheduled.outbox import spread_waiting
from server.actions.wechat.ending import end_binding
from server.db import transaction
from server.rules.accounts.roles import Role
from server.rules.messages.audience import to_account
from server.rules.messages.delivery import Channel
from server.rules.messages.topics import Topic
from tests.build import MORNING, TestHall
from tests.house.phones import a_phone
from tests.house.signed_in import TestAccount, an_account
from tests.message_build import deliveries, told
from tests.scheduled.postmen import Town, a_round
from tests.subscribe_build import (
    Post,
    accept_more,
    accepting,
    due_soon,
    left,
    ways_of,
)

INBOX, EMAIL, WECHAT = Channel.INBOX, Channel.EMAIL, Channel.WECHAT


def test_a_phone_that_accepts_is_told_and_no_letter_goes(
    post: Post, place: TestHall, handler: TestAccount
) -> None:
    openid = accepting(post, place, handler, "reminder")
    due_soon(place, handler)

    a_round(post.man())

    (sent,) = post.standin.sent
    assert (sent.openid, sent.template_id) == (openid, "t-reminder")
    assert sent.data == {
        "character_string1": "7KQ2M4XT9B",
        "date2": "2026年12月1日",
        "thing3": "示例区政务服务中心",
    }
    assert sent.page == "office/case/case?number=7KQ2M4XT9B"
    assert ways_of(deliveries()) == [(INBOX, "sent", ""), (WECHAT, "sent", "")]
    assert deliveries(WECHAT)[0].outside_id == str(sent.msgid)
    assert left(place, handler, "reminder") == 0


def test_as_many_are_sent_as_were_accepted_and_the_rest_goes_by_mail(
    post: Post, place: TestHall, handler: TestAccount, whole_town: Town
) -> None:
    accepting(post, place, handler, "reminder", times=2)
    for number in range(3):
        due_soon(place, handler, f"due/{number}")

    a_round(post.man())
    a_round(post.man())

    assert len(post.standin.sent) == 2
    assert len(whole_town.postbox.letters) == 1
    assert [row.error for row in deliveries(WECHAT) if row.state == "refused"] == ["consent"]
    assert len(deliveries(INBOX)) == 3


def test_who_accepted_nothing_gets_a_letter(
    post: Post, place: TestHall, handler: TestAccount, whole_town: Town
) -> None:
    a_phone(handler, now=MORNING)
    accepting(post, place, an_account(place, Role.SUPERVISOR), "reminder")
    due_soon(place, handler)

    a_round(post.man())

    assert post.standin.sent == []
    assert len(whole_town.postbox.letters) == 1


def test_what_was_accepted_for_one_kind_serves_no_other(
    post: Post, place: TestHall, handler: TestAccount
) -> None:
    accepting(post, place, handler, "reminder", "month_ready")
    told(place, Topic.LEDGER_ENTRY, audience=to_account(handler.id))

    a_round(post.man())

    assert post.standin.sent == []
    assert left(place, handler, "reminder") == 1


def test_a_refusal_of_wechat_ends_all_consents_and_others_take_over(
    post: Post, place: TestHall, handler: TestAccount, whole_town: Town
) -> None:
    openid = accepting(post, place, handler, "reminder", "deduction", times=3)
    post.standin.turn_off(openid, "t-reminder")
    due_soon(place, handler)

    a_round(post.man())
    a_round(post.man())

    assert ways_of(deliveries()) == [
        (EMAIL, "sent", ""),
        (INBOX, "sent", ""),
        (WECHAT, "refused", "consent"),
    ]
    assert len(whole_town.postbox.letters) == 1
    assert (left(place, handler, "reminder"), left(place, handler, "deduction")) == (0, 3)


def test_after_a_refusal_a_new_consent_counts_at_once(
    post: Post, place: TestHall, handler: TestAccount
) -> None:
    openid = accepting(post, place, handler, "reminder", times=3)
    post.standin.turn_off(openid, "t-reminder")
    due_soon(place, handler)
    a_round(post.man())

    accept_more(post, place, handler, openid, "reminder")
    due_soon(place, handler, "two")
    a_round(post.man())

    assert len(post.standin.sent) == 1


def test_a_lasting_consent_is_not_used_up(
    post: Post, place: TestHall, handler: TestAccount
) -> None:
    accepting(post, place, handler, "rectification")
    for number in range(3):
        more: Any = {"audience": to_account(handler.id), "dedupe": f"order/{number}"}
        told(place, Topic.ORDER_DUE_SOON, **more)

    a_round(post.man())

    assert len(post.standin.sent) == 3
    assert left(place, handler, "rectification") == 1


def test_another_phone_of_the_same_person_accepted_nothing(
    post: Post, place: TestHall, handler: TestAccount
) -> None:
    accepting(post, place, handler, "reminder", times=2)
    unbind(handler)
    a_phone(handler, now=MORNING)
    due_soon(place, handler)

    a_round(post.man())

    assert post.standin.sent == []
    assert deliveries(WECHAT) == []
    assert left(place, handler, "reminder") == 0


def unbind(account: TestAccount) -> None:
    with transaction() as writing:
        end_binding(writing, account.id, why="own", now=MORNING)


def test_a_phone_that_was_unbound_meanwhile_is_not_written_to(
    post: Post, place: TestHall, handler: TestAccount, whole_town: Town
) -> None:
    accepting(post, place, handler, "reminder")
    due_soon(place, handler)
    man = post.man()
    spread_waiting(man)
    unbind(handler)

    a_round(man)
    a_round(man)

    assert post.standin.sent == []
    assert (WECHAT, "refused", "gone") in ways_of(deliveries())
    assert len(whole_town.postbox.letters) == 1
