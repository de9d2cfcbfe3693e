"""Which ratings stand in a list, how exactly each says when it was, and what it costs?"""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import event

from server.db import db
from server.queries.ratings.export_table import rating_columns, rating_rows
from server.queries.ratings.exported import RatingLine, RatingsAsked, rating_lines
from server.rules.months import HalfDay
from server.rules.ratings.levels import Lane, Level
from sheets.exporting import Form, export_table
from sheets.watermark import Watermark
from tests.build import MORNING, TestHall, a_form, a_hall, rate

pytestmark = pytest.mark.usefixtures("in_app")

DAY = MORNING.date()  # Wednesday 2026-11-25
MONDAY = date(2026, 11, 23)
MARK = Watermark("评价", "张某", "", str)


def asked(**more: object) -> RatingsAsked:
    said: dict[str, object] = {
        "since": MONDAY,
        "until": DAY,
        "today": date(2026, 12, 1),
        "sees_every": True,
        **more,
    }
    return RatingsAsked(**said)  # type: ignore[arg-type]  # a test says what differs


def lines(place: TestHall, **more: object) -> list[RatingLine]:
    return list(rating_lines(place.hall.id, asked(**more)))


def rated(place: TestHall, count: int, *, moment: datetime = MORNING, window: str = "A01") -> None:
    """So many good ratings, ten minutes apart so that none is set aside."""
    for number in range(count):
        rate(place, 5, window=window, moment=moment + timedelta(minutes=10 * number))


def test_a_line_says_what_was_rated_where_and_whether_it_counts() -> None:
    place = a_hall()
    rate(place, 2, window="A02", form=a_form(2, tags=("214", "213")))
    rate(place, 4, moment=MORNING.replace(hour=20))

    bad, evening = sorted(lines(place), key=lambda line: line.level)

    assert (bad.window, bad.group, bad.level) == ("A02", "综合受理组", Level.DISSATISFIED)
    assert [tag.code for tag in bad.tags] == ["213", "214"]
    assert (bad.lane, bad.is_second, bad.has_case, bad.set_aside) == (Lane.PRINTED, False, True, "")
    assert (bad.when.day, bad.when.half_day) == (DAY, HalfDay.AM)
    assert (evening.set_aside, evening.has_case) == ("outside_hours", False)


@pytest.mark.parametrize(("count", "shown"), [(4, None), (5, DAY)])
def test_the_day_is_shown_from_five_ratings_of_a_window_in_a_half_day(
    count: int, shown: date | None
) -> None:
    place = a_hall()
    rated(place, count)
    rated(place, 1, window="A02")

    found = lines(place, sees_every=False)

    assert {line.when.day for line in found if line.window == "A01"} == {shown}
    assert {line.when for line in found if line.window == "A02"} == {found[-1].when}
    assert found[-1].when.day is None


def test_what_is_asked_for_does_not_make_a_half_day_quiet() -> None:
    place = a_hall()
    rated(place, 5)
    rate(place, 1, moment=MORNING + timedelta(minutes=55))

    (bad,) = lines(place, sees_every=False, levels=frozenset({Level.VERY_DISSATISFIED}))

    assert bad.when.day == DAY


def test_asking_for_one_day_does_not_tell_the_day_of_a_quiet_one() -> None:
    place = a_hall()
    rated(place, 1)

    by_day = [
        lines(place, since=day, until=day, sees_every=False)
        for day in (MONDAY, DAY, date(2026, 11, 29))
    ]

    assert by_day[0] == by_day[1] == by_day[2]
    assert len(by_day[0]) == 1


def test_a_quiet_rating_is_not_listed_before_its_week_is_over() -> None:
    place = a_hall()
    rated(place, 1)

    assert lines(place, sees_every=False, today=date(2026, 11, 29)) == []
    assert len(lines(place, sees_every=False, today=date(2026, 11, 30))) == 1
    assert len(lines(place, sees_every=True, today=DAY)) == 1


def test_other_days_halls_windows_groups_and_levels_stay_out() -> None:
    place, other = a_hall("H1"), a_hall("H2")
    rated(other, 1)
    rate(place, 5)
    rate(place, 3, window="A02")
    rate(place, 5, moment=MORNING - timedelta(days=7))
    rate(place, 5, moment=MORNING.replace(hour=20))

    assert len(lines(place)) == 3
    assert len(lines(place, since=MONDAY - timedelta(days=7))) == 4
    assert [line.window for line in lines(place, window="A02")] == ["A02"]
    assert [line.level for line in lines(place, levels=frozenset({Level(3)}))] == [3]
    assert len(lines(place, group="G1")) == 3
    assert lines(place, group="G2") == []
    assert len(lines(place, only_counted=True)) == 2


def test_a_day_costs_two_statements_however_many_ratings_it_has() -> None:
    place = a_hall()
    rated(place, 6)
    sent: list[str] = []

    def note(*said: object) -> None:
        sent.append(str(said[2]))

    event.listen(db.engine, "before_cursor_execute", note)
    lines(place)
    event.remove(db.engine, "before_cursor_execute", note)

    assert sum(said.startswith("SELECT") for said in sent) == 6  # Monday to Wednesday


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", Form)
def test_the_lines_become_a_table_in_either_language(form: Form, lang: str) -> None:
    place = a_hall()
    rate(place, 2, form=a_form(2, text="=不读文字"))
    rated(place, 1, moment=MORNING.replace(hour=20))

    columns, rows = rating_columns(lang), rating_rows(rating_lines(place.hall.id, asked()), lang)

    with export_table(columns, rows, form, MARK) as file:
        content = file.read()
    assert content
    if form is Form.CSV:
        head, *body, closing = content.decode("utf-8-sig").splitlines()
        assert head.count(",") == len(columns) - 1
        assert len(body) == 2
        assert closing == '"2"'
        assert "不读文字" not in content.decode("utf-8-sig")
