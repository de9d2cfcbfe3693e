"""Do citizens hear on their phone of their own case, and readers of notices of those alone?"""

from typing import Any

import pytest

from server.db import session
from server.gate import wiring
from server.models.cases import Case
from server.rules.accounts.roles import Role
from server.rules.cases.kinds import CaseKind
from server.rules.messages.audience import DISCIPLINE, NOTICES, to_citizen
from server.rules.messages.delivery import Channel
from server.rules.messages.topics import Topic
from tests.build import TestHall
from tests.case_build import a_case
from tests.house.phones import an_openid
from tests.house.signed_in import an_account
from tests.message_build import deliveries, told, with_email
from tests.scheduled.postmen import Town, a_round
from tests.scheduled.test_outbox import reseal
from tests.subscribe_build import (
    Post,
    accepting,
    case_id_of,
    following,
    left_of_case,
    ways_of,
)

INBOX, WECHAT, SMS = Channel.INBOX, Channel.WECHAT, Channel.SMS


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
