"""Is each class of data erased when its time is over, and not a day before?"""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from qr.screens import step_of
from scheduled.jobs import erase
from server.actions.operations.erase_expired import erase_expired
from server.actions.operations.erase_stray_scans import erase_stray_scans
from server.actions.registry.set_hall_setting import set_hall_setting
from server.db import session, transaction
from server.models.cases import Case, CaseStep, CaseText
from server.models.codes import Screen, ScreenUse, StrayScan
from server.models.operations import Erasure, KeptReply
from server.models.publication import Notice
from server.models.ratings import Contact, Photo, Rating, RatingText, Visit
from server.queries.registry.halls import hall_named
from server.rules.hall_settings import SettingRow
from server.rules.retention import DataClass
from tests.build import MORNING, TestHall, a_form, a_hall, at, on_duty, rate
from tests.scheduled.kept import (
    CLOSED,
    PUBLISHED,
    a_bad_rating,
    a_photo,
    a_turn,
    close,
    erased,
    left,
    publish,
)

DAY = timedelta(days=1)


@pytest.fixture
def place(app: Flask) -> Any:
    """A hall, and inside the program that serves it."""
    with app.app_context():
        place = a_hall()
        on_duty(place, "0137")
        yield place


def test_the_exact_moment_goes_31_days_after_its_month_was_published(place: TestHall) -> None:
    rate(place)
    publish(place)

    assert erased(place, DataClass.EXACT_MOMENT, PUBLISHED + 30 * DAY) == 0
    assert erased(place, DataClass.EXACT_MOMENT, at("2027-01-07 00:00")) == 1
    assert left(Visit) == 0
    assert left(Rating) == 1


def test_the_last_moment_of_the_day_before_is_too_early(place: TestHall) -> None:
    rate(place)
    publish(place)

    assert erased(place, DataClass.EXACT_MOMENT, at("2027-01-06 23:59:59")) == 0


def test_a_month_that_is_not_published_keeps_its_moments(place: TestHall) -> None:
    rate(place)
    publish(place, "2026-10")

    assert erased(place, DataClass.EXACT_MOMENT, PUBLISHED + 999 * DAY) == 0
    assert left(Visit) == 1


def test_a_late_rating_keeps_its_moment_with_the_month_that_it_counts_in(place: TestHall) -> None:
    rate(place)
    with transaction() as writing:
        writing.scalars(select(Rating)).one().month = "2026-12"
    publish(place, "2026-11")

    assert erased(place, DataClass.EXACT_MOMENT, PUBLISHED + 31 * DAY) == 0


def test_another_halls_data_stay(place: TestHall) -> None:
    other = a_hall("H2")
    rate(place)
    publish(other)

    assert erased(other, DataClass.EXACT_MOMENT, PUBLISHED + 31 * DAY) == 0
    assert left(Visit) == 1


def test_every_erasure_leaves_a_line_in_the_register(place: TestHall) -> None:
    rate(place)
    publish(place)
    moment = PUBLISHED + 31 * DAY

    erase_expired(place.hall, DataClass.EXACT_MOMENT, now=moment)

    line = session.scalars(select(Erasure)).one()
    assert (line.hall_id, line.data_class, line.rows) == (place.hall.id, "exact_moment", 1)
    assert (line.up_to, line.erased_at) == (date(2026, 12, 7), moment)


def test_where_nothing_is_due_the_register_says_nothing(place: TestHall) -> None:
    erase_expired(place.hall, DataClass.EXACT_MOMENT, now=PUBLISHED)

    assert left(Erasure) == 0


def test_many_rows_go_in_several_transactions_each_with_its_line(place: TestHall) -> None:
    for minute in range(5):
        rate(place, moment=MORNING + timedelta(minutes=minute))
    publish(place)
    moment = PUBLISHED + 31 * DAY

    gone = [
        erase_expired(place.hall, DataClass.EXACT_MOMENT, now=moment, at_most=2).rows
        for _ in range(4)
    ]

    assert gone == [2, 2, 1, 0]
    assert sorted(session.scalars(select(Erasure.rows))) == [1, 2, 2]


@pytest.mark.parametrize(
    ("data_class", "table", "days"),
    [(DataClass.CONTACT, Contact, 30), (DataClass.PHOTO, Photo, 365)],
    ids=["contact", "photos"],
)
def test_what_hangs_on_a_case_goes_when_it_has_been_closed_for_so_long(
    place: TestHall, data_class: DataClass, table: Any, days: int
) -> None:
    case = a_bad_rating(place, photos=(a_photo("a.jpg"),))

    while_open = erased(place, data_class, MORNING + 999 * DAY)
    close(case)

    assert while_open == 0
    assert erased(place, data_class, CLOSED + days * DAY) == 0
    assert erased(place, data_class, CLOSED + (days + 1) * DAY) == 1
    assert left(table) == 0


