"""What a platform filled in or collected comes in whole or not at all, and stays apart."""

from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import select

from server.actions.province.import_ratings import Imported, Importing, import_ratings
from server.actions.publication.revise_month import revise_month
from server.actions.publication.seal_month import seal_month
from server.db import session, transaction
from server.ids import new_id
from server.models import registry as tables
from server.models.audit import AuditRecord
from server.models.province import ProvinceImport, ProvinceRating
from server.packs import province
from server.queries.province.imported import PlatformCount, imported_defaults, platform_counts
from server.queries.publication.totals import window_totals
from server.queries.ratings.counts import recounted, tallied
from server.rules.months import Month
from server.rules.province.incoming import ImportRefused
from sheets.cells import Cell, Row, Sheet
from tests.build import DAY, MORNING, TestHall, a_hall, rate

pytestmark = pytest.mark.usefixtures("in_app")

KEY = sha256(b"province key of the tests").digest()
HEADER = ("projectNo", "satisfaction", "pf", "assessTime", "assessNumber", "windowNo", "evalDetail")
NOVEMBER = Month(2026, 11)
DEFAULT_CODE = "7"


def a_row(number: str = "BJ-1", **more: Cell) -> tuple[Cell, ...]:
    """One record as the upload interface writes it: a default rating at A01."""
    said: dict[str, Cell] = {
        "projectNo": number,
        "satisfaction": "3",
        "pf": DEFAULT_CODE,
        "assessTime": "2026-11-20 10:42:07",
        "assessNumber": "1",
        "windowNo": "A01",
        "evalDetail": None,
        **more,
    }
    return tuple(said[name] for name in HEADER)


def a_file(*rows: Sequence[Cell], header: Sequence[Cell] = HEADER) -> Sheet:
    cells = (header, *rows)
    return Sheet("评价", tuple(Row(at, tuple(row)) for at, row in enumerate(cells, start=1)))


def imported(
    place: TestHall, *rows: Sequence[Cell], layout: str = "upload", **more: Any
) -> Imported:
    file = a_file(*rows, **more)
    importing = Importing(place.hall, "李某", KEY, MORNING)
    return import_ratings(file, province.layout(layout), importing)


def refused(place: TestHall, *rows: Sequence[Cell], **more: Any) -> list[tuple[int, str, str]]:
    """Row, column and code of each problem of a file that is not taken."""
    with pytest.raises(ImportRefused) as caught:
        imported(place, *rows, **more)
    return [(one.place.row, one.column, one.code) for one in caught.value.problems]


def stored() -> int:
    return len(session.scalars(select(ProvinceRating.key)).all())


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


def a_matter(place: TestHall, code: str, *windows: str) -> None:
    with transaction() as written:
        matter = tables.Matter(id=new_id(DAY), hall_id=place.hall.id, code=code, name="户籍办理")
        written.add(matter)
        written.flush()
        written.add_all(
            tables.MatterWindow(matter_id=matter.id, window_id=place.windows[number])
            for number in windows
        )


def test_the_window_follows_from_a_matter_that_only_it_handles() -> None:
    place = a_hall()
    a_matter(place, "M1", "A02")
    a_matter(place, "M2", "A01", "A02")
    header = (*HEADER, "taskCode")

    imported(place, (*a_row("1", windowNo=None), "M1"), header=header)
    two = refused(place, (*a_row("2", windowNo=None), "M2"), header=header)
    none = refused(place, (*a_row("3", windowNo=None), "M9"), header=header)

    assert imported_defaults(place.hall.id, "2026-11") == {place.windows["A02"]: 1}
    assert two == none == [(2, "windowNo", "province.no_window")]


def test_the_standard_s_layout_is_read_with_its_own_scale() -> None:
    place = a_hall()
    header = ("办件编号", "评价渠道", "评价时间", "评价次数", "满意度", "满意度代码", "windowNo")

    imported(
        place,
        ("1", "电话", "20261120T104207", "1", "非常不满意", "5", "A01"),
        ("2", "PC端", "20261120", 1.0, None, 1.0, "A01"),
        header=header,
        layout="gbt-39046",
    )
    two_ways = refused(
        place,
        ("3", "短信", "20261120", "1", "满意", "5", "A01"),
        header=header,
        layout="gbt-39046",
    )

    assert platform_counts(place.hall.id, "2026-11") == (PlatformCount("A01", 0, 1, 1),)
    assert two_ways == [(2, "满意度", "province.two_meanings")]


@pytest.mark.parametrize(
    "said", ["isprotion", "默认评价"], ids=["by the field's name", "by its Chinese name"]
)
def test_a_column_can_say_that_a_rating_was_filled_in(said: str) -> None:
    place = a_hall()
    header = (*HEADER, said)

    imported(place, (*a_row("1", pf="3"), "1"), (*a_row("2", pf="3"), "0"), header=header)
    unclear = refused(place, (*a_row("3", pf="3"), "2"), header=header)

    assert platform_counts(place.hall.id, "2026-11") == (PlatformCount("A01", 1, 1, 0),)
    assert unclear == [(2, "isprotion", "province.unknown_code")]


def typed_in(place: TestHall, window: str, *, applications: int, defaults: int) -> None:
    """The hall typed a month's numbers into its workbook."""
    with transaction() as written:
        written.add(
            tables.MonthlyVolume(
                hall_id=place.hall.id,
                month="2026-11",
                window_id=place.windows[window],
                applications=applications,
                defaults=defaults,
                entered_at=MORNING,
                entered_by="李某",
            )
        )


def test_records_of_the_platform_stand_for_the_number_that_was_typed_in() -> None:
    place = a_hall(windows=("A01", "A02", "A03"))
    typed_in(place, "A01", applications=50, defaults=9)
    typed_in(place, "A02", applications=40, defaults=7)

    imported(place, a_row("1"), a_row("2"), a_row("3", windowNo="A03"))

    totals = window_totals(place.hall, NOVEMBER, tallied(place.hall.id, "2026-11"))
    assert {one.unit: (one.applications, one.defaults) for one in totals} == {
        "A01": (50, 2),
        "A02": (40, 7),
        "A03": (None, 1),
    }


def test_a_sealed_month_changes_only_by_a_revision() -> None:
    place = a_hall()
    rate(place, 5)
    sealed_at = NOVEMBER.ends_at(place.hall.zone)
    first = seal_month(place.hall, NOVEMBER, by="clock", now=sealed_at)

    importing = Importing(place.hall, "李某", KEY, sealed_at + timedelta(days=3))
    found = import_ratings(a_file(a_row("1")), province.layout("upload"), importing)
    second = revise_month(
        place.hall, NOVEMBER, reason="默认评价", by="李某", now=sealed_at + timedelta(days=3)
    )

    assert found.sealed == (NOVEMBER,)
    assert (first.revision, second.revision) == (1, 2)


def test_an_import_stands_in_the_audit() -> None:
    place = a_hall()

    imported(place, a_row("1"))

    line = session.scalars(select(AuditRecord.act)).all()
    assert line == ["province_imported"]


def test_another_hall_has_its_own_records() -> None:
    one, other = a_hall("H1"), a_hall("H2")
    imported(one, a_row("1"))

    imported(other, a_row("1"))

    assert imported_defaults(one.hall.id, "2026-11") == {one.windows["A01"]: 1}
    assert imported_defaults(other.hall.id, "2026-11") == {other.windows["A01"]: 1}
