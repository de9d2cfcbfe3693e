"""Is a person's page the same before and after one rating, until a batch is released?"""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from server import errors
from server.actions.ratings.approve_exclusion import approve_exclusion
from server.actions.ratings.decide_text import decide_text
from server.actions.ratings.propose_exclusion import ExclusionForm, propose_exclusion
from server.actions.ratings.release_batch import release_batch
from server.actions.registry.set_hall_setting import set_hall_setting
from server.db import session, transaction
from server.models.ledger import StaffText
from server.models.ratings import Rating
from server.queries.ratings.own import ratings_shown, texts_shown
from server.queries.registry.halls import hall_named
from server.rules.accounts.roles import Role
from server.rules.attribution import DutySource
from server.rules.cases.codes import ExclusionReason
from server.rules.hall_settings import SettingRow
from server.rules.ratings.levels import Level
from server.rules.ratings.own_tables import OwnRatings
from server.rules.safety.holding import Decision, Fate
from tests.build import TestHall, a_form, a_hall, at, on_duty, rate
from tests.house.signed_in import an_account
from tests.message_build import messages

FIRST = at("2026-11-02 10:00")  # a Monday
NIGHT = at("2026-11-10 04:30")  # the Tuesday after next


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    """0137 always serves at A01."""
    with app.app_context():
        place = a_hall()
        on_duty(place, "0137", span=("2026-11-01 00:00", None), source=DutySource.STANDING)
        yield place


def rate_days(
    place: TestHall, count: int, *, level: int = 5, start: datetime = FIRST, text: str = ""
) -> None:
    """So many ratings, one each twenty minutes."""
    for number in range(count):
        moment = start + timedelta(minutes=20 * number)
        rate(place, moment=moment, form=a_form(level, text=text))


def shown(place: TestHall, now: datetime = NIGHT) -> OwnRatings:
    return ratings_shown(place.hall, place.staff["0137"], today=now.date())


def release(place: TestHall, now: datetime = NIGHT) -> bool:
    return release_batch(place.hall, place.staff["0137"], now=now)


@pytest.mark.parametrize(("ratings", "is_due"), [(9, False), (10, True)])
def test_a_batch_needs_ten_ratings(place: TestHall, ratings: int, *, is_due: bool) -> None:
    rate_days(place, ratings)

    assert release(place) is is_due
    assert len(shown(place).batches) == int(is_due)


@pytest.mark.parametrize(
    ("night", "is_due"), [("2026-11-09 02:00", False), ("2026-11-09 02:02", True)]
)
def test_a_batch_needs_seven_days(place: TestHall, night: str, *, is_due: bool) -> None:
    rate_days(place, 12)

    assert release(place, at(night)) is is_due


def test_the_job_that_runs_twice_releases_once(place: TestHall) -> None:
    rate_days(place, 10)

    assert [release(place), release(place)] == [True, False]


@pytest.mark.parametrize("level", [1, 5])
def test_one_more_rating_changes_nothing_until_a_batch_is_released(
    place: TestHall, level: int
) -> None:
    rate_days(place, 12)
    release(place)
    before = shown(place)

    rate_days(place, 9, level=level, start=at("2026-11-10 10:00"))
    is_released = release(place, at("2026-11-20 04:30"))

    assert not is_released
    assert shown(place) == before


def test_the_next_batch_shows_what_came_meanwhile(place: TestHall) -> None:
    rate_days(place, 12)
    release(place)
    rate_days(place, 10, start=at("2026-11-10 10:00"))

    assert release(place, at("2026-11-17 04:30"))
    assert [batch.n for batch in shown(place).batches] == [12, 10]


def test_a_rating_set_aside_later_changes_no_released_batch(place: TestHall) -> None:
    rate_days(place, 12)
    release(place)
    before = shown(place)
    rating_id = session.scalars(select(Rating.id)).first()
    first, second = (an_account(place, Role.SUPERVISOR) for _ in range(2))

    form = ExclusionForm(int(rating_id or 0), ExclusionReason.MALICIOUS, "刷评")
    number = propose_exclusion(place.hall, form, by=first.actor, now=NIGHT + timedelta(hours=5))
    approve_exclusion(place.hall, number, by=second.actor, now=NIGHT + timedelta(hours=6))

    assert shown(place) == before