def test_a_case_that_was_opened_again_keeps_what_hangs_on_it(place: TestHall) -> None:
    case = a_bad_rating(place)
    close(case)
    with transaction() as writing:
        writing.get_one(Case, (case.hall_id, case.id)).state = "received"

    while_open = erased(place, DataClass.CONTACT, CLOSED + 999 * DAY)
    close(case, CLOSED + 100 * DAY)

    assert while_open == 0
    assert erased(place, DataClass.CONTACT, CLOSED + 130 * DAY) == 0
    assert erased(place, DataClass.CONTACT, CLOSED + 131 * DAY) == 1


def test_without_a_case_the_day_of_the_visit_counts(place: TestHall) -> None:
    rate(place, form=a_form(5, contact="13800000000", has_consented=True))

    assert erased(place, DataClass.CONTACT, MORNING + 30 * DAY) == 0
    assert erased(place, DataClass.CONTACT, MORNING + 31 * DAY) == 1


def test_the_words_of_a_rating_go_after_two_years_and_the_rating_stays(place: TestHall) -> None:
    rate(place, form=a_form(5, text="很好"))

    assert erased(place, DataClass.RATING_TEXT, MORNING + 730 * DAY) == 0
    assert erased(place, DataClass.RATING_TEXT, MORNING + 731 * DAY) == 1
    assert (left(RatingText), left(Rating)) == (0, 1)


def test_a_case_goes_five_years_after_closing_with_its_words_and_steps(place: TestHall) -> None:
    case = a_bad_rating(place)
    with transaction() as writing:
        writing.add(CaseText(hall_id=case.hall_id, case_id=case.id, text="等了一个小时"))
    close(case)

    assert erased(place, DataClass.CASE, CLOSED + 1825 * DAY) == 0
    assert erased(place, DataClass.CASE, CLOSED + 1826 * DAY) == 1
    assert (left(CaseText), left(CaseStep), left(Case)) == (0, 0, 0)


def test_what_hung_on_a_case_that_is_gone_goes_too(place: TestHall) -> None:
    with transaction() as writing:
        photo = a_photo("a.jpg")
        writing.add(Photo(hall_id=place.hall.id, id=1, case_id=404, rating_id=None, **vars(photo)))

    assert erased(place, DataClass.PHOTO, MORNING) == 1


def test_a_hall_may_keep_things_shorter(place: TestHall) -> None:
    rate(place, form=a_form(5, contact="13800000000", has_consented=True))
    row = SettingRow("contact_kept_days", "", "3", date(2026, 11, 1))
    set_hall_setting(place.hall.id, row, by="李某", now=MORNING)
    hall = hall_named("H1")

    assert erase_expired(hall, DataClass.CONTACT, now=MORNING + 3 * DAY).rows == 0
    assert erase_expired(hall, DataClass.CONTACT, now=MORNING + 4 * DAY).rows == 1


def a_kept_reply(hall_id: int) -> KeptReply:
    return KeptReply(
        hall_id=hall_id,
        key_hash=b"k" * 32,
        content_hash=b"c" * 32,
        status=201,
        body=b"{}",
        kept_at=MORNING,
    )


def a_screen_use(hall_id: int) -> ScreenUse:
    return ScreenUse(hall_id=hall_id, window_id=1, step=step_of(MORNING), place=1)


@pytest.mark.parametrize(
    ("data_class", "build", "days"),
    [
        (DataClass.KEPT_REPLY, a_kept_reply, 30),
        (DataClass.SCREEN_USE, a_screen_use, 2),
    ],
    ids=["a kept reply", "a use of a screen's code"],
)
def test_what_only_the_machinery_needs_goes_too(
    place: TestHall, data_class: DataClass, build: Any, days: int
) -> None:
    with transaction() as writing:
        writing.add(build(place.hall.id))

    assert erased(place, data_class, MORNING + days * DAY) == 0
    assert erased(place, data_class, MORNING + (days + 1) * DAY) == 1


def test_a_pairing_that_no_device_took_up_goes_and_a_paired_screen_stays(place: TestHall) -> None:
    for screen_id, device in ((1, None), (2, b"d" * 32)):
        with transaction() as writing:
            writing.add(
                Screen(
                    id=screen_id,
                    hall_id=place.hall.id,
                    window_id=place.windows["A01"],
                    pairing_hash=bytes([screen_id]) * 32,
                    pairing_until=MORNING,
                    device_hash=device,
                    issued_by="李某",
                )
            )

    assert erased(place, DataClass.PAIRING, MORNING + DAY) == 0
    assert erased(place, DataClass.PAIRING, MORNING + 2 * DAY) == 1
    assert session.scalars(select(Screen.id)).all() == [2]


def test_counts_of_stray_scans_go_after_two_years(place: TestHall) -> None:
    with transaction() as writing:
        writing.add(StrayScan(day=MORNING.date(), code="", scans=3))

    assert place.hall.code == "H1"
    assert erase_stray_scans(now=MORNING + 730 * DAY) == 0
    assert erase_stray_scans(now=MORNING + 731 * DAY) == 1


def test_notices_and_ratings_are_never_erased(place: TestHall) -> None:
    rate(place)
    publish(place)

    erase(a_turn(place, MORNING + 20_000 * DAY))

    assert (left(Notice), left(Rating)) == (1, 1)
