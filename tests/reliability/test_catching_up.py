"""T4: after an outage everything missed is published, in order, once, at the first look."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from scheduled.reconcile import reconcile
from server.actions.publication.approve_publication import approve_publication
from server.actions.registry.seed_calendar import seed_calendar
from server.db import session
from server.models.publication import Notice, Ranking
from server.queries.operations.jobs import run_of
from server.queries.registry.halls import hall_named
from server.rules.months import Month
from tests.build import at
from tests.reliability.months import a_hall_since, faults, monthly_lines, months_from
from tests.scheduled.plan import a_node

pytestmark = [pytest.mark.reliability, pytest.mark.usefixtures("in_app")]

FIRST = Month(2026, 8)
# Working day 5 of October 2026 is Tuesday the 13th: the month begins with a long holiday, and
# the Saturday after it is worked.
LAST_SEEN = at("2026-10-13 08:59:30")
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def published() -> list[str]:
    """The months in the order in which they were published."""
    rows = select(Notice.month).where(Notice.kind == "ranking").order_by(Notice.serial)
    return list(session.scalars(rows))


def sealed() -> list[str]:
    """The months in the order in which they were sealed."""
    return list(session.scalars(select(Ranking.month).order_by(Ranking.sealed_at, Ranking.month)))


@pytest.mark.parametrize(
    ("outage", "missed"),
    [
        pytest.param(timedelta(seconds=29), [], id="none missed"),
        pytest.param(MINUTE, ["2026-09"], id="one minute"),
        pytest.param(DAY, ["2026-09"], id="one day"),
        pytest.param(40 * DAY, ["2026-09", "2026-10"], id="forty days: two months"),
    ],
)
def test_an_outage_delays_and_loses_nothing(outage: timedelta, missed: list[str]) -> None:
    a_hall_since(FIRST, months=3)
    seed_calendar(now=LAST_SEEN)
    reconcile(a_node(LAST_SEEN), monthly_lines)
    before = published()

    reconcile(a_node(LAST_SEEN + outage), monthly_lines)
    once = published()
    reconcile(a_node(LAST_SEEN + outage, "second"), monthly_lines)

    assert before == ["2026-08"]
    assert once == published() == ["2026-08", *missed]
    assert faults(months_from(FIRST, len(once))) == []


def test_months_are_sealed_before_any_is_published_and_each_by_its_own_slot() -> None:
    a_hall_since(FIRST, months=3)
    back = at("2026-12-20 12:00")

    reconcile(a_node(back), monthly_lines)

    assert sealed() == published() == ["2026-08", "2026-09", "2026-10", "2026-11"]


def test_a_month_waits_for_its_approval_and_the_next_one_waits_behind_it() -> None:
    a_hall_since(FIRST, months=3, automatic=False)
    moment = at("2026-10-20 12:00")

    reconcile(a_node(moment), monthly_lines)
    waiting = run_of("publish/H1", "2026-09")
    approve_publication(hall_named(), FIRST.next(), by="王某", now=moment)
    reconcile(a_node(moment + MINUTE), monthly_lines)
    out_of_turn = published()
    approve_publication(hall_named(), FIRST, by="王某", now=moment)
    reconcile(a_node(moment + 2 * MINUTE), monthly_lines)

    assert waiting is not None
    assert waiting.state == "waiting"
    assert run_of("publish/H1", "2026-10") is not None
    assert out_of_turn == []
    assert published() == ["2026-08", "2026-09"]
