"""Does a window's screen show its rotating code on a paired device, and on no other?"""

import base64
import re
from dataclasses import replace
from datetime import timedelta

import pytest
import zxingcpp
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from server.actions.codes.issue_pairing import issue_pairing
from server.actions.codes.replace_code import replace_code
from server.actions.codes.revoke_code import revoke_code
from server.actions.codes.revoke_screens import revoke_screens
from server.models.codes import Screen
from server.models.ratings import Rating
from server.settings import Settings
from tests.build import MORNING, at, on_duty
from tests.house.installation import installed
from tests.qr.test_symbol import dark_modules
from tests.web.forms import form_of, words_of
from tests.web.visitors import READING, Visitor


def pairing_code(visitor: Visitor, window: str = "A01") -> str:
    """A fresh pairing code of a window."""
    with visitor.app.app_context():
        return issue_pairing(visitor.place.hall.id, window, by="李某", now=visitor.clock.now())


def pair(client: FlaskClient, code: str, window: str = "A01") -> TestResponse:
    """The answer to a device that types a pairing code."""
    return client.post(f"/screen/{window}/pair", data={"code": code}, base_url="https://localhost")


def screen(client: FlaskClient, window: str = "A01") -> TestResponse:
    """What the device shows."""
    return client.get(f"/screen/{window}", base_url="https://localhost")


@pytest.fixture
def device(visitor: Visitor) -> FlaskClient:
    """A device that is the screen of window A01."""
    client = visitor.app.test_client()
    assert pair(client, pairing_code(visitor)).status_code == 303
    return client


def address_shown(page: TestResponse) -> str:
    """What a phone reads from the screen."""
    found = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', page.text)
    assert found, words_of(page)
    dark = dark_modules(base64.b64decode(found[1]).decode())
    image = Image.new("L", (len(dark), len(dark)), 255)
    image.putdata([0 if module else 255 for row in dark for module in row])
    large = image.resize((len(dark) * 8, len(dark) * 8), Image.Resampling.NEAREST)
    return zxingcpp.read_barcodes(large)[0].text


def test_a_device_that_is_not_paired_learns_how_and_shows_no_code(visitor: Visitor) -> None:
    page = screen(visitor.client)

    assert page.status_code == 403
    assert "flask --app wsgi screens pair A01" in words_of(page)
    assert "data:image" not in page.text


def test_a_paired_device_shows_the_window_who_serves_and_a_code(
    visitor: Visitor, device: FlaskClient
) -> None:
    page = screen(device)

    for expected in ("A01", "综合受理窗口", "工号 0137", "办完了，请评一评"):
        assert expected in words_of(page)
    code = visitor.place.codes["A01"]
    assert address_shown(page).startswith(f"https://pingjia.example.gov.cn/w/{code}?k=")


def test_what_the_screen_shows_makes_a_rating_of_somebody_present(
    visitor: Visitor, device: FlaskClient
) -> None:
    address = address_shown(screen(device)).removeprefix("https://pingjia.example.gov.cn")

    form = form_of(visitor.client.get(address))
    visitor.clock.forward(READING)
    form.send(visitor.client, level="5")

    assert visitor.only(Rating).lane == "present"


def test_every_thirty_seconds_another_code_is_shown(visitor: Visitor, device: FlaskClient) -> None:
    first = address_shown(screen(device))
    visitor.clock.forward(timedelta(seconds=29))
    same = address_shown(screen(device))
    visitor.clock.forward(timedelta(seconds=1))
    other = address_shown(screen(device))

    assert first == same
    assert other != first


@pytest.mark.parametrize(("second", "wait"), [(0, 30), (1, 29), (29, 1), (30, 30)])
def test_the_page_asks_for_itself_again_when_the_next_code_is_due(
    visitor: Visitor, device: FlaskClient, second: int, wait: int
) -> None:
    visitor.clock.move_to(MORNING + timedelta(seconds=second))

    assert f'http-equiv="refresh" content="{wait}"' in screen(device).text


def test_outside_opening_hours_the_screen_is_paused_and_shows_no_code(
    visitor: Visitor, device: FlaskClient
) -> None:
    visitor.clock.move_to(at("2026-11-25 17:00"))

    page = screen(device)

    assert "本窗口暂停服务" in words_of(page)
    assert "data:image" not in page.text
    assert 'http-equiv="refresh"' in page.text


