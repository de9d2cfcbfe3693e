"""A quarter of appraisal as the office and the windows live through it, and the year after it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from server.rules.months import Month
from tests.house.chromium import PHONE
from tests.journeys.appraised_hall import (
    STAFF,
    live_on,
    seal,
    settle,
    write_applications,
    write_attendance,
)
from tests.journeys.conftest import HALL, Street, opened
from tests.journeys.desk import Office, keep, press, sure, words
from tests.journeys.installation import Installation
from tests.journeys.paper import downloaded, read

pytestmark = pytest.mark.browser

BOARD = "/console/appraisal"
BALLOTS = f"{BOARD}/awards/ballots"
DOUBT = "当天窗口网络故障，考勤机没有读到签到。"


@pytest.fixture
def small_phone(street: Street) -> Iterator[Page]:
    """An inspector's phone."""
    yield from opened(street, PHONE)


def test_one_quarter_from_the_attendance_file_to_the_year(
    installation: Installation, desk: Page, small_phone: Page, tmp_path: Path
) -> None:
    office = Office(desk, installation, settle(installation.settings))

    october_is_lived(office, small_phone)
    assert october_is_computed(office, tmp_path) == ["99", "100"]
    october_is_signed(office)
    quarter_and_year_are_computed(office)
    quarter_and_year_are_signed(office)


def october_is_lived(office: Office, phone: Page) -> None:
    """A round goes through the hall; somebody did more than they had to."""
    office.begins("2026-10-29 10:00")
    with office.installation.open_to_citizens():
        an_inspector_finds_something(office, phone)
        a_bonus_is_asked_and_approved_by_two(office)


def october_is_computed(office: Office, folder: Path) -> list[str]:
    """The files come in, the month is computed, objected to, and computed again: both scores."""
    seal(office.installation.settings, office.hall, "2026-10")
    office.begins("2026-11-03 10:00")
    with office.installation.open_to_citizens():
        files_come_in(office, folder)
        scores = [score_of(office, compute(office, "2026-10"), "0137")]
        an_objection_is_upheld(office)
        return [*scores, score_of(office, compute(office, "2026-10"), "0137")]


def october_is_signed(office: Office) -> None:
    """Nobody objects any more: another person signs, and the bulletin is written."""
    office.begins("2026-11-12 10:00")
    with office.installation.open_to_citizens():
        board = sign(office, "2026-10")
        digest = re.search(r"[0-9a-f]{16}", board)
        assert "已签发" in board
        assert digest
        the_bulletin_is_written(office, digest[0])


def quarter_and_year_are_computed(office: Office) -> None:
    """Two more months are signed; the quarter is closed, the staff vote, the year is closed."""
    live_on(office.installation.settings, office.hall)
    office.begins("2027-01-18 10:00")
    with office.installation.open_to_citizens():
        compute(office, "2026-Q4")
        the_staff_vote(office)
        compute(office, "2026")


def quarter_and_year_are_signed(office: Office) -> None:
    """Both are signed, and each gives its award."""
    office.begins("2027-01-25 10:00")
    with office.installation.open_to_citizens():
        assert "已签发" in sign(office, "2026-Q4")
        an_award_is_given(office, "2026-Q4", "star", reason="与 0140 同分，考核组表决推荐")
        sheets_are_sent(office, "2026-Q4", "feedback")
        assert "已签发" in sign(office, "2026")
        an_award_is_given(office, "2026", "model", reason="")
        sheets_are_sent(office, "2026", "result")


def an_inspector_finds_something(office: Office, phone: Page) -> None:
    """On the round, at A01: 0137 wears no badge; a witness saw it."""
    office.sits("inspector", "/console/inspections/new", phone)
    press(phone)
    number = phone.url.rpartition("/")[2].partition("?")[0].partition("#")[0]
    phone.goto(f"{HALL}/console/inspections/rounds/{number}/windows/A01")
    phone.locator("input[name=what][value='item:B1']").check()
    phone.locator("#f-words").fill("未佩戴胸牌")
    phone.locator("#f-witness").fill("赵某")
    keep(phone, "quarter-finding")
    press(phone, "main form button.main")
    for window in ("A02", "A03", "A04"):
        form = phone.locator("form[action$='/normal']", has=phone.locator(f"[value='{window}']"))
        with phone.expect_navigation():
            form.locator("button").click()
    sure(phone, "/close")
    assert "0137" in words(phone)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def a_bonus_is_asked_and_approved_by_two(office: Office) -> None:
    """0137 asks for themself; the officer and a supervisor agree."""
    page = office.sits("0137", "/staff/bonus")
    page.locator("#f-item").select_option("D1")
    page.locator("#f-happened_on").fill("2026-10-28")
    page.locator("#f-value").fill("2")
    page.locator("#f-reason").fill("下班后为外地群众办结变更登记")
    page.locator("#f-reference").fill("延时服务登记簿第 7 页")
    shown = press(page, "form[enctype] button.main")
    found = re.search(r"· ([0-9A-Z]{10})", shown)
    assert found, shown
    for name in ("officer", "supervisor"):
        office.sits(name, f"{BOARD}/bonus/{found[1]}")
        shown = sure(page, "/approve")
    assert "已通过" in shown


