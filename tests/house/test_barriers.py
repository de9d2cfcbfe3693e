"""A barrier is found, also one that is there in the dark alone."""

import pytest
from playwright.sync_api import Page

from tests.house.barriers import grave_findings

pytestmark = pytest.mark.browser

PAGE = "<html lang=zh><title>t</title><style>{style}</style><main><h1>窗口A01</h1>{more}</main>"
PALE_AT_NIGHT = "@media (prefers-color-scheme: dark) { h1 { color: #222; background: #000 } }"


def test_a_picture_without_words_is_a_barrier(desktop_page: Page) -> None:
    desktop_page.set_content(PAGE.format(style="", more="<img src=data:,>"))

    assert [one.partition(":")[0] for one in grave_findings(desktop_page)] == ["image-alt"]


def test_what_is_pale_in_the_dark_alone_is_found_there(desktop_page: Page) -> None:
    desktop_page.set_content(PAGE.format(style=PALE_AT_NIGHT, more=""))

    by_day, by_night = (grave_findings(desktop_page, in_the_dark=dark) for dark in (False, True))

    assert by_day == []
    assert [one.partition(":")[0] for one in by_night] == ["color-contrast"]


def test_the_page_after_it_is_looked_at_too(desktop_page: Page) -> None:
    grave_findings(desktop_page)
    desktop_page.goto(
        "data:text/html;charset=utf-8," + PAGE.format(style="", more="<img src=data:,>")
    )

    assert len(grave_findings(desktop_page)) == 1
