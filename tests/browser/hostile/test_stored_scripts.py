"""X2: whatever was stored as text is shown as text, on every page, to every reader.

0 dialogs, 0 violations of the content security policy, 0 requests to other hosts, and no element
that came of a text.
"""

from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import FilePayload, Page

from tests.browser.citizen.cases import SECRET
from tests.browser.hostile.conftest import HostileHall
from tests.browser.hostile.corpus import ALL, FOREIGN_HOST, PAYLOADS, portions
from tests.browser.hostile.watching import Watch
from tests.house.chromium import DESKTOP, PHONE, NewPage
from tests.photos.pieces import a_jpeg

pytestmark = pytest.mark.browser

LEAST_PAYLOADS = 100
LEAST_PLACES = 40
LONGEST_QUERY, LONGEST_WORDS, LONGEST_NAME = 1500, 900, 180
SHEET = "工单编号,类型,类别,收到日期,窗口号,内容,联系方式\n"
WINDOWS = "窗口号,窗口名称,部门,考核组\n"
LISTS = {
    "/console/cases",
    "/console/ratings",
    "/console/dashboard",
    "/console/ledger",
    "/console/notices",
    "/console/audit",
    "/console/accounts",
    "/console/operations/outbox",
    "/console/registry/people",
    "/console/registry/roster",
}
KEYS = ("q", "filter", "month", "staff", "window", "lang", "done", "actor", "act", "day")


def watched(new_page: NewPage, site: HostileHall, *cookies: Any, **look: Any) -> tuple[Page, Watch]:
    page = new_page(**(look or DESKTOP))
    watch = Watch(urlsplit(site.url).netloc)
    watch.over(page.context)
    page.context.add_cookies(list(cookies))
    return page, watch


def walk(page: Page, watch: Watch, site: HostileHall, paths: list[str]) -> int:
    """Opens each; how many showed the corpus."""
    showed = 0
    for path in paths:
        page.goto(site.url + path)
        watch.elements(page)
        showed += "data-planted" in page.inner_text("body")
    return showed


def test_the_corpus_is_large_and_lies_everywhere(hostile_hall: HostileHall) -> None:
    assert len(set(PAYLOADS)) >= LEAST_PAYLOADS
    assert len(hostile_hall.filled) >= LEAST_PLACES
    assert {
        "rating_text.text",
        "case_text.text",
        "case_remark.text",
        "appeal_text.text",
        "window.name",
        "department.name",
        "staff.name",
        "account.title",
        "published_reply.reply",
        "proposal.words",
    } <= hostile_hall.filled


def test_a_browser_that_obeys_a_text_is_caught(
    new_page: NewPage, hostile_hall: HostileHall
) -> None:
    page, watch = watched(new_page, hostile_hall)
    policy = page.goto(f"{hostile_hall.url}/public/")
    assert policy is not None
    headers = {"content-security-policy": policy.headers["content-security-policy"]}
    lures = ("<img data-planted src=x onerror=alert(1)>", f"<img src=//{FOREIGN_HOST}/i>")
    page.route(
        "**/obeyed",
        lambda route: route.fulfill(body="".join(lures), content_type="text/html", headers=headers),
    )
    page.goto(f"{hostile_hall.url}/obeyed")
    watch.elements(page)

    told = "\n".join(watch.found)
    assert "element <img" in told
    assert "Content Security Policy" in told


def test_the_console_obeys_no_text(new_page: NewPage, hostile_hall: HostileHall) -> None:
    page, watch = watched(new_page, hostile_hall, hostile_hall.office)
    cases = [f"/console/cases/{number}" for number in hostile_hall.hall.cases.values()]

    showed = walk(page, watch, hostile_hall, hostile_hall.pages["/console/"] + cases)

    assert watch.found == []
    assert showed > len(cases) + 20


def test_the_public_pages_obey_no_text(new_page: NewPage, hostile_hall: HostileHall) -> None:
    page, watch = watched(new_page, hostile_hall)
    code = hostile_hall.hall.place.codes["A01"]
    window = [f"/w/{code}", f"/w/{code}?size=elder", f"/w/{code}/complain"]

    showed = walk(page, watch, hostile_hall, hostile_hall.pages["/public/"] + window)

    assert watch.found == []
    assert showed > len(window)


def test_the_staff_page_obeys_no_text(new_page: NewPage, hostile_hall: HostileHall) -> None:
    page, watch = watched(new_page, hostile_hall, hostile_hall.clerk)

    showed = walk(page, watch, hostile_hall, hostile_hall.pages["/staff/"])

    assert watch.found == []
    assert showed


def test_the_citizens_page_obeys_no_text(new_page: NewPage, hostile_hall: HostileHall) -> None:
    page, watch = watched(new_page, hostile_hall, **PHONE)
    for number in hostile_hall.hall.cases.values():
        page.goto(f"{hostile_hall.url}/c")
        page.fill("#number", number)
        page.fill("#code", SECRET)
        with page.expect_navigation():
            page.locator("button.main").click()
        watch.elements(page)
        assert f"/c/{number}" in page.url

    page.goto(f"{hostile_hall.url}/r")
    page.fill("#receipt", SECRET)
    with page.expect_navigation():
        page.locator("button.main").click()
    walk(page, watch, hostile_hall, ["/r/rating"])

    assert watch.found == []


