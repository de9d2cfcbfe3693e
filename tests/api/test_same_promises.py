"""A link that WeChat hands to the mini-program proves there what it proves in a browser."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask

from qr.screens import rotating_code
from qr.tickets import VisitLink, sign_visit
from server.queries.codes.scanned import scanned_window
from server.queries.codes.scans import scan_of, screen_key, ticket_keys
from server.rules.ratings.form import Scan
from server.rules.ratings.levels import Lane
from server.settings import Settings
from tests.api.calls import Caller
from tests.build import MORNING, TestHall

TICKET = re.compile(r'name="ticket" value="([^"]+)"')


@pytest.fixture
def queries(app: Flask, place: TestHall, settings: Settings) -> dict[str, str]:
    """What may stand behind a window's code in the address, by what it is."""
    with app.app_context():
        window = scanned_window(place.codes["A01"])
        key = screen_key(window, settings)
    link = VisitLink("H1", window.code, "B17", MORNING)
    old = replace(link, issued_at=MORNING - timedelta(hours=3))
    elsewhere = replace(link, window_code=place.codes["A02"])
    keys = ticket_keys(settings)
    return {
        "a poster": "",
        "a screen": f"?k={rotating_code(key, moment=MORNING)}",
        "a screen that has moved on": "?k=000000",
        "a visit": f"?v={sign_visit(link, keys)}",
        "an old visit": f"?v={sign_visit(old, keys)}",
        "a visit elsewhere": f"?v={sign_visit(elsewhere, keys)}",
        "a forged visit": f"?v={window.code}",
    }


def proves(scan: Scan) -> tuple[Lane, str | None, int | None, datetime]:
    return scan.lane, scan.visit, scan.step, scan.scanned_at


LANES = {
    "a poster": Lane.PRINTED,
    "a screen": Lane.PRESENT,
    "a screen that has moved on": Lane.PRINTED,
    "a visit": Lane.VERIFIED,
    "an old visit": Lane.PRINTED,
    "a visit elsewhere": Lane.PRINTED,
    "a forged visit": Lane.PRINTED,
}


@pytest.mark.parametrize("link", LANES)
def test_a_link_proves_the_same_by_page_and_by_api(
    app: Flask, caller: Caller, settings: Settings, queries: dict[str, str], link: str
) -> None:
    query = queries[link]

    page = app.test_client().get(f"/w/{caller.place.codes['A01']}{query}")
    by_page = TICKET.search(page.text)
    by_api = caller.scan(query=query)

    assert by_page
    scans = [scan_of(ticket, settings) for ticket in (by_page[1], by_api["ticket"])]
    assert proves(scans[0]) == proves(scans[1])
    assert scans[1].lane is LANES[link]
    assert by_api["lane"] == LANES[link]
