"""Does one account count once a day at a window, and nobody know whose it was?"""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta
from hashlib import sha256
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from server.actions.ratings.submit_rating import submit_rating
from server.db import session, transaction
from server.models.cases import Case
from server.models.ratings import MonthTally, Rating, SetAsideTally
from server.models.wechat import WechatBinding
from server.models.wechat_accounts import AccountCount, AccountVisit, MonthKey
from server.rules.accounts.roles import Role
from server.rules.ratings.levels import Lane
from server.rules.ratings.raters import Rater
from tests.build import CONTACT_KEY, MORNING, TestHall, a_form, a_hall, a_scan, at, on_duty, rate
from tests.house.signed_in import an_account
from tests.rater_build import SEALING, a_rater, bind

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
LATER = MORNING + 20 * MINUTE


@pytest.fixture
def place(app: Flask) -> Any:
    """A hall in which 0137 serves at A01 every day of two months."""
    with app.app_context():
        place = a_hall()
        for window, staff in (("A01", "0137"), ("A02", "0138")):
            on_duty(place, staff, window, span=("2026-11-01 09:00", "2026-12-31 17:00"))
        yield place


def asides() -> list[str | None]:
    """Why each rating is not counted, in the order in which they came."""
    rows = session.execute(select(Rating.id, Rating.set_aside, Rating.half_day, Rating.day))
    return [row.set_aside for row in sorted(rows, key=lambda row: (row.day, row.set_aside or ""))]


def how_many(table: Any) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def days() -> list[int]:
    """On how many days each account's ratings of each window counted."""
    return sorted(session.scalars(select(AccountCount.days)))


def test_the_second_rating_of_an_account_that_day_is_set_aside_and_kept(place: TestHall) -> None:
    rate(place, 5, rater=a_rater())
    rate(place, 4, rater=a_rater(), moment=LATER)

    aside = session.scalars(select(SetAsideTally).where(SetAsideTally.kind == "window")).one()
    assert asides() == [None, "same_account"]
    assert (aside.reason, aside.good, aside.bad) == ("same_account", 1, 0)
    tally = session.scalars(select(MonthTally).where(MonthTally.kind == "window")).one()
    assert (tally.level_5, tally.level_4) == (1, 0)


def test_a_bad_one_of_the_same_account_still_opens_its_case(place: TestHall) -> None:
    rate(place, 5, rater=a_rater())
    rate(place, 1, rater=a_rater(), moment=LATER)

    case = session.scalars(select(Case)).one()
    aside = session.scalars(select(Rating).where(Rating.set_aside == "same_account")).one()
    assert (case.kind, case.state, case.rating_id) == ("bad_rating", "received", aside.id)


@pytest.mark.parametrize(
    "other",
    [
        {"moment": MORNING + DAY},
        {"window": "A02"},
        {"rater": a_rater("o-2")},
        {"rater": None},
    ],
    ids=["the next day", "another window", "another account", "no account"],
)
def test_what_is_another_visit_or_nobodys_account_counts(
    place: TestHall, other: dict[str, Any]
) -> None:
    rate(place, rater=a_rater())
    rate(place, **{"rater": a_rater(), "moment": LATER, **other})

    assert asides() == [None, None]


def test_the_same_form_again_is_the_same_rating_and_takes_no_second_day(place: TestHall) -> None:
    first = rate(place, rater=a_rater(), nonce=b"n" * 16)
    again = rate(place, rater=a_rater(), nonce=b"n" * 16)

    assert (again.rating_id, again.is_repeat) == (first.rating_id, True)
    assert (asides(), days()) == ([None], [1])


def test_a_rating_that_does_not_count_takes_no_day(place: TestHall) -> None:
    rate(place, rater=a_rater(), moment=at("2026-11-25 20:00"))
    rate(place, rater=a_rater(), moment=at("2026-11-25 16:00"))

    assert (asides(), how_many(AccountVisit)) == ([None, "outside_hours"], 1)


def test_without_an_account_nothing_is_written_of_one(place: TestHall) -> None:
    rate(place)

    assert [how_many(table) for table in (MonthKey, AccountVisit, AccountCount)] == [0, 0, 0]


def test_the_rows_hold_no_rating_no_level_no_moment_and_nothing_that_joins_them(
    place: TestHall,
) -> None:
    rate(place, rater=a_rater())

    visit, count = (
        session.scalars(select(AccountVisit)).one(),
        session.scalars(select(AccountCount)).one(),
    )
    assert set(AccountVisit.__table__.columns.keys()) == {
        *("hall_id", "month", "pseudonym", "window_id", "day")
    }
    assert set(AccountCount.__table__.columns.keys()) == {
        *("hall_id", "month", "pseudonym", "window_id", "days")
    }
    assert visit.pseudonym != count.pseudonym


