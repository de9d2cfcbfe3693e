"""Whatever goes wrong on a citizen's phone is told in their words, and nothing typed is lost."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, Route

from server.settings import Settings
from tests.browser.citizen.town import choose, receipt_on, send
from tests.house.installation import a_settings
from tests.journeys.citizen import take_photo
from tests.journeys.conftest import HALL, Street
from tests.journeys.installation import Installation
from tests.journeys.small_hall import OPEN, REVOKED, levels_given, settle

pytestmark = pytest.mark.browser

WORDS = "等了很久，态度不好"
ELEVEN_MEGABYTES = 11 * 1024 * 1024


@dataclass(frozen=True)
class BadDay:
    """A hall that is open all through this module."""

    settings: Settings
    codes: dict[str, str]

    def form(self, window: str = OPEN, query: str = "") -> str:
        """The address on a window's poster."""
        return f"{HALL}/w/{self.codes[window]}{query}"


@pytest.fixture(scope="module")
def hall(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, street: Street
) -> Iterator[BadDay]:
    """One hall for all: what is tested here is told by pages, not kept by a database."""
    folder = tmp_path_factory.mktemp("bad-day")
    shutil.copy(sqlite_template, folder / "hall.db")
    url = f"sqlite:///{folder / 'hall.db'}"
    settings = a_settings(database_url=url, var_dir=folder, public_url=HALL)
    codes = settle(settings)
    with Installation(settings, street.port, moment="2026-11-25 10:00").open_to_citizens():
        yield BadDay(settings, codes)


def fill_in(phone: Page) -> None:
    """Dissatisfied, with a reason and with words."""
    choose(phone, "不满意")
    choose(phone, "服务态度生硬")
    phone.locator("#f-text").fill(WORDS)


def all_is_kept(phone: Page) -> bool:
    """Whether the form still says what was filled in."""
    chosen = [phone.get_by_label(name).first for name in ("不满意", "服务态度生硬")]
    return phone.locator("#f-text").input_value() == WORDS and all(
        each.is_checked() for each in chosen
    )


def what_is_wrong(phone: Page) -> str:
    """What the box above the form says."""
    return phone.locator("#problems").inner_text()


@pytest.mark.usefixtures("hall")
def test_an_unknown_code_says_where_to_look(phone: Page) -> None:
    answer = phone.goto(f"{HALL}/w/ZZZZZZZZ")

    assert answer is not None
    assert answer.status == 404
    assert "核对海报上的 8 位字符" in phone.locator("main").inner_text()


def test_a_revoked_code_asks_for_the_new_poster(phone: Page, hall: BadDay) -> None:
    answer = phone.goto(hall.form(REVOKED))

    assert answer is not None
    assert answer.status == 410
    assert "扫描窗口上新的二维码" in phone.locator("main").inner_text()


def test_a_bad_level_without_a_reason_is_one_step_short(phone: Page, hall: BadDay) -> None:
    phone.goto(hall.form())
    choose(phone, "不满意")
    send(phone)
    told = what_is_wrong(phone)

    phone.locator("#f-text").fill(WORDS)
    send(phone)

    assert "还差一步" in told
    phone.wait_for_url("**/w/thanks/**")


def test_a_photo_of_eleven_megabytes_costs_no_words(
    phone: Page, hall: BadDay, tmp_path: Path
) -> None:
    photo = take_photo(tmp_path)
    with photo.open("ab") as file:
        file.truncate(ELEVEN_MEGABYTES)
    phone.goto(hall.form())
    fill_in(phone)
    phone.locator("#f-photos").set_input_files(photo)

    send(phone)

    assert "照片超过 10 MB" in what_is_wrong(phone)
    assert all_is_kept(phone)


def test_a_document_that_calls_itself_a_photo_is_no_photo(
    phone: Page, hall: BadDay, tmp_path: Path
) -> None:
    document = tmp_path / "scan.jpg"
    Image.new("RGB", (100, 100)).save(document, "PDF")
    phone.goto(hall.form())
    fill_in(phone)
    phone.locator("#f-photos").set_input_files(document)

    send(phone)

    assert "这个文件不是照片" in what_is_wrong(phone)
    assert all_is_kept(phone)


def test_an_answer_lost_on_the_way_and_sending_again_is_one_rating(
    phone: Page, hall: BadDay, street: Street
) -> None:
    before = levels_given(hall.settings)
    phone.goto(hall.form())
    choose(phone, "基本满意")

    with losing_the_answer(phone, street):
        phone.locator("button.main").click()
        phone.wait_for_url("chrome-error://**")
    stored = levels_given(hall.settings)
    phone.go_back()
    send(phone)

    phone.wait_for_url("**/w/thanks/**")
    assert stored == levels_given(hall.settings) == [*before, 3]


@contextmanager
def losing_the_answer(phone: Page, street: Street) -> Iterator[None]:
    """What the phone sends arrives; the line breaks before the answer comes back."""

    def lose(route: Route) -> None:
        here = f"http://127.0.0.1:{street.port}"
        route.fetch(url=route.request.url.replace(HALL, here), max_redirects=0)
        route.abort("connectionreset")

    phone.route("**", lose)
    yield
    phone.unroute("**", lose)


def test_the_same_form_in_two_tabs_is_one_rating(phone: Page, hall: BadDay) -> None:
    before = levels_given(hall.settings)
    phone.goto(hall.form())
    choose(phone, "基本满意")
    twin = a_twin_of(phone)

    send(twin)
    send(phone)

    phone.wait_for_url("**/w/thanks/**")
    assert receipt_on(twin) == receipt_on(phone)
    assert levels_given(hall.settings) == [*before, 3]


def a_twin_of(phone: Page) -> Page:
    """The page in a second tab, as "duplicate tab" makes it: with the same ticket."""
    twin = phone.context.new_page()
    twin.goto(phone.url)
    ticket = phone.locator("[name=ticket]").get_attribute("value")
    twin.locator("[name=ticket]").evaluate("(field, ticket) => field.value = ticket", ticket)
    choose(twin, "基本满意")
    return twin


def test_back_from_the_thanks_and_again_is_the_same_rating(phone: Page, hall: BadDay) -> None:
    before = levels_given(hall.settings)
    phone.goto(hall.form())
    choose(phone, "不满意")
    send(phone)  # one step short
    choose(phone, "服务态度生硬")
    send(phone)
    receipt = receipt_on(phone)

    phone.go_back()
    assert phone.get_by_label("服务态度生硬").first.is_checked()
    send(phone)

    assert receipt_on(phone) == receipt
    assert levels_given(hall.settings) == [*before, 2]


def test_the_phones_own_back_leads_through_the_large_questions(phone: Page, hall: BadDay) -> None:
    phone.goto(hall.form(query="?size=elder"))
    choose(phone, "不满意")
    send(phone)
    choose(phone, "服务态度生硬")
    send(phone)

    phone.go_back()
    second = phone.locator("main").inner_text()
    phone.go_back()

    assert "第 2 步" in second
    assert phone.get_by_label("不满意", exact=True).is_checked()


@pytest.mark.usefixtures("hall")
def test_a_wrong_secret_code_opens_no_complaint(phone: Page) -> None:
    phone.goto(f"{HALL}/c/0000000000")
    phone.get_by_label("密码").fill("7380 AVAK 0JDZ 5MDP")

    send(phone)

    assert "编号和密码不相符" in what_is_wrong(phone)
    assert phone.locator("#number").input_value() == "0000000000"
