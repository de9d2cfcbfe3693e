"""What stands in the tables of a public page?"""

import re
from html import unescape

from werkzeug.test import TestResponse

ROW = re.compile(r'<tr role="row" id="u-([^"]+)">(.*?)</tr>', re.DOTALL)
CELL = re.compile(r'<td[^>]* data-of="(\w+)">([^<]*)</td>')
BAND = re.compile(r'<tr class="bd".*?<b>([^<]*)</b>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")


def ranking_rows(page: TestResponse) -> dict[str, dict[str, str]]:
    """The cells of each window's row, by its number, in the order of the page."""
    return {unescape(unit): dict(CELL.findall(row)) for unit, row in ROW.findall(page.text)}


def bands_in_order(page: TestResponse) -> list[tuple[str, list[str]]]:
    """Each band as it is headed, with the windows below it."""
    parts = BAND.split(page.text)[1:]
    return [
        (unescape(band), [unit for unit, _ in ROW.findall(rows)])
        for band, rows in zip(parts[::2], parts[1::2], strict=True)
    ]


def said(page: TestResponse) -> str:
    """What a page says in its main part, without markup, blanks made one."""
    main = page.text.partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(TAG.sub(" ", main)).split())