def test_another_persons_ratings_are_in_no_batch(place: TestHall) -> None:
    rate_days(place, 12)
    release(place)

    other = ratings_shown(place.hall, place.staff["0138"], today=NIGHT.date())

    assert other.batches == ()


def test_a_hall_may_ask_for_more_and_never_for_less(place: TestHall) -> None:
    rate_days(place, 12)
    day = FIRST.date()
    row = SettingRow("staff_batch_ratings", "", "9", day)
    with pytest.raises(errors.SettingRefused):
        set_hall_setting(place.hall.id, row, by="李某", now=FIRST)
    set_hall_setting(
        place.hall.id, SettingRow("staff_batch_ratings", "", "13", day), by="李某", now=FIRST
    )

    assert not release_batch(hall_named("H1"), place.staff["0137"], now=NIGHT)


def test_the_five_levels_are_shown_where_nothing_small_can_be_worked_out(place: TestHall) -> None:
    rate_days(place, 15)
    rate_days(place, 10, level=4, start=FIRST + timedelta(days=1))
    release(place)

    (table,) = shown(place).tables
    assert table.levels == {
        Level(5): 15,
        Level(4): None,
        Level(3): None,
        Level(2): None,
        Level(1): None,
    }


def test_no_text_is_shown_before_a_supervisor_released_it(place: TestHall) -> None:
    rate_days(place, 12, text="很耐心")
    release(place)
    numbers = session.scalars(select(StaffText.number)).all()
    supervisor = an_account(place, Role.SUPERVISOR).actor

    decide_text(place.hall, numbers[0], Decision(Fate.SHOWN), by=supervisor, now=NIGHT)
    decide_text(place.hall, numbers[1], Decision(Fate.HIDDEN), by=supervisor, now=NIGHT)
    with pytest.raises(errors.StepNotAllowed):
        decide_text(place.hall, numbers[1], Decision(Fate.SHOWN), by=supervisor, now=NIGHT)

    (text,) = texts_shown(place.hall, place.staff["0137"], now=at("2026-11-11 10:00"))
    assert (len(numbers), text.number, text.text) == (12, numbers[0], "很耐心")
    assert text.when.half_day is None


@pytest.mark.parametrize(("others", "day"), [(4, None), (5, "2026-11-02")])
def test_a_text_of_a_quiet_half_day_is_shown_with_its_week_alone(
    place: TestHall, others: int, day: str | None
) -> None:
    """The first ``others`` ratings of the window were given in one morning."""
    rate_days(place, 1, text="很耐心")
    rate_days(place, others - 1, start=FIRST + timedelta(minutes=20))
    rate_days(place, 7, start=at("2026-11-03 10:00"))
    release(place)
    with transaction() as written:
        written.execute(update(StaffText).values(state="released"))

    (text,) = texts_shown(place.hall, place.staff["0137"], now=at("2026-11-11 10:00"))

    assert str(text.when.week) == "2026-11-02"
    assert (str(text.when.day) if text.when.day else None) == day


def test_whom_a_text_is_about_and_their_line_do_not_release_it(place: TestHall) -> None:
    rate_days(place, 12, text="很耐心")
    release(place)
    number = session.scalars(select(StaffText.number)).first() or ""
    near = (
        an_account(place, Role.SUPERVISOR, staff="0137"),
        an_account(place, Role.SUPERVISOR, Role.DEPARTMENT_HEAD, department="D1"),
    )

    for person in near:
        with pytest.raises(errors.NotImpartial):
            decide_text(place.hall, number, Decision(Fate.SHOWN), by=person.actor, now=NIGHT)

    assert texts_shown(place.hall, place.staff["0137"], now=NIGHT) == ()


def test_whoever_may_see_a_batch_hears_of_it_once(place: TestHall) -> None:
    rate_days(place, 10)

    release(place)
    release(place)

    told = [one for one in messages() if one["topic"] == "rating_batch_ready"]
    (until,) = (batch.until for batch in shown(place).batches)
    staff = f"staff:{place.staff['0137']}"
    assert [(one["audience"], one["until"]) for one in told] == [(staff, str(until))]
