"""Arrangements: a clerk who was charged appeals, and somebody decides."""

from datetime import datetime

from server.actions.ledger.decide_appeal import DecisionForm, decide_appeal
from server.actions.ledger.file_appeal import file_appeal
from server.queries.ledger.appeals import FoundAppeal, appeal_numbered
from server.rules.ledger.appeals import Against, AppealForm, AppealState
from server.rules.months import Month
from tests.actions.ledger.decided import (
    People,
    entries,
)
from tests.build import TestHall, at
from tests.house.signed_in import TestAccount

NOVEMBER = Month(2026, 11)
DECIDED = at("2026-12-01 10:00")  # a Tuesday
FILED = at("2026-12-02 10:00")
YES, NO = (
    DecisionForm(is_upheld=True, answer="复核成立"),
    DecisionForm(is_upheld=False, answer="维持"),
)
BOTH = DecisionForm(is_upheld=True, answer="当时不在窗口", sets_aside=True)


def appeal(
    place: TestHall,
    people: People,
    *,
    now: datetime = FILED,
    form: AppealForm | None = None,
) -> str:
    charged = entries(place)[-1].number
    chosen = form or AppealForm(Against.ENTRY, charged, "当时我在另一个窗口")
    return file_appeal(place.hall, chosen, by=people.clerk.actor, now=now)


def found(place: TestHall, number: str) -> FoundAppeal:
    return appeal_numbered(place.hall.id, number)


def standing(place: TestHall) -> str:
    return next(entry.number for entry in entries(place) if entry.stands)


def decide_as(place: TestHall, number: str, form: DecisionForm, by: TestAccount) -> AppealState:
    return decide_appeal(place.hall, number, form, by=by.actor, now=at("2026-12-03 10:00"))
