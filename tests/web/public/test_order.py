"""Do days, months and bands stand in an order that says nothing but what is true?"""

from datetime import date
from typing import cast

from server.rules.disclosure.shape import PublicUnit
from server.rules.working_days import Calendar, DayKind
from web.public.archive import archive
from web.public.axis import Axis
from web.public.groups import band_parts
from web.public.objections import counted


def a_unit(number: str, band: str, *, n: int = 40, **more: object) -> PublicUnit:
    """A window as it is published, with the figures that a row needs."""
    figures = {"n": n, "good": n, "bad": 0, "interval": [0, 881] if n else None}
    said: dict[str, object] = {"band": band, "why": None, "could_be": [], "set_aside": {}}
    return cast(PublicUnit, {"unit": number, "name": "", **figures, **said, **more})


def test_units_of_a_band_stand_in_the_order_of_their_numbers_whatever_their_share() -> None:
    units = [a_unit("A03", "alike", good=40), a_unit("A01", "alike", good=30)]

    (part,) = band_parts(units, Axis(0))

    assert [row.facts["unit"] for row in part.rows] == ["A01", "A03"]


def test_each_band_stands_for_itself_and_each_reason_too() -> None:
    units = [
        a_unit("A01", "listed", why="few_units"),
        a_unit("A02", "below"),
        a_unit("A03", "uncertain", why="three_ratings", could_be=["below"]),
        a_unit("A04", "uncertain", why="three_ratings", could_be=["above"]),
        a_unit("A05", "alike"),
        a_unit("A06", "above"),
    ]

    parts = band_parts(units, Axis(0))

    assert [(part.band, part.could_be) for part in parts] == [
        ("above", ()),
        ("alike", ()),
        ("uncertain", ("above",)),
        ("uncertain", ("below",)),
        ("below", ()),
        ("listed", ()),
    ]


def test_a_window_without_a_rating_has_no_place_on_the_axis() -> None:
    (part,) = band_parts([a_unit("A01", "listed", n=0)], Axis(0))

    assert (part.rows[0].dot, part.rows[0].low, part.rows[0].high) == (None, None, None)


def test_a_make_up_day_counts_and_a_holiday_does_not() -> None:
    monday, saturday = date(2026, 9, 28), date(2026, 10, 10)
    calendar = Calendar(
        {date(2026, 10, day): DayKind.HOLIDAY for day in range(1, 8)} | {saturday: DayKind.MAKEUP},
        frozenset({2026}),
    )

    days = counted(monday, saturday, date(2026, 10, 9), calendar=calendar)

    numbers = {day.day.isoformat()[5:]: day.number for day in days if day.number}
    assert numbers == {"09-29": 1, "09-30": 2, "10-08": 3, "10-09": 4, "10-10": 5}
    assert [day.day.day for day in days if day.is_today] == [9]


def test_the_day_of_publication_itself_does_not_count() -> None:
    calendar = Calendar({}, frozenset({2026}))

    days = counted(date(2026, 11, 6), date(2026, 11, 9), date(2026, 11, 6), calendar=calendar)

    assert [(day.day.day, day.number) for day in days] == [(7, None), (8, None), (9, 1)]


def test_the_archive_begins_with_the_latest_year_and_has_twelve_months() -> None:
    years = archive(["2026-01", "2025-12"])

    assert [year.year for year in years] == [2026, 2025]
    assert [month for month in years[0].months if month] == ["2026-01"]
    assert len(years[1].months) == 12


def test_an_archive_of_nothing_is_empty() -> None:
    assert archive([]) == ()
