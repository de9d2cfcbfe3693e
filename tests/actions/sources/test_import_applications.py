"""Applications come in: all of a file or nothing, once, and corrected until the month is signed."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import select

from server.db import session
from server.models.applications import Application, ApplicationMonth
from server.models.registry import MonthlyVolume
from server.queries.ratings.window_days import window_days
from server.rules.sources.layout import SourceRefused
from tests.actions.sources.filed import (
    StatedFact,
    an_application,
    facts,
    figures,
    hand_in,
    signed,
)
from tests.build import MORNING, TestHall, a_hall, rate

pytestmark = pytest.mark.usefixtures("in_app")
LATE = {"finished_on": "2026-11-10"}  # two working days after the Friday that was promised


@pytest.fixture
def place(in_app: object) -> TestHall:
    del in_app
    return a_hall()


def volumes() -> list[tuple[str, int]]:
    rows = session.execute(select(MonthlyVolume.month, MonthlyVolume.applications))
    return sorted((month, count) for month, count in rows)


def test_applications_are_counted_compared_and_stated(place: TestHall) -> None:
    faulty = an_application("N3", faults="办件差错、材料遗失", harm="后果严重")
    imported = hand_in(
        place, "applications", an_application(), an_application("N2", **LATE), faulty
    )

    staff = ("staff", place.staff["0137"])
    given = figures(place)
    assert (imported.added, imported.changed, imported.unchanged) == (3, 0, 0)
    assert given[(*staff, "applications")] == 3
    assert given[(*staff, "on_time_rate")] * 3 == 2
    assert volumes() == [("2026-11", 3)]
    assert facts(place) == [
        StatedFact("application_fault", '{"harm": "grave", "what": "error"}', "2026-11-06"),
        StatedFact("application_fault", '{"harm": "grave", "what": "lost"}', "2026-11-06"),
        StatedFact("overdue", '{"days": {"number": "2"}}', "2026-11-10"),
    ]


@pytest.mark.parametrize("word", ["未一次告知", "未一次性告知", "not told at once"])
def test_not_told_at_once_is_known_by_the_words_of_registers_and_of_schemes(
    place: TestHall, word: str
) -> None:
    hand_in(place, "applications", an_application(faults=word))

    assert facts(place) == [
        StatedFact("application_fault", '{"harm": "none", "what": "not_told_once"}', "2026-11-06")
    ]


def test_the_same_file_again_changes_nothing(place: TestHall) -> None:
    hand_in(place, "applications", an_application(**LATE))

    again = hand_in(place, "applications", an_application(**LATE))

    assert (again.added, again.changed, again.unchanged) == (0, 0, 1)
    assert len(facts(place)) == 1


def test_a_corrected_application_takes_back_what_it_stated(place: TestHall) -> None:
    hand_in(place, "applications", an_application(**LATE))

    corrected = hand_in(place, "applications", an_application())
    late_again = hand_in(place, "applications", an_application(finished_on="2026-11-09"))

    assert (corrected.changed, late_again.changed) == (1, 1)
    assert facts(place) == [StatedFact("overdue", '{"days": {"number": "1"}}', "2026-11-09")]


def test_one_that_moves_to_another_month_is_counted_there_alone(place: TestHall) -> None:
    october = {"received_on": "2026-10-08", "promised_on": None, "finished_on": "2026-10-30"}
    hand_in(place, "applications", an_application(**october))

    hand_in(place, "applications", an_application(**{**october, "finished_on": "2026-11-02"}))

    assert volumes() == [("2026-11", 1)]
    assert figures(place, "2026-10") == {}
    assert figures(place)["window", place.windows["A01"], "applications"] == 1


def test_a_bad_row_keeps_the_whole_file_out_and_all_are_listed(place: TestHall) -> None:
    with pytest.raises(SourceRefused) as refused:
        hand_in(
            place,
            "applications",
            an_application(),
            an_application("N2", window="B09", finished_on="2026-11-01"),
            an_application("N1"),
        )

    told = [(each.place.row, each.code) for each in refused.value.problems]
    assert told == [
        (3, "source.unknown_window"),
        (3, "source.finished_before_received"),
        (4, "source.twice"),
    ]
    assert session.scalars(select(Application.id)).all() == []


def test_a_trial_says_what_would_be_and_leaves_everything(place: TestHall) -> None:
    looked = hand_in(place, "applications", an_application(), is_trial=True)

    assert looked.added == 1
    assert session.scalars(select(Application.id)).all() == []


def test_a_signed_month_stays_as_it_is(place: TestHall) -> None:
    hand_in(place, "applications", an_application())
    signed(place, "2026-11")

    same = hand_in(place, "applications", an_application())
    with pytest.raises(SourceRefused) as refused:
        hand_in(place, "applications", an_application(**LATE))

    assert same.unchanged == 1
    assert [each.code for each in refused.value.problems] == ["source.month_signed"]


def test_what_was_received_in_a_signed_month_may_be_finished_in_the_next(place: TestHall) -> None:
    october = {"received_on": "2026-10-30", "promised_on": None, "finished_on": None}
    hand_in(place, "applications", an_application(**october))
    signed(place, "2026-10")

    hand_in(place, "applications", an_application(**{**october, "finished_on": "2026-11-02"}))

    assert volumes() == [("2026-11", 1)]


def test_a_window_has_its_month_in_one_way_only(place: TestHall) -> None:
    counts = {"month": "2026-11", "window": "A01", "staff": "0137", "finished": 20, "on_time": 19}
    hand_in(place, "counts", counts)

    with pytest.raises(SourceRefused) as refused:
        hand_in(place, "applications", an_application())
    hand_in(place, "counts", {**counts, "finished": 0, "on_time": 0})
    hand_in(place, "applications", an_application())
    with pytest.raises(SourceRefused) as other:
        hand_in(place, "counts", counts)

    assert [each.code for each in refused.value.problems] == ["source.has_counts"]
    assert [each.code for each in other.value.problems] == ["source.has_single"]
    assert session.scalars(select(ApplicationMonth.source)).all() == ["single"]
    assert volumes() == [("2026-11", 1)]


def test_what_is_only_received_leaves_the_numbers_of_that_month_alone(place: TestHall) -> None:
    counts = {"month": "2026-11", "window": "A01", "staff": "0137", "finished": 20}
    hand_in(place, "counts", counts)

    hand_in(place, "applications", an_application(finished_on=None, promised_on=None))

    assert session.scalars(select(ApplicationMonth.source)).all() == ["counts"]
    assert volumes() == [("2026-11", 20)]


def test_counts_give_figures_with_their_n(place: TestHall) -> None:
    hand_in(
        place,
        "counts",
        {"month": "2026-11", "window": "A01", "staff": "0137", "finished": 20, "on_time": 19},
        {"month": "2026-11", "window": "A02", "staff": "0138", "finished": 5, "on_time": None},
    )

    given = figures(place)
    assert (
        given["staff", place.staff["0137"], "on_time_rate"]
        == given["department", place.departments["D1"], "on_time_rate"]
    )
    assert ("staff", place.staff["0138"], "on_time_rate") not in given
    assert given["department", place.departments["D1"], "applications"] == 25


def test_the_night_knows_the_applications_of_a_day(place: TestHall) -> None:
    today = {"received_on": "2026-11-25", "promised_on": None, "finished_on": "2026-11-25"}
    here = [an_application(f"N{at}", **today) for at in range(3)]
    beside = [an_application(f"M{at}", **today, window="A02") for at in range(4)]
    hand_in(place, "applications", *here, *beside, an_application("old"))
    rate(place)
    rate(place, window="A02", moment=MORNING + timedelta(minutes=20))

    days = {each.window_id: each for each in window_days(place.hall, date(2026, 11, 25))}

    day = days[place.windows["A01"]]
    assert (day.applications, day.usual_share) == (3, Fraction(1, 4))
