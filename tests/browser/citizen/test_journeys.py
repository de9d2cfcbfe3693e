"""Do the citizen's pages work in a real browser, without scripts and on a weak network?"""

import io
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import ConsoleMessage, Page

from tests.browser.citizen.town import (
    STATES,
    Town,
    choose,
    receipt_on,
    send,
    thanks_for_a_bad_rating,
)
from tests.house.chromium import PHONE, NewPage

pytestmark = pytest.mark.browser

FIRST_PAINT_MS = 1_500
MOST_BYTES = 14 * 1024
TRIES = 3
WEAK_NETWORK = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}


def photo(folder: Any) -> str:
    """A picture file."""
    path = folder / "photo.jpg"
    Image.new("RGB", (640, 480), "teal").save(path)
    return str(path)


def test_without_scripts_one_can_rate_with_a_photo_and_look_it_up(
    new_page: NewPage, town: Town, tmp_path: Any
) -> None:
    page = new_page(**PHONE, java_script_enabled=False)
    page.goto(town.form())
    choose(page, "不满意")
    choose(page, "服务态度生硬")
    page.locator("#f-photos").set_input_files(photo(tmp_path))
    send(page)
    receipt = receipt_on(page)
    page.locator(".rows a").first.click()
    page.get_by_label("查询码").fill(receipt)
    send(page)

    assert "服务态度生硬" in page.locator("main").inner_text()


def test_a_photo_need_not_be_chosen_again_after_a_problem(
    browser_page: Page, town: Town, tmp_path: Any
) -> None:
    page = browser_page
    page.goto(town.form())
    choose(page, "不满意")
    page.locator("#f-photos").set_input_files(photo(tmp_path))
    send(page)
    assert page.get_by_label("照片 1：已传好").is_checked()

    choose(page, "服务态度生硬")
    send(page)

    page.wait_for_url("**/w/thanks/**")


def test_back_and_again_is_the_same_rating(browser_page: Page, town: Town) -> None:
    thanks_for_a_bad_rating(browser_page, town)
    receipt = receipt_on(browser_page)

    browser_page.go_back()
    send(browser_page)

    assert receipt_on(browser_page) == receipt


def test_large_type_leads_from_question_to_question(browser_page: Page, town: Town) -> None:
    page = browser_page
    page.goto(town.form("A02"))
    page.get_by_role("button", name="大字版").click()
    choose(page, "工号 0138")
    send(page)
    choose(page, "不满意")
    send(page)
    choose(page, "服务态度生硬")
    send(page)
    page.locator("#f-text").fill("态度不好")
    send(page)
    send(page)

    page.wait_for_url("**/w/thanks/**")
    assert page.locator("html").get_attribute("data-size") == "elder"


def test_changing_the_language_keeps_what_is_typed(browser_page: Page, town: Town) -> None:
    page = browser_page
    page.goto(town.form())
    choose(page, "不满意")
    page.locator("#f-text").fill("态度不好")

    page.get_by_role("button", name="English").click()

    assert page.locator("#f-text").input_value() == "态度不好"
    assert page.get_by_label("Dissatisfied", exact=True).is_checked()


def test_nothing_is_fetched_from_elsewhere_and_the_console_stays_clean(
    browser_page: Page, town: Town
) -> None:
    requests: list[str] = []
    complaints: list[str] = []
    browser_page.on("request", lambda request: requests.append(request.url))

    def note(message: ConsoleMessage) -> None:
        # A page that answers 404 or 422 is listed by Chromium as a resource that failed.
        if message.type in {"error", "warning"} and "Failed to load" not in message.text:
            complaints.append(message.text)

    browser_page.on("console", note)
    for state in STATES:
        state(browser_page, town)

    assert [url for url in requests if not url.startswith((town.url, "data:"))] == []
    assert complaints == []


def test_on_a_weak_network_the_form_is_soon_there(new_page: NewPage, town: Town) -> None:
    paints, sizes = zip(*(first_paint(new_page, town) for _ in range(TRIES)), strict=True)

    assert max(sizes) <= MOST_BYTES
    assert min(paints) <= FIRST_PAINT_MS


def first_paint(new_page: NewPage, town: Town) -> tuple[float, int]:
    """When the form is first seen (ms), at 400 ms, 400 kbit/s and a quarter of the speed; bytes."""
    page = new_page(**PHONE)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", WEAK_NETWORK)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(town.form())
    painted = "performance.getEntriesByName('first-contentful-paint')"
    page.wait_for_function(f"{painted}.length")
    paint = page.evaluate(f"{painted}[0].startTime")
    size = page.evaluate("() => performance.getEntriesByType('navigation')[0].encodedBodySize")
    return float(paint), int(size)


def test_a_paired_screen_shows_a_code_that_proves_presence(new_page: NewPage, town: Town) -> None:
    screen = new_page(viewport={"width": 1280, "height": 800}, java_script_enabled=False)
    screen.goto(f"{town.url}/screen/A01")
    screen.get_by_label("配对码").fill(town.pairings.pop())
    send(screen)
    picture = Image.open(io.BytesIO(screen.screenshot()))
    address = zxingcpp.read_barcodes(picture)[0].text

    phone = new_page(**PHONE)
    phone.goto(address)

    assert "已确认您在窗口现场" in phone.locator("main").inner_text()
