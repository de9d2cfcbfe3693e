"""What is told to the province, and what is never told."""

import csv
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from server.actions.ratings.submit_second_rating import submit_second_rating
from server.actions.registry.set_hall_setting import set_hall_setting
from server.db import session, transaction
from server.ids import new_id
from server.models.accounts import Account
from server.models.audit import AuditRecord
from server.models.cases import Case
from server.models.handling import CaseFinding, PublishedReply
from server.models.ratings import Rating, Receipt
from server.rules.hall_settings import SettingRow
from server.settings import PROJECT
from sheets.formula_safety import unescaped
from tests.build import CONTACT_KEY, DAY, MORNING, TestHall, a_form, a_hall, rate

pytestmark = pytest.mark.usefixtures("clock")
WORDS = "=态度不好"
CONTACT = "13800000000"


def said(app: Flask, *args: object) -> Result:
    return app.test_cli_runner().invoke(args=["province", *map(str, args)])


def exported(app: Flask, folder: Path, form: str = "csv", *args: str) -> str:
    """The content of the month's file."""
    out = folder / f"a.{form}"
    wanted = ("--month", "2026-11", "--format", form, "--out", out, "--by", "张某", "--hall", "H1")
    answer = said(app, "export", *wanted, "--overwrite", *args)
    assert answer.exit_code == 0, answer.output
    return out.read_text(encoding="utf-8-sig")


def records(content: str) -> list[dict[str, str]]:
    return list(csv.DictReader(content.splitlines()))


def a_rated_hall(code: str = "H1") -> TestHall:
    """A good rating, a bad one with words and a contact, and one set aside."""
    place = a_hall(code)
    rate(place, 5, form=a_form(5, tags=("517", "510")))
    bad = a_form(2, text=WORDS, contact=CONTACT, has_consented=True)
    rate(place, 2, window="A02", form=bad)
    rate(place, 4, moment=MORNING.replace(hour=20))
    return place


def the_case(place: TestHall) -> Case:
    found = session.scalars(select(Case).where(Case.hall_id == place.hall.id)).one()
    assert isinstance(found, Case)
    return found


def an_account() -> int:
    """Somebody who decides; accounts have actions of their own."""
    account_id = new_id(DAY)
    with transaction() as written:
        written.add(
            Account(
                id=account_id,
                number="AC1",
                name="李某",
                title="",
                email="",
                state="active",
                password_hash="",
                created_at=MORNING,
                created_by="",
            )
        )
    return account_id


def decided(place: TestHall, *, finding: str, cause: str, round_: int = 1) -> None:
    case, decider = the_case(place), an_account() if round_ == 1 else _first_account()
    with transaction() as written:
        written.add(
            CaseFinding(
                hall_id=place.hall.id,
                id=new_id(DAY),
                case_id=case.id,
                round=round_,
                finding=finding,
                cause=cause,
                month="2026-11",
                decided_at=MORNING,
                decided_by=decider,
            )
        )


def _first_account() -> int:
    return int(session.scalars(select(CaseFinding.decided_by)).first() or 0)


def published(place: TestHall, reply: str) -> None:
    case = the_case(place)
    with transaction() as written:
        written.add(
            PublishedReply(
                hall_id=place.hall.id,
                case_id=case.id,
                round=1,
                asked="态度",
                reply=reply,
                reviewed_by=_first_account(),
                published_on=date(2026, 11, 26),
            )
        )


def setting(place: TestHall, key: str, value: str) -> None:
    row = SettingRow(key, "", value, date(2026, 11, 1))
    set_hall_setting(place.hall.id, row, by="李某", now=MORNING)


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


@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_we_exported_is_not_imported_again(app: Flask, tmp_path: Path, form: str) -> None:
    with app.app_context():
        a_rated_hall()
    exported(app, tmp_path, form)

    answer = said(app, "import", tmp_path / f"a.{form}", "--by", "李某")

    assert answer.exit_code == 1
    assert "第 2 行，recordCode" in answer.output


def a_record(number: str, **more: Any) -> dict[str, Any]:
    return {
        "projectNo": number,
        "satisfaction": 3,
        "pf": "7",
        "assessTime": "2026-11-20 09:30:00",
        "assessNumber": "1",
        "windowNo": "A01",
        **more,
    }


def test_a_json_file_of_the_platform_is_imported_once(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        a_hall()
    file = tmp_path / "platform.json"
    file.write_text(json.dumps({"records": [a_record("1"), a_record("2", pf=3, satisfaction="1")]}))

    first, again = (said(app, "import", file, "--by", "李某") for _ in range(2))

    assert "新增 2 条，其中系统默认评价 1 条" in first.output
    assert "没有新增" in again.output
    assert (
        "窗口 A01：默认 1，平台主动好评 0，平台主动差评 1"
        in said(app, "imported", "--month", "2026-11").output
    )
    assert "没有导入过" in said(app, "imported", "--month", "2026-10").output


def test_every_bad_row_is_told_with_row_and_column(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        a_hall()
    file = tmp_path / "platform.json"
    bad = [a_record("1", pf="9"), a_record("2"), a_record("3", satisfaction="0")]
    file.write_text(json.dumps(bad))

    answer = said(app, "import", file, "--by", "李某")

    assert answer.exit_code == 1
    assert "第 2 行，pf：代码“9”不在代码表里；可用的代码：1、2、3、4、5、6、7。" in answer.output
    assert "第 4 行，satisfaction" in answer.output
    assert "没有导入过" in said(app, "imported", "--month", "2026-11").output


@pytest.mark.parametrize(
    "content", ["", "[1]", "{}", '[{"a": [1]}]', '{"records": {}}', "[" * 9999]
)
def test_json_that_is_no_list_of_records_is_refused(
    app: Flask, tmp_path: Path, content: str
) -> None:
    with app.app_context():
        a_hall()
    (tmp_path / "a.json").write_text(content)

    answer = said(app, "import", tmp_path / "a.json", "--by", "李某")

    assert answer.exit_code == 1
    assert isinstance(answer.exception, SystemExit)


def test_the_page_holds_the_tables_as_the_program_prints_them(app: Flask) -> None:
    page = (PROJECT / "docs" / "province.md").read_text(encoding="utf-8")

    printed = said(app, "codes").output

    assert page.partition("<!-- province codes -->\n")[2] == printed
