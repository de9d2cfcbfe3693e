"""What is told to the province, and what is never told."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from server.actions.ratings.submit_second_rating import submit_second_rating
from server.db import session
from server.models.audit import AuditRecord
from server.models.ratings import Rating, Receipt
from sheets.formula_safety import unescaped
from tests.build import CONTACT_KEY, MORNING, a_form, a_hall, rate
from tests.cli.province_build import (
    CONTACT,
    WORDS,
    a_rated_hall,
    decided,
    exported,
    published,
    records,
    said,
    setting,
    the_case,
)

pytestmark = pytest.mark.usefixtures("clock")


def test_each_rating_of_the_month_is_one_record_with_its_codes(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        a_rated_hall()

    found = {record["satisfaction"]: record for record in records(exported(app, tmp_path))}

    assert sorted(found) == ["2", "4", "5"]
    assert {key: value for key, value in found["5"].items() if value} == {
        "proDepartCode": "D1",
        "proDepart": "综合科",
        "pf": "3",
        "satisfaction": "5",
        "evalDetail": "510,517",
        "assessTime": "2026-11-25",
        "assessNumber": "1",
        "recordCode": found["5"]["recordCode"],
        "hallCode": "H1",
        "windowNo": "A01",
        "windowName": "综合受理窗口",
        "lane": "窗口码",
        "isprotion": "0",
        "evaversion": "2",
        "effectivEvalua": "1",
    }
    assert (found["4"]["effectivEvalua"], found["4"]["setAside"]) == ("0", "outside_hours")
    assert (found["2"]["windowNo"], found["2"]["caseState"]) == ("A02", "已收到")


def test_other_months_and_other_halls_stay_out(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        a_rated_hall("H2")
        a_hall("H1")

    assert records(exported(app, tmp_path)) == []
    assert records(exported(app, tmp_path, "csv", "--month", "2026-10")) == []


@pytest.mark.parametrize("form", ["csv", "json"])
def test_nothing_that_identifies_anybody_is_told(app: Flask, tmp_path: Path, form: str) -> None:
    with app.app_context():
        place = a_rated_hall()
        setting(place, "province_words", "yes")
        ids = [str(found) for found in session.scalars(select(Rating.id))]
        ids += [str(place.hall.id), *map(str, place.windows.values()), the_case(place).number]

    content = exported(app, tmp_path, form)

    content = content.partition('"records"')[2] or content  # the head tells when it was exported
    assert [found for found in (*ids, CONTACT, "10:0", "0137") if found in content] == []


def test_words_are_told_only_where_the_hall_says_so(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        place = a_rated_hall()
    silent = exported(app, tmp_path)

    with app.app_context():
        setting(place, "province_words", "yes")
    told = [record["writingEvaluation"] for record in records(exported(app, tmp_path))]

    assert WORDS not in silent
    assert [unescaped(words) for words in told if words] == [WORDS]
    assert f"'{WORDS}" in told


def test_the_last_finding_and_the_reviewed_reply_are_told(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        place = a_rated_hall()
        decided(place, finding="unfounded", cause="")
        decided(place, finding="partly", cause="system", round_=2)
        published(place, "已增加一台叫号机。")

    (bad,) = [record for record in records(exported(app, tmp_path)) if record["finding"]]

    assert (bad["finding"], bad["causeClass"]) == ("部分属实", "系统")
    assert (bad["answer"], bad["rectification"]) == ("已增加一台叫号机。", "")


def test_a_second_rating_points_at_the_first(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        place = a_hall()
        rate(place, 5)
        first = session.scalars(select(Rating)).one()
        submit_second_rating(
            _receipt_of(first), a_form(1), contact_key=CONTACT_KEY, now=MORNING + timedelta(days=1)
        )

    one, two = sorted(records(exported(app, tmp_path)), key=lambda each: each["assessNumber"])

    assert (one["assessNumber"], one["firstRecordCode"]) == ("1", "")
    assert (two["assessNumber"], two["firstRecordCode"]) == ("2", one["recordCode"])
    assert one["recordCode"] != two["recordCode"]


def _receipt_of(rating: Rating) -> bytes:
    found = session.scalar(select(Receipt.hash).where(Receipt.rating_id == rating.id))
    assert found
    return bytes(found)


def test_the_same_rating_has_the_same_code_each_time_and_another_elsewhere(
    app: Flask, tmp_path: Path
) -> None:
    with app.app_context():
        a_rated_hall()

    first, again = records(exported(app, tmp_path)), records(exported(app, tmp_path))

    codes = [record["recordCode"] for record in first]
    assert codes == [record["recordCode"] for record in again]
    assert len(set(codes)) == 3
    assert all(len(code) == 24 for code in codes)


def test_json_holds_the_same_records_and_says_who_took_them(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        a_rated_hall()

    found = json.loads(exported(app, tmp_path, "json"))

    assert found["records"] == records(exported(app, tmp_path))
    assert found["count"] == 3
    assert found["layout"] == "upload"
    assert "张某" in found["export"]


def test_the_standard_s_layout_turns_the_scale_round(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        a_rated_hall()

    found = records(exported(app, tmp_path, "csv", "--layout", "gbt-39046"))

    said_of = {record["满意度代码"]: (record["满意度"], record["评价渠道"]) for record in found}
    assert said_of == {
        "1": ("非常满意", "二维码"),
        "2": ("满意", "二维码"),
        "4": ("不满意", "二维码"),
    }
    assert {record["评价时间"] for record in found} == {"20261125"}


def test_the_hall_says_what_the_platform_calls_its_place(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        place = a_rated_hall()
        setting(place, "province_area_code", "330100")
        setting(place, "province_data_source", "133")

    found = records(exported(app, tmp_path))

    assert {(one["areaCode"], one["dataSource"]) for one in found} == {("330100", "133")}


def test_an_export_has_its_line_in_the_audit_with_its_number(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        a_rated_hall()
    number = json.loads(exported(app, tmp_path, "json"))["export"].rpartition("：")[2]

    with app.app_context():
        line = session.execute(
            select(AuditRecord.act, AuditRecord.actor, AuditRecord.object, AuditRecord.facts)
        ).one()

    assert (line.act, line.actor, line.object) == ("exported", "张某", number)
    assert json.loads(line.facts) == {
        "what": "province",
        "month": "2026-11",
        "form": "json",
        "layout": "upload",
    }


def test_a_file_that_is_there_is_not_written_over(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        a_hall()
    (tmp_path / "a.csv").write_text("mine")

    wanted = ("--month", "2026-11", "--format", "csv", "--out", tmp_path / "a.csv", "--by", "张某")
    answer = said(app, "export", *wanted)

    assert answer.exit_code == 1
    assert (tmp_path / "a.csv").read_text() == "mine"