def files_come_in(office: Office, folder: Path) -> None:
    """The attendance machine's file and the business system's, looked at and taken."""
    signs = write_attendance(folder / "考勤.csv", Month(2026, 10))
    page = office.sits("officer", "/console/attendance/import")
    page.set_input_files("input[type=file]", signs)
    press(page)
    press(page)
    assert "2026年10月" in words(page)
    keep(page, "quarter-attendance")
    handled = write_applications(folder / "办件.csv")
    office.sits("officer", "/console/sources/import/applications")
    page.set_input_files("input[type=file]", handled)
    assert "新增 4" in press(page).replace("\xa0", " ")
    press(page)


def compute(office: Office, period: str) -> str:
    """The officer computes the period; the words of its board."""
    page = office.sits("officer", f"{BOARD}/{period}")
    shown = press(page, "form[action$='/compute'] button")
    keep(page, f"quarter-board-{period}")
    assert "已计算" in shown, shown
    return shown


def score_of(office: Office, board: str, staff: str) -> str:
    """The score of somebody on the board that is shown."""
    row = office.page.locator("tr", has_text=staff).first
    assert staff in board
    return row.locator("td b").first.inner_text()


def an_objection_is_upheld(office: Office) -> None:
    """0137 reads how the score came about, objects to the second lateness; a supervisor agrees."""
    page = office.sits("0137", "/staff/score/2026-10")
    keep(page, "quarter-score")
    late = page.locator("article.pt").filter(has_text="2026-10-20")
    late.locator("a[href*='appeal']").click()
    page.locator("#f-words").fill(DOUBT)
    press(page)
    page = office.sits("second", "/console/appeals")
    page.locator("main a[href*='/console/appeals/']").first.click()
    assert DOUBT in words(page)
    page.locator("input[name=choice][value=upheld]").check()
    page.locator("#f-answer").fill("经查，当天网络故障属实，撤销这次迟到。")
    assert "成立" in press(page)


def sign(office: Office, period: str) -> str:
    """The supervisor signs the board."""
    page = office.sits("supervisor", f"{BOARD}/{period}")
    shown = sure(page, "/sign")
    keep(page, f"quarter-signed-{period}")
    return shown


def the_bulletin_is_written(office: Office, signed: str) -> None:
    """As Word and as PDF from the console; both carry the digest of the signed month."""
    page = office.sits("officer", "/console/documents")
    page.locator("#p-bulletin").fill("2026-10")
    press(page, "form[action$='/form/bulletin'] button")
    keep(page, "quarter-bulletin")
    for ending in ("docx", "pdf"):
        text = read(downloaded(page, ending))
        assert "2026年10月" in text
        assert signed in text, ending


def sheets_are_sent(office: Office, period: str, kind: str) -> None:
    """One for the department and for each person; the department signs for the year's result."""
    page = office.sits("officer", "/console/documents")
    page.locator("#p-sheets").fill(period)
    press(page, "form[action$='/form/sheets'] button")
    assert "0137" in read(downloaded(page, "pdf"))
    sure(page, f"/sheets/{kind}/{period}/send")
    keep(page, f"quarter-sheets-{period}")
    page = office.sits("head", "/console/documents/received")
    page.locator("main a.t").first.click()
    press(page)
    keep(page, f"quarter-received-{period}")


def the_staff_vote(office: Office) -> None:
    """The officer opens the year's ballot, everybody votes once, and it is closed."""
    page = office.sits("officer", f"{BALLOTS}/new?key=peers&period=2026")
    page.locator("#f-closes_on").fill("2027-01-22")
    press(page, "form[method=post] button.main")
    number = page.url.rpartition("/")[2].partition("?")[0]
    for voter in STAFF:
        office.sits(voter, f"/staff/ballots/{number}")
        for candidate in set(STAFF) - {voter}:
            page.locator(f"#f-staff-{candidate}").fill("98" if candidate == "0137" else "90")
        press(page)
    office.sits("officer", f"{BALLOTS}/{number}")
    assert "98" in sure(page, "/close")
    keep(page, "quarter-ballot")


def an_award_is_given(office: Office, period: str, award: str, *, reason: str) -> None:
    """The officer proposes whom the numbers name, or one of equals; another person gives it."""
    page = office.sits("officer", f"{BOARD}/awards?period={period}")
    if reason:
        page.locator(f"#{award} input[name=chosen][value='staff-0137']").check()
        page.locator("#f-reason").fill(reason)
    press(page, f"#{award} form[action$='/propose'] button")
    page = office.sits("supervisor", f"{BOARD}/awards?period={period}")
    assert "0137" in sure(page, "/give")
    keep(page, f"quarter-award-{period}")
