"""Does a message reach a phone that accepts it, once, and does nobody miss it who does not?"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from scheduled.outbox import spread_waiting
from scheduled.steps import Step
from server.actions.wechat.ending import end_binding
from server.db import session, transaction
from server.gate import wiring
from server.models.cases import Case
from server.rules.accounts.roles import Role
from server.rules.cases.kinds import CaseKind
from server.rules.messages.audience import DISCIPLINE, NOTICES, to_account, to_citizen
from server.rules.messages.delivery import BEIJING, MOST_TRIES, Channel
from server.rules.messages.topics import Topic
from tests.build import MORNING, TestHall, a_hall
from tests.case_build import a_case
from tests.house.phones import a_phone, an_openid
from tests.house.signed_in import TestAccount, an_account
from tests.message_build import deliveries, told, with_email
from tests.scheduled.postmen import Town, Watch, a_round, a_town
from tests.scheduled.test_outbox import reseal
from tests.subscribe_build import (
    Post,
    accept_more,
    accepting,
    case_id_of,
    choose_templates,
    following,
    left,
    left_of_case,
    ways_of,
)
from wechat.standin import Quota, standing_in

SEND = "/cgi-bin/message/subscribe/send"
INBOX, EMAIL, WECHAT, SMS = Channel.INBOX, Channel.EMAIL, Channel.WECHAT, Channel.SMS
HOUR = timedelta(hours=1)


class Died(BaseException):
    """The process ends at a step, as if it were killed."""


@pytest.fixture(scope="module")
def whole_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with a_town(tmp_path_factory.mktemp("town")) as town:
        yield town


@pytest.fixture
def post(in_app: Flask, whole_town: Town) -> Iterator[Post]:
    """A post office in front of a WeChat that stands in, and the other ways beside it."""
    whole_town.postbox.letters.clear()
    whole_town.gateway.asked.clear()
    watch = Watch()
    with standing_in(watch.now) as standin:
        yield Post(in_app, choose_templates(standin), watch, whole_town.senders)


@pytest.fixture
def place(in_app: Flask) -> TestHall:
    del in_app
    return a_hall()


@pytest.fixture
def handler(place: TestHall) -> TestAccount:
    """Somebody who has a mailbox too."""
    return with_email(an_account(place, Role.SUPERVISOR))


def due_soon(place: TestHall, handler: TestAccount, dedupe: str = "one", **more: Any) -> None:
    told(place, Topic.CASE_DUE_SOON, audience=to_account(handler.id), dedupe=dedupe, **more)


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


def test_a_refusal_of_weixin_ends_all_consents_and_others_take_over(
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


@pytest.mark.parametrize("kind", [CaseKind.COMPLAINT, CaseKind.TIP_OFF])
def test_whoever_follows_a_case_is_told_on_the_phone_and_not_by_sms(
    post: Post, place: TestHall, kind: CaseKind, whole_town: Town
) -> None:
    number = a_case(place, kind, contact="13800138078")
    reseal(wiring().settings.key("contact"))
    openid = an_openid()
    following(post, place, number, openid, "case_accepted")
    more: Any = {"audience": to_citizen(case_id_of(number)), "case_id": case_id_of(number)}
    told(place, Topic.CASE_ACCEPTED, facts={"number": number}, **more)
    told(place, Topic.CASE_ANSWERED, facts={"number": number}, **more)

    a_round(post.man())

    (sent,) = post.standin.sent
    assert (sent.openid, sent.page) == (openid, f"pages/case/case?number={number}")
    assert sent.data["phrase2"] == "已受理"
    assert left_of_case(place, number, "case_accepted") == 0
    assert ways_of(deliveries()) == [(SMS, "sent", ""), (WECHAT, "sent", "")]
    assert len(whole_town.gateway.asked) == 1


def test_a_case_that_no_phone_follows_any_more_goes_by_sms(
    post: Post, place: TestHall, whole_town: Town
) -> None:
    number = a_case(place, contact="13800138078")
    reseal(wiring().settings.key("contact"))
    openid = an_openid()
    following(post, place, number, openid, "case_answered")
    post.standin.turn_off(openid, "t-answered")
    more: Any = {"audience": to_citizen(case_id_of(number)), "case_id": case_id_of(number)}
    told(place, Topic.CASE_ANSWERED, facts={"number": number}, **more)

    a_round(post.man())
    a_round(post.man())

    assert ways_of(deliveries()) == [(SMS, "sent", ""), (WECHAT, "refused", "consent")]
    assert len(whole_town.gateway.asked) == 1


def test_nothing_of_a_tip_off_lies_on_a_phone_of_the_office(post: Post, place: TestHall) -> None:
    contact = an_account(place, Role.DISCIPLINE)
    accepting(post, place, contact, "reminder")
    a_case(place, CaseKind.TIP_OFF)
    case_id = session.query(Case.id).scalar()
    told(place, Topic.CASE_DUE_SOON, audience=DISCIPLINE, case_id=case_id)

    a_round(post.man())

    assert post.standin.sent == []
    assert [row.channel for row in deliveries()].count("inbox") >= 1


def test_notices_reach_publishers_and_who_subscribed_and_nobody_else(
    post: Post, place: TestHall, whole_town: Town
) -> None:
    publisher = with_email(an_account(place, Role.PUBLISHER))
    subscriber = an_account(place, Role.STAFF, staff="0137")
    an_account(place, Role.STAFF, staff="0138")
    openid = accepting(post, place, subscriber, "notice")
    told(place, Topic.NOTICE_PUBLISHED, audience=NOTICES)

    a_round(post.man())

    reached = {row.account_id for row in deliveries(INBOX)}
    assert reached == {publisher.id, subscriber.id}
    assert [sent.openid for sent in post.standin.sent] == [openid]
    assert whole_town.postbox.letters == []


def test_a_notice_of_a_hall_without_publishers_is_missed_by_nobody(
    post: Post, place: TestHall
) -> None:
    told(place, Topic.NOTICE_PUBLISHED, audience=NOTICES)

    a_round(post.man())

    assert deliveries() == []


@pytest.mark.parametrize("fatal", [Step.MESSAGE_CLAIMED, Step.MESSAGE_SENT, Step.MESSAGE_SETTLED])
def test_a_postman_who_dies_at_any_step_is_followed_by_another(
    post: Post, place: TestHall, handler: TestAccount, whole_town: Town, fatal: Step
) -> None:
    accepting(post, place, handler, "reminder")
    due_soon(place, handler)

    def dying(step: Step, run: str) -> None:
        if step is fatal and channel_of(run) == WECHAT:
            raise Died(run)

    with pytest.raises(Died):
        a_round(post.man(on_step=dying))
    post.watch.forward(HOUR)
    a_round(post.man("second"))
    a_round(post.man("second"))

    # WeChat knows no number of ours: what it had, and we had not noted, is told a second time.
    was_sent_before = fatal is Step.MESSAGE_SENT
    assert len(post.standin.sent) == 1
    assert len(whole_town.postbox.letters) == int(was_sent_before)
    assert [row.state for row in deliveries(INBOX)] == ["sent"]


def channel_of(number: str) -> str:
    return next(row.channel for row in deliveries() if row.number == number)


def test_when_the_quota_is_used_up_it_rests_until_tomorrow(
    post: Post, place: TestHall, handler: TestAccount, whole_town: Town
) -> None:
    accepting(post, place, handler, "reminder", times=2)
    post.standin.quotas[SEND] = Quota(day=1)
    due_soon(place, handler, "one")
    due_soon(place, handler, "two")

    a_round(post.man())
    (resting,) = [row for row in deliveries(WECHAT) if row.state == "waiting"]
    at = resting.next_try_at.astimezone(BEIJING)
    a_round(post.man())
    post.watch.moment = resting.next_try_at
    a_round(post.man())

    assert (resting.error, f"{at:%Y-%m-%d}") == ("quota", "2026-11-26")
    assert at.hour == 0
    assert len(post.standin.sent) == 2
    assert whole_town.postbox.letters == []


@pytest.mark.parametrize(
    ("fault", "error"),
    [("busy", "busy"), ("hang_ups", "connection"), ("gateways", "connection")],
)
def test_what_passes_is_tried_again(
    post: Post, place: TestHall, handler: TestAccount, fault: str, error: str
) -> None:
    accepting(post, place, handler, "reminder")
    man = post.man()
    assert man.desk.phones
    man.desk.phones.client.token()
    due_soon(place, handler)
    setattr(post.standin.faults, fault, 9)

    a_round(man)
    before = [(row.state, row.error) for row in deliveries(WECHAT)]
    setattr(post.standin.faults, fault, 0)
    post.watch.forward(HOUR)
    a_round(man)

    assert before == [("waiting", error)]
    assert len(post.standin.sent) >= 1 if fault == "hang_ups" else len(post.standin.sent) == 1


def test_an_address_that_is_not_listed_blocks_the_way_and_loses_nothing(
    post: Post, place: TestHall, handler: TestAccount
) -> None:
    accepting(post, place, handler, "reminder", times=3)
    for number in range(3):
        due_soon(place, handler, f"due/{number}")
    post.standin.faults.is_listed = False

    a_round(post.man())
    tries = sum(row.tries for row in deliveries(WECHAT))
    post.standin.faults.is_listed = True
    post.watch.forward(HOUR)
    a_round(post.man())

    assert tries == 1
    assert len(post.standin.sent) == 3


def test_what_is_given_up_on_the_phone_goes_by_mail_and_stays_visible(
    post: Post, place: TestHall, handler: TestAccount, whole_town: Town
) -> None:
    accepting(post, place, handler, "reminder")
    due_soon(place, handler)
    post.standin.faults.busy_rate = 1

    for _ in range(MOST_TRIES):
        a_round(post.man())
        post.watch.forward(14 * HOUR)
    a_round(post.man())

    assert ways_of(deliveries()) == [
        (EMAIL, "sent", ""),
        (INBOX, "sent", ""),
        (WECHAT, "poison", "busy"),
    ]
    assert len(whole_town.postbox.letters) == 1


def test_a_template_that_weixin_does_not_know_is_refused_visibly_and_goes_by_mail(
    post: Post, place: TestHall, handler: TestAccount, whole_town: Town
) -> None:
    accepting(post, place, handler, "reminder")
    del post.standin.templates["t-reminder"]
    due_soon(place, handler)

    a_round(post.man())
    a_round(post.man())

    assert (WECHAT, "refused", "template") in ways_of(deliveries())
    assert len(whole_town.postbox.letters) == 1
    assert left(place, handler, "reminder") == 1


def test_a_page_that_is_not_published_yet_costs_the_page_alone(
    post: Post, place: TestHall, handler: TestAccount
) -> None:
    accepting(post, place, handler, "reminder")
    post.standin.pages = {"pages/home/home"}
    due_soon(place, handler)

    a_round(post.man())

    assert [sent.page for sent in post.standin.sent] == [""]


def test_a_number_that_is_too_long_for_its_field_is_cut_and_sent(
    post: Post, place: TestHall, handler: TestAccount
) -> None:
    accepting(post, place, handler, "month_ready")
    facts = {"period": "长" * 40, "until": "2026-12-01"}
    told(place, Topic.PERIOD_COMPUTED, audience=to_account(handler.id), facts=facts)

    a_round(post.man())

    (sent,) = post.standin.sent
    assert sent.data["thing1"] == "长" * 19 + "…"
