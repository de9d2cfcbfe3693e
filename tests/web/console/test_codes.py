"""Codes, posters and screens in the console."""

import re

from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from server.actions.codes.count_stray_scan import count_stray_scan
from server.db import session, transaction
from server.models.codes import Screen, WindowCode
from server.models.registry import Window
from server.rules.accounts.roles import Role
from tests.build import MORNING
from tests.web.console.desk import Desk, untranslated, words_of
from tests.web.forms import form_to

PATH = "/console/codes"
A01 = f"{PATH}/windows/A01"


def press(client: FlaskClient, what: str) -> TestResponse:
    return form_to(client.get(A01), f"{A01}/{what}").send(client)


def valid_codes(desk: Desk) -> list[str]:
    window = desk.place.windows["A01"]
    with desk.app.app_context():
        found = select(WindowCode.code).where(
            WindowCode.window_id == window, WindowCode.revoked_at.is_(None)
        )
        return list(session.scalars(found))


def test_only_who_manages_codes_sees_them(desk: Desk) -> None:
    paths = (PATH, A01, f"{PATH}/strays", f"{PATH}/symbol.svg?window=A01")
    manager, supervisor = desk.of(Role.SYSTEM_ADMIN), desk.of(Role.SUPERVISOR)

    assert {manager.get(path).status_code for path in paths} == {200}
    assert {supervisor.get(path).status_code for path in paths} == {404}
    assert supervisor.post(f"{A01}/replace").status_code == 404
    assert valid_codes(desk) == [desk.place.codes["A01"]]


def test_the_pages_are_there_in_english(desk: Desk) -> None:
    client = desk.of(Role.SYSTEM_ADMIN)

    for path in (PATH, A01, f"{PATH}/strays"):
        assert untranslated(client.get(f"{path}?lang=en")) == []


def test_a_replaced_code_is_void_and_the_new_one_valid(desk: Desk) -> None:
    client, old = desk.of(Role.SYSTEM_ADMIN), desk.place.codes["A01"]

    answer = press(client, "replace")
    page = words_of(client.get(answer.headers["Location"]))

    assert answer.headers["Location"] == f"{A01}?done=code_replaced"
    assert len(valid_codes(desk)) == 1
    assert old not in valid_codes(desk)
    assert re.search(rf"{old} 已停用", page)


def test_the_same_form_sent_twice_does_not_take_the_new_poster_away(desk: Desk) -> None:
    client = desk.of(Role.SYSTEM_ADMIN)
    form = form_to(client.get(A01), f"{A01}/replace")

    first = form.send(client)
    after_first = valid_codes(desk)
    second = form.send(client)

    assert (first.status_code, second.status_code) == (303, 409)
    assert valid_codes(desk) == after_first


def test_a_window_without_a_code_is_named_and_gets_one_again(desk: Desk) -> None:
    client = desk.of(Role.SYSTEM_ADMIN)

    press(client, "revoke")
    listed = words_of(client.get(PATH))
    press(client, "replace")

    assert "1 个窗口还没有码 A01" in listed
    assert len(valid_codes(desk)) == 1


def test_a_pairing_code_is_shown_once(desk: Desk) -> None:
    client = desk.of(Role.SYSTEM_ADMIN)

    shown = words_of(press(client, "pair"))
    later = words_of(client.get(A01))

    assert re.search(r"配对码.*/screen/A01.*[0-9A-Z]{4} [0-9A-Z]{4}", shown)
    assert "离开本页后不再显示" in shown
    assert "离开本页后不再显示" not in later
    assert "等待配对" in later


def test_all_screens_of_a_window_end(desk: Desk) -> None:
    client = desk.of(Role.SYSTEM_ADMIN)
    press(client, "pair")

    press(client, "unpair")

    with desk.app.app_context():
        assert session.scalar(select(Screen.revoked_at)) is not None


def test_the_poster_of_one_window_is_a_pdf(desk: Desk) -> None:
    answer = desk.page(f"{PATH}/posters.pdf?window=A01&size=A5", Role.SYSTEM_ADMIN)

    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert desk.page(f"{PATH}/posters.pdf?size=A3", Role.SYSTEM_ADMIN).status_code == 404


def test_a_window_of_any_name_has_a_poster(desk: Desk) -> None:
    with desk.app.app_context(), transaction() as current:
        current.execute(
            update(Window).where(Window.id == desk.place.windows["A01"]).values(number="综合/1")
        )
    client = desk.of(Role.SYSTEM_ADMIN)

    page = client.get(f"{PATH}/windows/综合/1")
    symbol = client.get(f"{PATH}/symbol.png?window=综合/1")
    poster = client.get(f"{PATH}/posters.pdf?window=综合/1")

    assert (page.status_code, symbol.status_code, poster.status_code) == (200, 200, 200)
    assert "filename*=UTF-8''" in poster.headers["Content-Disposition"]


def test_scans_of_a_void_code_are_told_where_its_poster_hangs(desk: Desk) -> None:
    client, old = desk.of(Role.SYSTEM_ADMIN), desk.place.codes["A01"]
    press(client, "replace")
    with desk.app.app_context():
        count_stray_scan(MORNING.date(), old)

    strays = words_of(client.get(f"{PATH}/strays"))

    assert f"2026年11月25日 A01 {old} 1" in strays
    assert "旧海报可能还挂着" in words_of(client.get(A01))


def test_a_window_that_does_not_exist_is_not_found(desk: Desk) -> None:
    assert desk.page(f"{PATH}/windows/Z99", Role.SYSTEM_ADMIN).status_code == 404
