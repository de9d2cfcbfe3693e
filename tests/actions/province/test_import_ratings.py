"""What a platform filled in or collected comes in whole or not at all, and stays apart."""

import pytest
from sqlalchemy import select

from server.actions.province.import_ratings import Imported
from server.db import session
from server.models.province import ProvinceImport, ProvinceRating
from server.queries.province.imported import PlatformCount, imported_defaults, platform_counts
from server.queries.ratings.counts import recounted, tallied
from server.rules.months import Month
from server.rules.province.incoming import ImportRefused
from tests.actions.province.platform import HEADER, a_row, imported, refused, stored
from tests.build import a_hall, rate

pytestmark = pytest.mark.usefixtures("in_app")

NOVEMBER = Month(2026, 11)


def test_a_default_rating_is_counted_apart_from_the_active_ones() -> None:
    place = a_hall()
    rate(place, 5)
    before = tallied(place.hall.id, "2026-11")

    found = imported(place, a_row("1"), a_row("2"), a_row("3", windowNo="A02"))

    assert found == Imported(records=3, added=3, defaults=3, sealed=())
    assert imported_defaults(place.hall.id, "2026-11") == {
        place.windows["A01"]: 2,
        place.windows["A02"]: 1,
    }
    assert tallied(place.hall.id, "2026-11") == before
    assert recounted(place.hall.id, "2026-11") == before


def test_a_rating_that_a_citizen_gave_on_the_platform_stands_in_no_figure() -> None:
    place = a_hall()
    before = tallied(place.hall.id, "2026-11")

    imported(
        place,
        a_row("1", pf="2", satisfaction="1", evalDetail="115,108"),
        a_row("2", pf="1", satisfaction="5", evalDetail="517"),
        a_row("2", pf="1", satisfaction="2", assessNumber="2"),
        a_row("3"),
    )

    assert platform_counts(place.hall.id, "2026-11") == (PlatformCount("A01", 1, 1, 2),)
    assert platform_counts(place.hall.id, "2026-10") == ()
    assert imported_defaults(place.hall.id, "2026-11") == {place.windows["A01"]: 1}
    assert tallied(place.hall.id, "2026-11") == before


def test_a_file_that_comes_again_adds_nothing() -> None:
    place = a_hall()
    imported(place, a_row("1"), a_row("2"))

    again = imported(place, a_row("2"), a_row("1"))

    assert again == Imported(records=2, added=0, defaults=0, sealed=())
    assert stored() == 2
    assert len(session.scalars(select(ProvinceImport.digest)).all()) == 1


def test_of_a_larger_file_only_new_records_are_added() -> None:
    place = a_hall()
    imported(place, a_row("1"))

    found = imported(place, a_row("1"), a_row("2"), a_row("2"))

    assert found == Imported(records=2, added=1, defaults=1, sealed=())
    assert stored() == 2


def test_one_bad_row_refuses_the_file_and_every_bad_row_is_told() -> None:
    place = a_hall()

    problems = refused(
        place,
        a_row("1"),
        a_row("2", satisfaction="6"),
        a_row("3", pf="8", evalDetail="999"),
        a_row("", assessTime=None),
        a_row("5", assessTime="2026-11-26 00:00:00"),
        a_row("6", windowNo="Z99"),
        a_row("7", satisfaction="5", evalDetail="115"),
        a_row("8", evalDetail="307,301"),
        a_row("9", assessNumber="2"),
    )

    assert problems == [
        (3, "satisfaction", "province.unknown_code"),
        (4, "pf", "province.unknown_code"),
        (5, "projectNo", "province.missing"),
        (5, "assessTime", "province.missing"),
        (6, "assessTime", "province.in_future"),
        (7, "windowNo", "province.unknown_window"),
        (8, "evalDetail", "province.option_of_other_level"),
        (9, "evalDetail", "province.two_versions"),
        (10, "assessNumber", "province.default_twice"),
    ]
    assert stored() == 0
    assert session.scalars(select(ProvinceImport.digest)).all() == []


def test_an_option_is_judged_only_where_the_level_is_known() -> None:
    assert refused(a_hall(), a_row("1", satisfaction="9", evalDetail="307")) == [
        (2, "satisfaction", "province.unknown_code")
    ]


def test_a_record_that_says_something_else_than_before_is_refused() -> None:
    place = a_hall()
    imported(place, a_row("1"))

    changed = refused(place, a_row("0"), a_row("1", satisfaction="4"))

    assert changed == [(3, "projectNo", "province.changed")]
    assert stored() == 1


def test_two_records_of_one_rating_that_differ_refuse_the_file() -> None:
    rows = (a_row("1"), a_row("1", windowNo="A02"))

    assert refused(a_hall(), *rows) == [(3, "projectNo", "province.repeated")]


def test_a_file_without_its_columns_is_refused_by_their_names() -> None:
    place = a_hall()

    with pytest.raises(ImportRefused) as caught:
        imported(place, ("1", "3"), header=("projectNo", "windowNo"))

    (problem,) = caught.value.problems
    assert problem.code == "province.no_column"
    assert problem.data["columns"] == "satisfaction、pf、assessTime、assessNumber"


def test_an_empty_file_is_refused() -> None:
    assert refused(a_hall(), header=()) == [(0, "", "province.empty")]


def test_our_own_record_does_not_come_back_as_one_of_the_platform() -> None:
    rows = [(*a_row("1"), "MFRGGZDFMZTWQ2LKNNWG23TP")]

    assert refused(a_hall(), *rows, header=(*HEADER, "recordCode")) == [
        (2, "recordCode", "province.own_record")
    ]


def test_columns_with_names_and_phones_are_not_read() -> None:
    place = a_hall()

    imported(
        place,
        (*a_row("BJ-1"), "张某", "13800000000", "110101199001010000"),
        header=(*HEADER, "userName", "mobile", "certkeyGOV"),
    )

    row = session.execute(select(*ProvinceRating.__table__.columns)).one()
    assert "张某" not in repr(row)
    assert "1380000" not in repr(row)
    assert "BJ-1" not in repr(row)
