"""Where a platform's records come to stand: which window, which month, which figure."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from server.actions.province.import_ratings import Importing, import_ratings
from server.actions.publication.revise_month import revise_month
from server.actions.publication.seal_month import seal_month
from server.db import session, transaction
from server.ids import new_id
from server.models import registry as tables
from server.models.audit import AuditRecord
from server.packs import province
from server.queries.province.imported import PlatformCount, imported_defaults, platform_counts
from server.queries.publication.totals import window_totals
from server.queries.ratings.counts import tallied
from server.rules.months import Month
from tests.actions.province.platform import HEADER, KEY, a_file, a_row, imported, refused
from tests.build import DAY, MORNING, TestHall, a_hall, rate

pytestmark = pytest.mark.usefixtures("in_app")

NOVEMBER = Month(2026, 11)


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
