"""Can a citizen do everything with the mini-program, by touch, at the real server?"""

import pytest

from tests.miniprogram.phone import Phone
from tests.miniprogram.served import ServedHall

pytestmark = pytest.mark.browser


def test_a_scanned_link_opens_the_window(phone: Phone, served_hall: ServedHall) -> None:
    phone.scan_link(served_hall.link())
    phone.reads("A01")
    phone.tap("不满意", role="radio")
    assert phone.screen.get_by_role("radio", checked=True).get_attribute("aria-label") == "不满意"


def test_home(phone: Phone, served_hall: ServedHall) -> None:
    phone.launch()
    phone.reads("扫码评价")
    phone.sees(served_hall.link("A02"))
    phone.tap("扫码评价")
    phone.at("pages/rate/rate")
    phone.reads("A02")
    phone.back()
    phone.at("pages/home/home")
