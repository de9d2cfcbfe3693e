"""Does a scan show what a rating page needs, and nothing else?"""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from server.actions.codes.replace_code import replace_code
from server.actions.registry.set_hall_setting import set_hall_setting
from server.db import session
from server.models.codes import StrayScan
from server.rules.hall_settings import SettingRow
from tests.api.calls import Caller
from tests.build import DAY, MORNING, TestHall
from tests.house.installation import Clock


def test_a_scan_shows_hall_window_and_who_serves(caller: Caller) -> None:
    page = caller.scan()

    assert page["hall"]["name"] == "示例区政务服务中心"
    assert page["window"]["number"] == "A01"
    assert page["serving"] == [{"staff_number": "0137", "name": ""}]


def test_the_name_is_shown_only_where_the_hall_says_so(app: Flask, caller: Caller) -> None:
    with app.app_context():
        row = SettingRow("staff_name_shown", "", "yes", DAY)
        set_hall_setting(caller.place.hall.id, row, by="李某", now=MORNING)

    page = caller.scan()

    assert page["serving"] == [{"staff_number": "0137", "name": "张某"}]


def test_each_level_comes_with_its_own_eight_tags(caller: Caller) -> None:
    levels = caller.scan()["levels"]

    assert [level["level"] for level in levels] == [5, 4, 3, 2, 1]
    assert all(len(level["tags"]) == 8 for level in levels)
    assert all(tag["code"][0] == str(level["level"]) for level in levels for tag in level["tags"])


def test_a_reason_is_needed_for_the_two_lowest_levels_only(caller: Caller) -> None:
    levels = caller.scan()["levels"]

    needing = [level["level"] for level in levels if level["needs_reason"]]

    assert needing == [2, 1]


def test_it_says_who_handles_personal_data_and_for_how_long_it_is_kept(
    app: Flask, caller: Caller
) -> None:
    with app.app_context():
        row = SettingRow("contact_kept_days", "", "10", DAY)
        set_hall_setting(caller.place.hall.id, row, by="李某", now=MORNING)

    privacy = caller.scan()["privacy"]

    assert privacy["office"] == "示例区政务服务中心 监督部门"
    assert privacy["kept_days"] == {
        "moment": 30, "contact": 10, "photo": 365, "text": 730, "case": 1825,
    }  # fmt: skip


def test_the_page_speaks_english_when_asked(caller: Caller) -> None:
    page = caller.scan(query="?lang=en")

    assert page["hall"]["name"] == "Example District Service Hall"
    assert page["levels"][0]["text"] == "Very satisfied"


def test_a_code_may_be_typed_in_small_letters_with_a_space(caller: Caller) -> None:
    code = caller.place.codes["A01"].lower()

    answer = caller.get(f"/windows/{code[:4]} {code[4:]}")

    assert answer.get_json()["window"]["number"] == "A01"


def test_two_scans_have_two_tickets(caller: Caller) -> None:
    assert caller.ticket() != caller.ticket()


def test_outside_opening_hours_the_page_says_so(caller: Caller, clock: Clock) -> None:
    clock.forward(timedelta(hours=10))

    assert caller.scan()["is_open"] is False


def test_a_code_that_never_was_is_not_found_and_is_counted(app: Flask, caller: Caller) -> None:
    answer = caller.get("/windows/ZZZZZZZZ")

    assert answer.status_code == 404
    assert answer.get_json()["code"] == "error.unknown_code"
    with app.app_context():
        rows = session.execute(select(StrayScan.code, StrayScan.scans)).all()
    assert [tuple(row) for row in rows] == [("", 1)]


def test_a_replaced_code_is_gone_and_counted_by_name(app: Flask, place: TestHall) -> None:
    caller = Caller(app.test_client(), place)
    with app.app_context():
        replace_code(place.hall.id, "A01", by="李某", now=MORNING)

    answer = caller.get(f"/windows/{place.codes['A01']}")

    assert answer.status_code == 410
    assert "新的二维码" in answer.get_json()["detail"]
    with app.app_context():
        assert session.scalars(select(StrayScan.code)).all() == [place.codes["A01"]]


def test_what_cannot_be_a_code_is_not_even_asked_for(caller: Caller) -> None:
    answers = [caller.get(f"/windows/{code}") for code in ("%00", "A", "' OR 1=1 --", "甲" * 8)]

    assert {answer.status_code for answer in answers} == {404}
