"""Several postmen at once, each of which may be killed at a chosen step, and who examines them.

A step is every SQL statement, every commit and every step that the outbox names, numbered from
the beginning of one message: of its spreading, or of its sending.
"""

import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask import Flask

from scheduled.outbox import Postman, send_waiting, spread_waiting
from scheduled.parcels import Desk
from scheduled.steps import Step
from senders.channels import Senders
from server.gate import Wiring
from server.rules.messages.delivery import Channel
from tests.reliability.nodes import PAUSE, Executioner, Nodes, World

SPREAD, SEND = "spread", "send"
Carrying = Callable[[Postman, Channel], None]
"""Carries what waits on a channel: the real one, or one with a defect."""


class Hangman(Executioner):
    """Counts the steps of the message in hand, and kills its own process at the chosen one."""

    def begin(self, job: str) -> None:
        """The next message of that job begins."""
        self._let_go()
        self._job = job
        self._begin(job)

    def rest(self) -> None:
        """Nothing is in hand."""
        self._let_go()

    def on_step(self, step: Step, run: str) -> None:
        """One more step; where it was the message's last, the next message begins."""
        del run
        self.count()
        if step in {Step.MESSAGE_SPREAD, Step.MESSAGE_SETTLED}:
            self.begin(self._job)


class Couriers(Nodes):
    """Three postmen on one database, replaced when they die."""

    def __init__(
        self, app: Flask, wiring: Wiring, senders: Senders, world: World, carry: Carrying
    ) -> None:
        super().__init__(app, wiring, lambda _now: (), world)
        self._desk, self._carry = Desk(wiring.settings, senders), carry

    def _live(self) -> None:
        hangman = Hangman(self.world)
        with self._app.app_context():
            hangman.watch()
        postman = Postman(
            self._app,
            self._desk,
            f"postman-{os.getpid()}",
            clock=self.world.now,
            on_step=hangman.on_step,
        )
        while not self.world.is_over.value:
            a_round(postman, hangman, self._carry)
            time.sleep(PAUSE)


def a_round(postman: Postman, hangman: Hangman, carry: Carrying = send_waiting) -> None:
    """Spread what waits, then carry it, channel by channel."""
    hangman.begin(SPREAD)
    spread_waiting(postman)
    for channel in sorted(postman.desk.channels):
        hangman.begin(SEND)
        carry(postman, channel)
    hangman.rest()


@dataclass(frozen=True)
class Receipt:
    """One thing that a receiver got: under which number, of which case, the how manieth."""

    number: str
    case: str
    place: int


def faults(receipts: Iterable[Receipt], cases: Iterable[str], each: int) -> list[str]:
    """What a receiver misses, has twice, or has in the wrong order; nothing where all is well.

    It keeps the numbers it has seen, and lets what comes again pass as done.
    """
    seen: dict[str, Receipt] = {}
    for receipt in receipts:
        seen.setdefault(receipt.number, receipt)
    got: dict[str, list[int]] = defaultdict(list)
    for receipt in seen.values():
        got[receipt.case].append(receipt.place)
    return [fault for case in cases for fault in _faults(case, got[case], each)]


def _faults(case: str, places: list[int], each: int) -> Iterable[str]:
    yield from (f"{case}: {place} is lost" for place in range(each) if place not in places)
    yield from (f"{case}: {place} came twice" for place in set(places) if places.count(place) > 1)
    if places != sorted(places):
        yield f"{case}: in the wrong order: {places}"
