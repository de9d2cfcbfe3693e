"""Is what WeChat told us dealt with by one node, tried again, and given up where all can see?"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from scheduled.jobs import erase_stray_scans
from scheduled.steps import Step
from scheduled.turns import Turn
from scheduled.wechat_events import HANDLERS, Listener, deal_with_events
from server.actions.wechat.claim_event import claim_event
from server.actions.wechat.keep_event import keep_event
from server.actions.wechat.settle_event import settle_event
from server.db import session
from server.gate import wiring
from server.models.wechat_accounts import WechatEvent
from server.queries.operations.alarms import alarms
from server.queries.wechat.events import KEEPING
from server.rules.slots import Slot
from server.rules.wechat_events import MOST_TRIES, PAUSES, pause_after
from server.settings import Settings
from tests.house.installation import NOW
from tests.scheduled.kept import left

MINUTE = timedelta(minutes=1)
NAME = "wxa_media_check"


@dataclass
class Office:
    """A worker that deals with one kind of event, at a time that the test sets."""

    app: Flask
    settings: Settings
    now: datetime = NOW
    heard: list[dict[str, object]] = field(default_factory=list)
    trouble: Exception | None = None
    steps: Callable[[Step, str], None] | None = None

    def handle(self, event: dict[str, object], now: datetime) -> None:
        assert now == self.now
        self.heard.append(event)
        if self.trouble:
            raise self.trouble

    def tell(self, name: str = NAME, known_by: str = "k") -> bool:
        event = {"Event": name, "FromUserName": "o-1"}
        with self.app.app_context():
            key = self.settings.key(KEEPING)
            return keep_event(known_by, event, key=key, now=self.now)

    def work(self, owner: str = "node", **more: Any) -> None:
        handlers = {NAME: self.handle}
        clock = {"handlers": handlers, "clock": lambda: self.now}
        deal_with_events(Listener(self.app, self.settings, owner, **{**clock, **more}))

    def event(self) -> WechatEvent:
        with self.app.app_context():
            return session.scalars(select(WechatEvent)).one()


@pytest.fixture
def office(app: Flask, settings: Settings) -> Office:
    """The worker of an installation."""
    return Office(app, settings)


def test_an_event_is_handed_to_its_handler_once_and_loses_its_text(office: Office) -> None:
    office.tell()
    office.work()
    office.work()

    event = office.event()
    assert office.heard == [{"Event": NAME, "FromUserName": "o-1"}]
    assert (event.state, event.sealed, event.error) == ("done", None, "")


def test_told_again_after_it_was_dealt_with_it_is_not_dealt_with_again(office: Office) -> None:
    office.tell()
    office.work()

    is_new = office.tell()
    office.work()

    assert (is_new, len(office.heard)) == (False, 1)


def test_an_event_of_no_handler_is_settled_as_ignored(office: Office) -> None:
    office.tell("user_enter_tempsession")
    office.work()

    event = office.event()
    assert (event.state, event.sealed, office.heard) == ("ignored", None, [])


def test_what_failed_rests_is_tried_again_and_its_words_stay_out(office: Office) -> None:
    office.trouble = ValueError("o-1 wrote something")
    office.tell()
    office.work()
    first = office.event()

    office.now = first.next_try_at - timedelta(seconds=1)
    office.work()
    waiting = len(office.heard)
    office.now, office.trouble = first.next_try_at, None
    office.work()

    assert (first.state, first.tries, first.error) == ("waiting", 1, "ValueError")
    assert first.sealed is not None
    assert MINUTE <= first.next_try_at - NOW <= 1.1 * MINUTE
    assert (waiting, len(office.heard), office.event().state) == (1, 2, "done")


def test_one_that_fails_stops_no_other(office: Office) -> None:
    office.trouble = ValueError()
    for number in range(3):
        office.tell(known_by=str(number))

    office.work()

    assert len(office.heard) == 3


def ringing(office: Office, folder: Path) -> list[str]:
    with office.app.app_context():
        return [alarm.name for alarm in alarms(office.now, var_dir=folder)]


def test_in_the_end_it_is_given_up_and_rings_until_somebody_has_it_tried_again(
    office: Office, tmp_path: Path
) -> None:
    office.trouble = ValueError()
    office.tell()
    for _try in range(MOST_TRIES - 1):
        office.work()
        office.now = office.event().next_try_at
    before = ringing(office, tmp_path)
    office.work()
    given_up = office.event()

    office.work()
    runner = office.app.test_cli_runner()
    told = runner.invoke(args=["wechat", "events"]).output
    after = ringing(office, tmp_path)
    again = runner.invoke(args=["wechat", "events", "--retry"]).output
    office.now, office.trouble = office.event().next_try_at, None
    office.work()

    assert (given_up.state, given_up.tries) == ("poison", MOST_TRIES)
    assert len(office.heard) == MOST_TRIES + 1
    assert ("events_given_up" in before, "events_given_up" in after) == (False, True)
    assert "wxa_media_check：试过 7 次，ValueError" in told
    assert "1 条事件" in again
    assert office.event().state == "done"
    assert "events_given_up" not in ringing(office, tmp_path)


@pytest.mark.parametrize("step", [Step.EVENT_CLAIMED, Step.EVENT_HANDLED])
def test_a_node_that_dies_leaves_it_to_the_next_after_its_lease(office: Office, step: Step) -> None:
    class Dead(BaseException):
        pass

    def die(at: Step, _name: str) -> None:
        if at is step:
            raise Dead

    office.tell()
    with pytest.raises(Dead):
        office.work("first", on_step=die)
    heard = len(office.heard)

    office.work("second")
    early = len(office.heard)
    office.now += timedelta(seconds=office.settings.lease_seconds)
    office.work("second")

    assert (early, len(office.heard)) == (heard, heard + 1)
    assert office.event().state == "done"


def test_of_two_nodes_one_gets_it_and_the_slower_one_settles_nothing(office: Office) -> None:
    office.tell()
    lease = 10 * MINUTE
    with office.app.app_context():
        first = claim_event("first", lease, now=NOW)
        second = claim_event("second", lease, now=NOW)
        third = claim_event("third", lease, now=NOW + lease)
        assert first is not None
        assert third is not None
        late = settle_event(first, None, now=NOW + lease)
        good = settle_event(third, None, now=NOW + lease)

    assert (second, late, good) == (None, False, True)


def test_a_worker_that_is_to_stop_begins_no_further_event(office: Office) -> None:
    office.tell()

    office.work(is_stopping=lambda: True)

    assert office.heard == []


def test_one_that_no_known_secret_opens_is_given_up_like_any_other(office: Office) -> None:
    office.tell()
    stranger = Settings("", "another secret, as long as it has to be: 32", "", Path())

    deal_with_events(Listener(office.app, stranger, "node", {NAME: office.handle}))

    assert (office.event().error, office.heard) == ("InvalidTag", [])


@pytest.mark.parametrize(("age", "stays"), [(30, 1), (31, 0)])
def test_they_are_erased_after_thirty_days(office: Office, age: int, stays: int) -> None:
    office.tell()
    now = NOW + timedelta(days=30, seconds=1 if age > 30 else 0)

    with office.app.app_context():
        slot = Slot("2026-12-25", now)
        erase_stray_scans(Turn("stray_scans", slot, now, wiring(), lambda *_step: None))
        assert left(WechatEvent) == stays


def test_every_pause_is_a_tenth_longer_at_most_and_the_last_try_is_the_last() -> None:
    keys = [bytes([number]) for number in range(50)]

    for tries, pause in enumerate(PAUSES, start=1):
        drawn = [pause_after(tries, key) or timedelta() for key in keys]
        assert pause <= min(drawn) < max(drawn) <= 1.1 * pause
    assert pause_after(MOST_TRIES, b"") is None


def test_handlers_are_named_as_wechat_names_its_events() -> None:
    assert all(name and name == name.strip() and len(name) <= 64 for name in HANDLERS)