def test_what_was_looked_for_is_text(new_page: NewPage, hostile_hall: HostileHall) -> None:
    page, watch = watched(new_page, hostile_hall, hostile_hall.office)
    asked = [f"/console/cases?q={quote(words)}" for words in portions(LONGEST_QUERY)]
    some = quote(next(portions(LONGEST_QUERY))[:LONGEST_WORDS])
    everywhere = "&".join(f"{key}={some}" for key in KEYS)
    pages = [f"{path}?{everywhere}" for path in hostile_hall.pages["/console/"] if path in LISTS]

    walk(page, watch, hostile_hall, asked + pages)

    assert watch.found == []


def hand_in(page: Page, form: str, name: str, content: str) -> None:
    """A file of that name in the form that goes there."""
    file: FilePayload = {
        "name": name,
        "mimeType": "text/csv",
        "buffer": content.encode("utf-8-sig"),
    }
    page.locator(f'form[action*="{form}"] input[type=file]').set_input_files(file)
    with page.expect_navigation():
        page.locator(f'form[action*="{form}"] button').last.click()


def cell(text: str) -> str:
    """A text as a cell of a CSV file."""
    return '"' + text.replace('"', '""').replace("\n", " ") + '"'


def test_files_that_are_handed_in_are_text(new_page: NewPage, hostile_hall: HostileHall) -> None:
    page, watch = watched(new_page, hostile_hall, hostile_hall.office)
    day = hostile_hall.today
    texts = [cell(text) for text in portions(LONGEST_WORDS)]
    good = "".join(
        f"GD{at},投诉,服务态度,{day},A01,{text},\n" for at, text in enumerate(texts, start=1)
    )
    bad = "".join(f"{text},{text},{text},{text},{text},{text},{text}\n" for text in texts)
    names = [cell(text) for text in portions(LONGEST_NAME // 2)]
    windows = "".join(f"W{at},{name},D1,G1\n" for at, name in enumerate(names, start=1))
    wrong = "".join(f"{text},{text},{text},{text}\n" for text in texts)

    for path, form, name, content in (
        ("/console/cases/enter", "enter/file", "12345.csv", SHEET + bad),
        ("/console/cases/enter", "enter/file", "<img data-planted src=x>.csv", SHEET + good),
        ("/console/registry/import", "registry/import", "窗口.csv", WINDOWS + wrong),
        ("/console/registry/import", "registry/import", "窗口.csv", WINDOWS + windows),
        ("/console/registry/import", "registry/import", "<img data-planted src=x>.csv", WINDOWS),
    ):
        page.goto(hostile_hall.url + path)
        hand_in(page, form, name, content)
        watch.elements(page)
        if "good" in name or content == SHEET + good:
            assert "done=cases_imported" in page.url

    assert watch.found == []


def test_what_a_citizen_typed_comes_back_as_text(
    new_page: NewPage, hostile_hall: HostileHall
) -> None:
    page, watch = watched(new_page, hostile_hall, **PHONE)
    code = hostile_hall.hall.place.codes["A01"]
    names = [f"{words[:LONGEST_NAME]}.jpg".replace("/", "∕") for words in portions(LONGEST_NAME)]
    for at, words in enumerate(portions(LONGEST_WORDS)):
        page.goto(f"{hostile_hall.url}/w/{code}/complain")
        page.check("#k-complaint", force=True)
        page.check("#c-attitude", force=True)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        page.fill("#f-text", words)
        page.fill("#f-contact", names[at % len(names)])
        photo: FilePayload = {
            "name": names[at % len(names)],
            "mimeType": "image/jpeg",
            "buffer": b"no photo" if at % 2 else a_jpeg(),
        }
        page.set_input_files("#f-photos", photo)
        with page.expect_navigation():
            page.locator("button.main").click()
        watch.elements(page)

    assert watch.found == []


def test_a_hostile_contact_is_shown_to_the_office_as_text(
    new_page: NewPage, hostile_hall: HostileHall
) -> None:
    page, watch = watched(new_page, hostile_hall, hostile_hall.office)
    for number in hostile_hall.contacts:
        page.goto(f"{hostile_hall.url}/console/cases/{number}")
        page.locator("#step-look > summary").click()
        page.locator("#step-look select, #step-look input[type=radio]").first.evaluate(
            "each => each.tagName === 'SELECT' ? each.selectedIndex = 1 : each.checked = true"
        )
        page.fill("#step-look textarea", ALL[:LONGEST_WORDS])
        with page.expect_navigation():
            page.locator("#step-look button").click()
        watch.elements(page)
        assert "alert" in page.inner_text("body")

    assert watch.found == []
    assert hostile_hall.contacts
