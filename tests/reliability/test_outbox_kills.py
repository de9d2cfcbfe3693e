"""D8: postmen, killed at every step, lose no message; what comes twice has one number.

Order is kept per case and receiver. (research/reliability.md 2.1)
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from scheduled.outbox import Postman, send_waiting
from scheduled.parcels import Desk, pack
from scheduled.steps import Step
from senders.outcomes import Delivered
from server.actions.messages.add_webhook import NewWebhook, add_webhook
from server.actions.messages.claim_message import Wanted, claim_message
from server.actions.messages.settle_message import settle_message
from server.db import session
from server.gate import wiring
from server.models.messages import Message, MessageDelivery
from server.queries.registry.halls import hall_named
from server.rules.accounts.roles import Role
from server.rules.messages.delivery import UNSETTLED, Channel
from server.rules.messages.topics import Topic
from tests.build import MORNING, TestHall, a_hall
from tests.house.installation import a_settings, installed
from tests.house.signed_in import an_account
from tests.message_build import told, with_email
from tests.reliability.couriers import (
    SEND,
    SPREAD,
    Carrying,
    Couriers,
    Hangman,
    Receipt,
    a_round,
    faults,
)
from tests.reliability.months import let_go
from tests.reliability.nodes import Positions, World, until
from tests.scheduled.postmen import Town, a_town

pytestmark = pytest.mark.reliability

CASES, EACH, MOST_CASES = 8, 5, 40
LONGEST = 240
OK = 200
NUMBER = re.compile(r"<(\w+)@")
SUBJECT = re.compile(r"案 (\w+) 已超期（([\d-]+)）")
A_WHILE = timedelta(seconds=30)
# Errors in between, so that pauses and second tries are part of it.
TROUBLES = [503, 200, 200, 500, 200, 200, 200, 429, 200, 503] * 3


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with a_town(tmp_path) as town:
        yield replace(town, senders=replace(town.senders, sms=None))


def a_listening_hall(town: Town) -> TestHall:
    """One supervisor with an address, one other system that listens."""
    place = a_hall()
    with_email(an_account(place, Role.SUPERVISOR))
    key = wiring().settings.key("webhook")
    wanted = NewWebhook("esb", town.system.url)
    add_webhook(place.hall.id, wanted, key=key, by="李某", now=MORNING)
    return place


def tell(place: TestHall, cases: range) -> None:
    """Of each case so many things happen, one after the other, at one and the same moment."""
    for place_in_case in range(EACH):
        for case in cases:
            told(
                place,
                Topic.CASE_OVERDUE,
                facts={"number": f"CASE{case}", "due_on": f"2026-12-0{place_in_case}"},
                case_id=case + 1,
                dedupe=f"{case}/{place_in_case}",
            )


@dataclass
class Office:
    """Where things happen: in eight cases, and in eight more as long as somebody must still die.

    Not every message comes to every step: a few may be left when all messages have gone out.
    """

    app: Flask
    count: int = 1  # the first case went out while steps were counted

    @property
    def cases(self) -> list[str]:
        """The cases in which something happened since."""
        return [f"CASE{number}" for number in range(1, self.count)]

    def go_on(self) -> None:
        """Something happens in the next cases."""
        with self.app.app_context():
            place = TestHall(hall_named("H1"), {}, {}, {})
            tell(place, range(self.count, self.count + CASES))
        let_go(self.app)
        self.count += CASES


def steps_of(app: Flask, town: Town) -> dict[str, int]:
    """How many steps the spreading and the sending of one message have."""
    world = World((Positions(SPREAD, 0), Positions(SEND, 0)))
    world.moment.value = MORNING.timestamp()
    with app.app_context():
        tell(a_listening_hall(town), range(1))
        hangman = Hangman(world)
        hangman.watch()
        desk = Desk(wiring().settings, town.senders)
    postman = Postman(app, desk, "first", clock=world.now, on_step=hangman.on_step)
    a_round(postman, hangman)
    let_go(app)
    return hangman.longest


def live_through(office: Office, town: Town, steps: dict[str, int], carry: Carrying) -> Couriers:
    """Messages wait, postmen die and are replaced, until nothing waits and nobody has to die."""
    app = office.app
    office.go_on()
    world = World(tuple(Positions(job, count) for job, count in steps.items()))
    world.moment.value = MORNING.timestamp()
    world.may_die.value = sum(steps.values())
    world.is_over.value = False
    with app.app_context():
        couriers = Couriers(app, wiring(), town.senders, world, carry)
    until(partial(is_over, office, world), partial(go_on, couriers), seconds=LONGEST)
    couriers.end()
    return couriers


def is_over(office: Office, world: World) -> bool:
    """Whether all was carried out and somebody died at each step; else more happens."""
    if not is_quiet(office.app):
        return False
    if any(each.left() for each in world.positions) and office.count <= MOST_CASES:
        office.go_on()
        return False
    return True


def is_quiet(app: Flask) -> bool:
    with app.app_context():
        unspread = session.scalar(select(func.count()).where(Message.state == "waiting"))
        unsettled = session.scalar(select(func.count()).where(MessageDelivery.state.in_(UNSETTLED)))
    let_go(app)
    return not unspread and not unsettled


def go_on(couriers: Couriers) -> None:
    """Time passes: a little, and a whole lease when somebody has died."""
    has_died = couriers.fill_up() > 0
    passed = couriers.lease if has_died else A_WHILE
    couriers.world.moment.value += passed.total_seconds()


def receipts_of(town: Town) -> dict[str, list[Receipt]]:
    """What each receiver took, in the order in which it came."""
    events = [json.loads(asked.body) for asked in town.system.asked if asked.answered == OK]
    facts = [(each["id"], each["facts"]["number"], each["facts"]["due_on"]) for each in events]
    letters = [
        (NUMBER.findall(letter["Message-ID"])[0], *SUBJECT.findall(letter["Subject"])[0])
        for letter in town.postbox.read_all()
    ]
    return {
        receiver: [Receipt(number, case, int(day[-1])) for number, case, day in got]
        for receiver, got in (("system", facts), ("letters", letters))
    }


def test_postmen_killed_at_every_step_lose_nothing_and_keep_the_order(
    app: Flask, town: Town
) -> None:
    steps, office = steps_of(app, town), Office(app)
    town.system.statuses[:] = TROUBLES

    couriers = live_through(office, town, steps, send_waiting)

    receipts = receipts_of(town)
    assert {name: faults(got, office.cases, EACH) for name, got in receipts.items()} == {
        "system": [],
        "letters": [],
    }
    assert couriers.kills == sum(steps.values())
    assert {each.job: each.left() for each in couriers.world.positions} == {SPREAD: [], SEND: []}
    assert couriers.crashes == []
    assert sum(map(len, receipts.values())) > 2 * office.count * EACH  # some did come twice


def settle_before_sending(postman: Postman, channel: Channel) -> None:
    """The planted defect: what is about to be sent is noted as sent."""
    wanted = Wanted(channel, postman.owner, postman.lease)
    while True:
        with postman.app.app_context():
            claim = claim_message(wanted, now=postman.clock())
            if claim is None:
                return
            postman.on_step(Step.MESSAGE_CLAIMED, claim.number)
            parcel = pack(claim, postman.desk, now=postman.clock())
            settle_message(claim, Delivered(), now=postman.clock())
        postman.on_step(Step.MESSAGE_SENT, claim.number)
        parcel()
        postman.on_step(Step.MESSAGE_SETTLED, claim.number)


def test_who_notes_it_as_sent_before_sending_loses_some(sqlite_url: str, tmp_path: Path) -> None:
    settings = a_settings(database_url=sqlite_url, var_dir=tmp_path)
    with installed(settings) as app, a_town(tmp_path) as town:
        without_sms = replace(town, senders=replace(town.senders, sms=None))
        steps, office = steps_of(app, without_sms), Office(app)

        live_through(office, without_sms, steps, settle_before_sending)

        found = [faults(got, office.cases, EACH) for got in receipts_of(town).values()]

    assert [one for one in found if any("is lost" in fault for fault in one)]


A_CASE = [Receipt(f"N{place}", "C1", place) for place in range(3)]


@pytest.mark.parametrize(
    ("receipts", "seen"),
    [
        (A_CASE, []),
        ([*A_CASE, A_CASE[0]], []),
        (A_CASE[:2], ["C1: 2 is lost"]),
        ([*A_CASE, replace(A_CASE[2], number="N9")], ["C1: 2 came twice"]),
        ([A_CASE[1], A_CASE[0], A_CASE[2]], ["C1: in the wrong order: [1, 0, 2]"]),
        ([], ["C1: 0 is lost", "C1: 1 is lost", "C1: 2 is lost"]),
    ],
    ids=["all well", "the same again", "one lost", "under two numbers", "out of order", "nothing"],
)
def test_the_examiner_sees(receipts: list[Receipt], seen: list[str]) -> None:
    assert faults(receipts, ["C1"], 3) == seen