def test_an_account_has_one_name_in_a_month_and_hall_and_another_in_the_next(
    place: TestHall,
) -> None:
    other = a_hall("H2")
    on_duty(other, "0137")
    for where, moment in ((place, MORNING), (place, MORNING + DAY), (other, MORNING)):
        rate(where, rater=a_rater(), moment=moment)
    rate(place, rater=a_rater(), moment=at("2026-12-01 10:00"))

    names = set(session.scalars(select(AccountVisit.pseudonym)))
    assert (how_many(AccountVisit), len(names), days()) == (4, 3, [1, 1, 2])
    assert how_many(MonthKey) == 6


@pytest.mark.parametrize(
    ("scanned_at", "month"),
    [
        ("2026-11-30 16:59", "2026-11"),
        ("2026-12-01 09:00", "2026-12"),
    ],
)
def test_the_month_is_that_of_the_visit_in_the_hall(
    place: TestHall, scanned_at: str, month: str
) -> None:
    rate(place, rater=a_rater(), moment=at(scanned_at))

    visit = session.scalars(select(AccountVisit)).one()
    assert (visit.month, visit.day) == (month, date.fromisoformat(scanned_at[:10]))


def test_a_rating_sent_after_midnight_is_of_its_visits_day(app: Flask) -> None:
    with app.app_context():
        place = a_hall(opens=time.min, closes=time.max)
        on_duty(place, "0137", span=("2026-11-30 00:00", "2026-12-02 00:00"))
        scan = a_scan(place, scanned_at=at("2026-11-30 23:50"), rater=a_rater())
        keys = {"receipt_hash": sha256(b"r").digest(), "contact_key": CONTACT_KEY}
        submit_rating(scan, a_form(), now=at("2026-12-01 00:20"), **keys)
        rate(place, rater=a_rater(), moment=at("2026-12-01 00:00"))

        rows = session.execute(select(AccountVisit.month, AccountVisit.day)).all()

        assert sorted(map(tuple, rows)) == [
            ("2026-11", date(2026, 11, 30)),
            ("2026-12", date(2026, 12, 1)),
        ]
        assert asides() == [None, None]


@pytest.mark.parametrize(
    ("roles", "staff", "aside"),
    [
        ((Role.STAFF,), "0137", "own_account"),
        ((), "0137", "own_account"),
        ((Role.SUPERVISOR,), None, "own_account"),
        ((), None, None),
    ],
    ids=["staff with a role", "staff without one", "the office", "nobody of the hall any more"],
)
def test_a_phone_bound_to_somebody_of_the_hall_does_not_count(
    place: TestHall, roles: tuple[Role, ...], staff: str | None, aside: str | None
) -> None:
    bind(an_account(place, *roles, staff=staff), "o-1")

    rate(place, 5, rater=a_rater())
    rate(place, 1, rater=a_rater(), window="A02")

    assert asides() == [aside, aside]
    assert (how_many(Case), how_many(AccountVisit)) == (1, 0 if aside else 2)


def test_whoever_works_at_another_hall_is_a_citizen_here(place: TestHall) -> None:
    bind(an_account(a_hall("H2"), Role.STAFF, staff="0137"), "o-1")

    rate(place, rater=a_rater())

    assert asides() == [None]


def test_a_phone_that_was_let_go_is_a_citizens(place: TestHall) -> None:
    bind(an_account(place, Role.STAFF, staff="0137"), "o-1")
    with transaction() as writing:
        writing.execute(
            update(WechatBinding).values(ended_at=MORNING, openid_hash=None, why="unbound")
        )

    rate(place, rater=a_rater())

    assert asides() == [None]


def test_a_secret_that_was_changed_opens_the_month_while_it_is_known(place: TestHall) -> None:
    fresh = sha256(b"the new one").digest()
    rate(place, rater=a_rater())

    rate(place, rater=Rater("o-1", (fresh, SEALING), ()), moment=LATER)
    rate(place, rater=Rater("o-1", (fresh,), ()), moment=LATER + 20 * MINUTE)

    assert asides() == [None, None, "same_account"]  # the last key opens nothing: it counts


ROUNDS, PHONES = 3, 4


def test_of_an_accounts_ratings_at_one_moment_one_counts(app: Flask) -> None:
    with app.app_context():
        place = a_hall()
        on_duty(place, "0137")
        session.remove()
    for turn in range(ROUNDS):
        start = Barrier(PHONES)

        def send(number: int, turn: int = turn, start: Barrier = start) -> None:
            with app.app_context():
                start.wait()
                # With a queue ticket, so that no other guard has a say.
                visit: dict[str, Any] = {"lane": Lane.VERIFIED, "visit": f"Q-{turn}-{number}"}
                rate(place, rater=a_rater(f"o-{turn}"), **visit)

        with ThreadPoolExecutor(PHONES) as phones:
            list(phones.map(send, range(PHONES)))
    with app.app_context():
        assert asides().count(None) == ROUNDS
        assert asides().count("same_account") == ROUNDS * (PHONES - 1)
        assert days() == [1] * ROUNDS
