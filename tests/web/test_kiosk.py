"""What a tablet tells is a rating of the moment of the press, once; or not rated, apart."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from server.actions.publication.seal_month import seal_month
from server.actions.registry.set_hall_setting import set_hall_setting
from server.db import session
from server.models.kiosk import NotRated
from server.models.ratings import MonthTally, Rating, SetAsideTally, Visit
from server.queries.ratings.kiosk_counts import kiosk_counts
from server.queries.registry.halls import hall_named
from server.rules.attribution import DutySource
from server.rules.hall_settings import SettingRow
from server.rules.kiosk import MOST_SLIPS, SENDING_LIFE, SLIP_LIFE
from server.rules.months import Month
from tests.build import MORNING, at, on_duty
from tests.web.test_screen import pair, pairing_code, screen
from tests.web.visitors import Visitor

HOUR_MS = 60 * 60 * 1000
LATER = timedelta(hours=5)


def set_to(visitor: Visitor, key: str, value: str) -> None:
    """The hall decides so from that day on."""
    with visitor.app.app_context():
        row = SettingRow(key, "", value, visitor.clock.now().date())
        hall = visitor.place.hall
        set_hall_setting(hall.id, row, by="李某", now=visitor.clock.now())


@pytest.fixture
def tablet(visitor: Visitor) -> FlaskClient:
    """A tablet that is the screen of A01, in a hall whose tablets rate."""
    set_to(visitor, "kiosk_rating", "press")
    client = visitor.app.test_client()
    assert pair(client, pairing_code(visitor)).status_code == 303
    return client


def state(client: FlaskClient, has: int = 0, window: str = "A01") -> TestResponse:
    """What changes on the tablet."""
    return client.get(f"/screen/{window}/state?has={has}", base_url="https://localhost")


def slips(client: FlaskClient) -> list[str]:
    """The slips that it is handed."""
    found: list[str] = state(client).get_json()["slips"]
    return found


def press(client: FlaskClient, handed: str, /, **said: Any) -> TestResponse:
    """What the tablet tells of a slip: very satisfied at once, unless something else is said."""
    told = {"slip": handed, "waited": 10_000, "level": 5, "tags": [], **said}
    return client.post("/screen/A01/answers", json=told, base_url="https://localhost")


def test_a_press_is_a_rating_that_proves_no_more_than_a_poster(
    visitor: Visitor, tablet: FlaskClient
) -> None:
    (slip, *_) = slips(tablet)
    visitor.clock.forward(timedelta(seconds=10))

    answer = press(tablet, slip, level=2, tags=["214"])

    rating = visitor.only(Rating)
    assert (rating.lane, rating.channel, rating.level) == ("printed", "tablet", 2)
    assert (rating.tags, rating.set_aside) == ("214", None)
    assert rating.staff_id == visitor.place.staff["0137"]
    assert len(answer.get_json()["receipt"]) == 16


def test_the_moment_is_the_servers_and_what_the_tablet_waited(
    visitor: Visitor, tablet: FlaskClient
) -> None:
    """Offline from ten on, pressed at eleven, told at three."""
    (slip, *_) = slips(tablet)
    visitor.clock.forward(LATER)

    press(tablet, slip, waited=HOUR_MS)

    visit = visitor.only(Visit)
    assert visit.scanned_at == visit.submitted_at == MORNING + timedelta(hours=1)
    assert visitor.only(Rating).set_aside is None


def test_told_again_it_is_the_same_rating_with_the_same_receipt(
    visitor: Visitor, tablet: FlaskClient
) -> None:
    (slip, *_) = slips(tablet)
    visitor.clock.forward(LATER)

    first, again = press(tablet, slip), press(tablet, slip, waited=HOUR_MS, level=4)

    assert first.get_json() == again.get_json()
    assert visitor.only(Rating).level == 5


def test_not_rated_is_a_count_of_its_own(visitor: Visitor, tablet: FlaskClient) -> None:
    silent, rated, *_ = slips(tablet)
    visitor.clock.forward(timedelta(minutes=2))

    for _ in range(2):
        press(tablet, silent, level=None)
    press(tablet, rated)

    assert (visitor.count(NotRated), visitor.count(Rating)) == (1, 1)
    with visitor.app.app_context():
        hall = visitor.place.hall.id
        counts = [kiosk_counts(hall, Month(2026, 11), one) for one in ("", "A01", "A02")]
        other = kiosk_counts(hall, Month(2026, 10))
        counted = session.scalars(select(MonthTally.level_5)).all()
    assert [(one.rated, one.not_rated, one.n) for one in counts] == [
        (1, 1, 2),
        (1, 1, 2),
        (0, 0, 0),
    ]
    assert other.n == 0
    assert set(counted) == {1}


def test_a_low_level_needs_a_reason_here_too(visitor: Visitor, tablet: FlaskClient) -> None:
    (slip, *_) = slips(tablet)
    visitor.clock.forward(timedelta(minutes=1))

    assert press(tablet, slip, level=1).status_code == 422
    assert press(tablet, slip, level=1, tags=["115"]).status_code == 200
    assert visitor.count(Rating) == 1


def test_a_morning_told_at_once_is_no_rush(visitor: Visitor, tablet: FlaskClient) -> None:
    """Twenty citizens, five minutes apart, told of in one second, after a busy hour by phone."""
    handed = slips(tablet)
    visitor.clock.forward(LATER)
    for _ in range(8):
        visitor.rate()
        visitor.clock.forward(timedelta(minutes=5))

    for number, slip in enumerate(handed[:20]):
        press(tablet, slip, waited=(number + 1) * 5 * 60_000)

    assert visitor.count(Rating) == 28
    assert visitor.count(SetAsideTally) == 0


def test_a_rush_is_set_aside_though_it_is_told_hours_later(
    visitor: Visitor, tablet: FlaskClient
) -> None:
    handed = slips(tablet)
    visitor.clock.forward(LATER)

    for number, slip in enumerate(handed[:9]):
        press(tablet, slip, waited=(number + 1) * 40_000)

    with visitor.app.app_context():
        reasons = session.scalars(select(Rating.set_aside)).all()
    assert sorted(filter(None, reasons)) == ["burst", "burst"]


def test_a_rating_told_of_after_the_seal_counts_in_the_next_month(
    visitor: Visitor, tablet: FlaskClient
) -> None:
    with visitor.app.app_context():
        span = ("2026-11-26 00:00", None)
        on_duty(visitor.place, "0137", span=span, source=DutySource.STANDING)
    visitor.clock.move_to(at("2026-11-30 16:00"))
    (slip, *_) = slips(tablet)
    visitor.clock.move_to(at("2026-12-01 09:00"))
    with visitor.app.app_context():
        hall = hall_named("H1")
        seal_month(hall, Month(2026, 11), by="timetable", now=at("2026-12-01 00:10"))

    press(tablet, slip, waited=HOUR_MS // 2)

    rating = visitor.only(Rating)
    assert (str(rating.day), rating.month, rating.is_late) == ("2026-11-30", "2026-12", True)


def wait_too_long(visitor: Visitor, client: FlaskClient, slip: str) -> TestResponse:
    visitor.clock.forward(SLIP_LIFE * 2)
    return press(client, slip, waited=int(SLIP_LIFE / timedelta(milliseconds=1)) + 1)


def tell_too_late(visitor: Visitor, client: FlaskClient, slip: str) -> TestResponse:
    visitor.clock.forward(SENDING_LIFE + timedelta(seconds=1))
    return press(client, slip)


@pytest.mark.parametrize("late", [wait_too_long, tell_too_late])
def test_a_slip_that_is_over_is_no_rating(
    visitor: Visitor,
    tablet: FlaskClient,
    late: Callable[[Visitor, FlaskClient, str], TestResponse],
) -> None:
    (slip, *_) = slips(tablet)

    assert late(visitor, tablet, slip).status_code == 410
    assert visitor.count(Rating) == 0


def test_only_this_windows_tablet_tells(visitor: Visitor, tablet: FlaskClient) -> None:
    (slip, *_) = slips(tablet)
    other = visitor.app.test_client()
    pair(other, pairing_code(visitor, "A02"), "A02")
    (others, *_) = state(other, window="A02").get_json()["slips"]

    statuses = [
        press(visitor.client, slip).status_code,
        press(other, slip).status_code,
        press(tablet, others).status_code,
        state(visitor.client).status_code,
    ]

    assert statuses == [403, 403, 400, 403]
    assert visitor.count(Rating) == 0


@pytest.mark.parametrize(
    "said",
    [
        {"slip": 7},
        {"slip": "x" * 1025},
        {"waited": "10"},
        {"waited": -1},
        {"waited": True},
        {"level": 6},
        {"level": True},
        {"level": "5"},
        {"tags": "214"},
        {"tags": [1]},
        {"tags": ["1"] * 9},
    ],
    ids=lambda said: str(said)[:24],
)
def test_what_no_tablet_sends_is_refused(
    visitor: Visitor, tablet: FlaskClient, said: dict[str, Any]
) -> None:
    (slip, *_) = slips(tablet)

    assert press(tablet, slip, **said).status_code == 400
    assert tablet.post("/screen/A01/answers", json=[], base_url="https://localhost").status_code
    assert visitor.count(Rating) == 0


@pytest.mark.parametrize(("has", "handed"), [(0, 60), (59, 1), (60, 0), (99, 0)])
def test_a_tablet_never_has_more_than_so_many_slips(
    tablet: FlaskClient, has: int, handed: int
) -> None:
    assert MOST_SLIPS == 60
    assert len(state(tablet, has).get_json()["slips"]) == handed


def test_while_the_hall_is_closed_there_are_no_slips(visitor: Visitor, tablet: FlaskClient) -> None:
    visitor.clock.move_to(at("2026-11-25 17:00"))

    told = state(tablet).get_json()

    assert (told["open"], told["slips"], told["symbol"]) == (False, [], "")


def test_without_the_halls_decision_the_screen_shows_the_code_alone(visitor: Visitor) -> None:
    client = visitor.app.test_client()
    pair(client, pairing_code(visitor))

    assert "data-kiosk" not in screen(client).text
    assert state(client).status_code == 403


@pytest.mark.parametrize(("mode", "rest"), [("press", "ask"), ("always", "levels")])
def test_the_hall_decides_what_stands_there_while_nobody_rates(
    visitor: Visitor, tablet: FlaskClient, mode: str, rest: str
) -> None:
    visitor.clock.forward(timedelta(days=1))
    set_to(visitor, "kiosk_rating", mode)

    assert f'data-rest="{rest}"' in screen(tablet).text