def test_a_window_without_a_valid_code_shows_none(visitor: Visitor, device: FlaskClient) -> None:
    with visitor.app.app_context():
        revoke_code(visitor.place.hall.id, "A01", by="李某", now=MORNING)

    assert "还没有可用的二维码" in words_of(screen(device))


def test_a_replaced_code_is_shown_at_once(visitor: Visitor, device: FlaskClient) -> None:
    with visitor.app.app_context():
        code = replace_code(visitor.place.hall.id, "A01", by="李某", now=MORNING)

    assert f"/w/{code}?k=" in address_shown(screen(device))


def test_all_who_serve_at_a_shared_window_are_named(visitor: Visitor, device: FlaskClient) -> None:
    with visitor.app.app_context():
        on_duty(visitor.place, "0138")

    page = words_of(screen(device))

    assert "工号 0137" in page
    assert "工号 0138" in page


def test_a_device_is_the_screen_of_its_own_window_only(device: FlaskClient) -> None:
    assert screen(device, "A02").status_code == 403


def test_a_pairing_code_works_once(visitor: Visitor) -> None:
    code = pairing_code(visitor)
    pair(visitor.app.test_client(), code)

    second = visitor.app.test_client()
    refused = pair(second, code)

    assert refused.status_code == 422
    assert "配对码不对、已用过或已过期" in words_of(refused)
    assert screen(second).status_code == 403


@pytest.mark.parametrize(
    ("late", "status"),
    [
        pytest.param(timedelta(minutes=10), 303, id="after exactly ten minutes"),
        pytest.param(timedelta(minutes=10, seconds=1), 422, id="a second later"),
    ],
)
def test_a_pairing_code_works_for_ten_minutes(
    visitor: Visitor, late: timedelta, status: int
) -> None:
    code = pairing_code(visitor)
    visitor.clock.forward(late)

    assert pair(visitor.app.test_client(), code).status_code == status


@pytest.mark.parametrize("typed", ["", "00000000", "什么"])
def test_an_invented_pairing_code_is_refused(visitor: Visitor, typed: str) -> None:
    assert pair(visitor.client, typed).status_code == 422


def test_a_pairing_code_is_understood_as_people_type_it(visitor: Visitor) -> None:
    code = pairing_code(visitor).lower()

    assert pair(visitor.client, f"{code[:4]} {code[4:]}").status_code == 303


def test_the_devices_token_is_kept_from_scripts_other_sites_and_the_database(
    visitor: Visitor,
) -> None:
    cookie = pair(visitor.client, pairing_code(visitor)).headers["Set-Cookie"]

    token = re.fullmatch(r"__Host-screen=([\w-]{43});.*", cookie)
    assert token
    for attribute in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"):
        assert attribute in cookie
    assert "Domain" not in cookie
    assert token[1].encode() not in visitor.only(Screen).device_hash


def test_an_ended_screen_shows_nothing_more(visitor: Visitor, device: FlaskClient) -> None:
    with visitor.app.app_context():
        revoke_screens(visitor.place.hall.id, "A01", by="李某", now=MORNING)

    assert screen(device).status_code == 403


def test_a_made_up_token_opens_nothing(visitor: Visitor) -> None:
    visitor.client.set_cookie("__Host-screen", "made-up", domain="localhost", secure=True)

    assert screen(visitor.client).status_code == 403


def test_the_operator_pairs_and_ends_screens_by_command(visitor: Visitor) -> None:
    runner = visitor.app.test_cli_runner()

    told = runner.invoke(args=["screens", "pair", "A01"]).output
    code = re.search(r"[0-9A-Z]{4} [0-9A-Z]{4}", told)
    assert code
    assert "https://pingjia.example.gov.cn/screen/A01" in told
    assert pair(visitor.client, code[0]).status_code == 303

    ended = runner.invoke(args=["screens", "revoke", "A01"])
    assert "已停用 1 个屏" in ended.output
    assert screen(visitor.client).status_code == 403


def test_a_window_that_does_not_exist_cannot_be_paired(visitor: Visitor) -> None:
    result = visitor.app.test_cli_runner().invoke(args=["screens", "pair", "Z99"])

    assert result.exit_code == 1
    assert "Z99" in result.output


def test_a_screen_that_meets_a_fault_asks_again_by_itself(settings: Settings) -> None:
    away = replace(settings, database_url="sqlite:////nonexistent/hall.db")

    with installed(away) as app:
        page = screen(app.test_client())

    assert page.status_code == 503
    assert page.headers["Refresh"] == "30"
