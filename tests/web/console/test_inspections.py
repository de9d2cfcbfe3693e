"""Inspections on a phone: window by window, what is wrong is told, nothing typed is lost."""

import html
import re
import subprocess
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.rules.accounts.roles import Role
from tests.api.calls import a_picture
from tests.web.console.desk import Desk, untranslated, words_of

LIST = "/console/inspections/"
NEW = f"{LIST}new"
ORDERS = f"{LIST}orders"
RANDOM = {"kind": "random", "leader": "王某", "seed": "it's 417", "count": "1"}
WORDS = "桌面堆放杂物，当事人在场确认"


def begun(browser: FlaskClient, **more: str) -> str:
    """The address of a round that was just begun."""
    answer = browser.post(NEW, data={"kind": "patrol", "leader": "王某", **more})
    assert answer.status_code == 303, words_of(answer)
    return answer.headers["Location"].partition("?")[0]


def recorded(browser: FlaskClient, address: str, **more: str) -> TestResponse:
    """What is answered to a finding at A01."""
    sent = {"what": "finding", "severity": "light", "words": WORDS, "witness": "赵某", **more}
    return browser.post(f"{address}/windows/A01", data=sent)


def test_a_round_goes_window_by_window_and_is_closed(desk: Desk) -> None:
    browser = desk.of(Role.INSPECTOR)
    address = begun(browser)
    browser.post(f"{address}/normal", data={"window": "A02"})
    recorded(browser, address, staff="0137")

    seen = words_of(browser.get(address))
    browser.post(f"{address}/close", data={"notes": "总体良好"})
    closed = browser.get(address)

    assert "已看 2 / 2 个窗口，发现问题 1 个" in seen
    assert WORDS in seen
    assert "总体良好" in words_of(closed)
    assert "/normal" not in closed.text
    assert "巡查抽查" in words_of(browser.get(LIST))


def test_what_is_missing_is_told_and_words_and_photos_stay(desk: Desk) -> None:
    browser = desk.of(Role.INSPECTOR)
    address = begun(browser)
    sent = {"what": "off_post", "words": WORDS, "nonce": "AAAAAAAAAAAAAAAAAAAAAA"}
    photo = (BytesIO(a_picture()), "a.jpg")

    refused = browser.post(f"{address}/windows/A01", data={**sent, "photos": photo})
    [kept] = re.findall(r'name="kept_photo" value="([^"]+)"', refused.text)
    taken = recorded(browser, address, kept_photo=html.unescape(kept), nonce=sent["nonce"])

    assert refused.status_code == 422
    assert WORDS in refused.text
    assert "请选择涉及人员。" in words_of(refused)
    assert taken.status_code == 303
    page = browser.get(address).text
    [name] = set(re.findall(r"/findings/(\w+/photos/[\w.-]+)", page))
    assert browser.get(f"{LIST}findings/{name}").mimetype == "image/jpeg"


def test_the_commands_of_the_page_draw_the_same_without_this_software(desk: Desk) -> None:
    browser = desk.of(Role.INSPECTOR)
    page = browser.get(f"{begun(browser, **RANDOM)}/draw")

    commands = [
        html.unescape(one) for one in re.findall(r'<pre class="cmd">(.*?)</pre>', page.text)
    ]
    digest, drawn = (
        subprocess.run(["/bin/bash", "-c", one], capture_output=True, text=True, check=True).stdout
        for one in commands[:2]
    )

    assert digest.split()[0] in words_of(page)
    place, window = drawn.split()
    assert f"1 {window} {place} 抽中" in words_of(page)


def test_a_head_answers_the_order_to_their_department_and_an_inspector_checks(desk: Desk) -> None:
    inspector, head = desk.of(Role.INSPECTOR), desk.of(Role.DEPARTMENT_HEAD, department="D1")
    recorded(inspector, begun(inspector))
    form = {"department": "D1", "term": "short", "words": "清理桌面"}
    issued = inspector.post(f"{ORDERS}/new", data=form).headers["Location"].partition("?")[0]

    waiting = words_of(head.get(ORDERS))
    answered = head.post(f"{issued}/answer", data={"words": "已清理"})
    passed = inspector.post(f"{issued}/pass", data={"words": ""})

    assert "清理桌面" in waiting
    assert (answered.status_code, passed.status_code) == (303, 303)
    assert "复查通过" in words_of(head.get(issued))


@pytest.mark.parametrize("path", [LIST, NEW, ORDERS, f"{ORDERS}/new?department=D1"])
def test_the_pages_speak_english_too(desk: Desk, path: str) -> None:
    mark = "&" if "?" in path else "?"

    assert untranslated(desk.page(f"{path}{mark}lang=en", Role.INSPECTOR)) == []
