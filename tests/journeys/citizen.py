"""A citizen with a phone at a window: what they do, and what they take away."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from PIL import Image
from playwright.sync_api import Page

from tests.browser.citizen.town import choose, receipt_on, send
from tests.photos.pieces import gps_exif

COUNTER_WAS_EMPTY = "柜台一直没有人"


@dataclass(frozen=True)
class Filed:
    """What must be kept to follow a complaint."""

    number: str
    code: str


def take_photo(folder: Path) -> Path:
    """A photo as a phone makes it: where it was taken stands in it."""
    file = folder / "IMG_0001.jpg"
    Image.new("RGB", (1600, 1200), "teal").save(file, exif=gps_exif())
    return file


def fill_in_a_bad_rating(phone: Page, photo: Path) -> None:
    """Dissatisfied, because nobody was there, with a photo."""
    choose(phone, "不满意")
    choose(phone, "服务态度生硬")
    phone.locator("#f-text").fill(COUNTER_WAS_EMPTY)
    phone.locator("#f-photos").set_input_files(photo)


def send_rating(phone: Page) -> str:
    """The receipt on the thank-you page."""
    send(phone)
    phone.wait_for_url("**/w/thanks/**")
    return receipt_on(phone)


def complain_from_there(phone: Page) -> Filed:
    """From the thank-you page to a complaint; its number and its secret code."""
    phone.get_by_role("link", name="投诉").click()
    choose(phone, "投诉")
    choose(phone, "服务态度")
    phone.get_by_label("请写下经过").fill(COUNTER_WAS_EMPTY)
    send(phone)
    phone.wait_for_url("**/c/thanks/**")
    return Filed(*phone.locator(".code b").all_inner_texts())


def look_up_case(phone: Page, filed: Filed) -> str:
    """What the page of the complaint says, opened with number and code."""
    phone.goto(urljoin(phone.url, f"/c/{filed.number}"))
    if phone.get_by_label("密码").count():  # else it is open in this browser still
        phone.get_by_label("密码").fill(filed.code)
        send(phone)
    return phone.locator("main").inner_text()


def look_up_rating(phone: Page, receipt: str) -> str:
    """What the page of the receipt says."""
    phone.goto(urljoin(phone.url, "/r"))
    phone.get_by_label("查询码").fill(receipt)
    send(phone)
    return phone.locator("main").inner_text()
