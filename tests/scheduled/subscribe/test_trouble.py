"""Is nothing lost whatever WeChat answers, and whenever the worker dies?"""

from datetime import timedelta

import pytest

from scheduled.steps import Step
from server.rules.messages.audience import to_account
from server.rules.messages.delivery import BEIJING, MOST_TRIES, Channel
from server.rules.messages.topics import Topic
from tests.build import TestHall
from tests.house.signed_in import TestAccount
from tests.message_build import deliveries, told
from tests.scheduled.postmen import Town, a_round
from tests.subscribe_build import (
    Post,
    accepting,
    due_soon,
    left,
    ways_of,
)
from wechat.standin import Quota

SEND = "/cgi-bin/message/subscribe/send"
INBOX, EMAIL, WECHAT = Channel.INBOX, Channel.EMAIL, Channel.WECHAT
HOUR = timedelta(hours=1)


class Died(BaseException):
    """The process ends at a step, as if it were killed."""


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


def test_a_template_that_wechat_does_not_know_is_refused_visibly_and_goes_by_mail(
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
