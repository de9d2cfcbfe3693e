"""Does an anonymous complaint go both ways until it is closed, on a phone without scripts?"""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from server import clock
from server.rules.accounts.roles import Actor
from server.rules.cases.step_names import StepName as N
from tests.browser.citizen.town import Town, choose, send
from tests.case_build import a_supervisor, step
from tests.house.chromium import PHONE, NewPage
from tests.house.installation import installed

pytestmark = pytest.mark.browser

SAID = "来了三趟，每次说的材料都不一样，窗口也没有一次告知。"


def press(page: Page, name: str) -> None:
    """Press that button and wait for the page it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def words_on(page: Page) -> str:
    """What stands on the page."""
    return page.locator("main").inner_text()


def office(town: Town, number: str, *steps: N, reply: str = "经核实属实。") -> None:
    """Somebody of the supervising office takes these steps, on the same database."""
    with installed(town.settings) as app, app.app_context():
        supervisor: Actor = a_supervisor(town.place)
        for name in steps:
            words = {"reply": reply} if name is N.REPLY else None
            step(town.place, number, name, supervisor, words=words, now=clock.now())


@dataclass(frozen=True)
class Citizen:
    """Somebody with a phone, a complaint, and what opens it."""

    page: Page
    town: Town
    number: str
    code: str

    def opens_it(self) -> None:
        """From the thank-you page, by number and code."""
        self.page.locator(".rows a").first.click()
        self.page.get_by_label("密码").fill(self.code)
        send(self.page)

    def answers_with(self, photo: Path) -> None:
        """Words and a photo, in the talk."""
        self.page.locator("#talk textarea").fill("有一张。")
        self.page.locator("#f-photos").set_input_files(photo)
        press(self.page, "发送")

    def is_not_satisfied(self) -> None:
        """Has it handled again."""
        self.page.locator("#reopen summary").click()
        self.page.locator("#reopen textarea").fill("改正的清单窗口还没有用。")
        press(self.page, "提交，重新办理")

    def is_satisfied(self) -> None:
        """Closes it and rates the handling."""
        press(self.page, "满意，办结")
        self.page.locator("summary", has_text="给这次处理打个分").click()
        choose(self.page, "基本满意")
        press(self.page, "提交打分")

    def reads(self) -> str:
        """What stands on the page after a fresh look."""
        self.page.reload()
        return words_on(self.page)


@pytest.fixture
def citizen(new_page: NewPage, town: Town) -> Citizen:
    """A complaint was filed without a name, on a phone without scripts."""
    page = new_page(**PHONE, java_script_enabled=False)
    page.goto(town.complaint())
    choose(page, "投诉")
    choose(page, "没有一次告知")
    page.get_by_label("请写下经过").fill(SAID)
    send(page)
    if page.locator("#hint-title").count():  # another test has just complained of the same
        send(page)
    return Citizen(page, town, *page.locator(".code b").all_inner_texts())


def test_both_sides_talk_without_a_phone_number(citizen: Citizen, a_photo: Path) -> None:
    page, town = citizen.page, citizen.town
    office(town, citizen.number, N.ACCEPT, N.START, N.MESSAGE)

    citizen.opens_it()
    assert "请问还有回执吗？" in words_on(page)
    citizen.answers_with(a_photo)

    assert "已收到您补充的内容" in words_on(page)
    picture = page.locator(".pics img").get_attribute("src") or ""
    shown = page.request.get(f"{town.url}{picture}")
    assert (shown.status, shown.headers["content-type"]) == (200, "image/jpeg")


def test_it_is_decided_twice_and_then_it_will_do(citizen: Citizen) -> None:
    page, town, number = citizen.page, citizen.town, citizen.number
    office(town, number, N.ACCEPT, N.START, N.DECIDE, N.REPLY, reply="清单已经改正。")
    citizen.opens_it()
    assert "清单已经改正。" in words_on(page)

    citizen.is_not_satisfied()
    assert "已重新办理，新的期限在下面" in words_on(page)

    office(town, number, N.START, N.DECIDE, N.REPLY, reply="窗口今天起用新清单。")
    assert "窗口今天起用新清单。" in citizen.reads()
    assert "已经重新办理过一次" in words_on(page)
    citizen.is_satisfied()
    assert "您给这次处理的打分：基本满意" in words_on(page)


def test_on_a_shared_device_it_is_closed_for_the_next_person(citizen: Citizen) -> None:
    page = citizen.page
    citizen.opens_it()
    assert SAID in words_on(page)

    press(page, "看完请关闭")
    page.goto(f"{citizen.town.url}/c/{citizen.number}")

    assert SAID not in words_on(page)
    assert page.locator("#code").count() == 1


@pytest.fixture
def a_photo(tmp_path: Path) -> Path:
    """A picture file."""
    path = tmp_path / "receipt.jpg"
    Image.new("RGB", (640, 480), "teal").save(path)
    return path
