"""What does each picture of the console show, and as whom?"""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.house.chromium import PHONE
from tools.scenes import TALL, Scene, Stage

SUPERVISOR, OFFICER, PUBLISHER = "jiandu-1", "kaohe", "fabu"
SYSTEM, SECURITY, AUDIT = "xitong", "anquan", "shenji"

# Name of the picture, who looks, and where.
PLACES = (
    ("console-dashboard", SUPERVISOR, "/console/dashboard"),
    ("console-queue", SUPERVISOR, "/console/cases"),
    ("console-enter", SUPERVISOR, "/console/cases/enter"),
    ("console-ratings", SUPERVISOR, "/console/ratings"),
    ("console-ledger", SUPERVISOR, "/console/ledger"),
    ("console-exports", SUPERVISOR, "/console/exports"),
    ("console-appeals", OFFICER, "/console/appeals"),
    ("console-notices", PUBLISHER, "/console/notices"),
    ("console-registry", SYSTEM, "/console/registry"),
    ("console-roster", SYSTEM, "/console/registry/roster"),
    ("console-codes", SYSTEM, "/console/codes"),
    ("console-calendar", SYSTEM, "/console/calendar"),
    ("console-settings", SYSTEM, "/console/settings"),
    ("console-operations", SYSTEM, "/console/operations"),
    ("console-accounts", SECURITY, "/console/accounts"),
    ("console-audit", AUDIT, "/console/audit"),
    ("console-inbox", SUPERVISOR, "/console/inbox"),
    ("appraisal-board", OFFICER, "/console/appraisal/"),
    ("appraisal-schemes", OFFICER, "/console/appraisal/schemes"),
    ("appraisal-awards", SUPERVISOR, "/console/appraisal/awards"),
    ("appraisal-attendance", OFFICER, "/console/attendance"),
    ("appraisal-sources", OFFICER, "/console/sources"),
    ("appraisal-inspections", SUPERVISOR, "/console/inspections/"),
    ("appraisal-opinions", SUPERVISOR, "/console/opinions/problems"),
    ("appraisal-documents", OFFICER, "/console/documents"),
    ("staff", "chuangkou", "/staff/"),
)


def _as(person: str, path: str) -> Callable[[Page, Stage], None]:
    def play(page: Page, stage: Stage) -> None:
        page.goto(f"{stage.site}/console/login")
        page.locator(f"button[value='{person}']").click()
        page.wait_for_load_state()
        page.goto(f"{stage.site}{path}", wait_until="networkidle")

    return play


def _a_case(page: Page, stage: Stage) -> None:
    _as(SUPERVISOR, "/console/cases")(page, stage)
    page.locator("a.t").last.click()
    page.wait_for_load_state()


def _a_score(page: Page, stage: Stage) -> None:
    _as(OFFICER, "/console/appraisal/")(page, stage)
    page.locator("table").first.locator("a[href*='/staff/']").last.click()
    page.wait_for_load_state()


def _own_score(page: Page, stage: Stage) -> None:
    _as("chuangkou", "/staff/")(page, stage)
    page.locator("a[rel='prev']").click()
    page.wait_for_load_state()
    page.locator("a[href*='/staff/score/']").first.click()
    page.wait_for_load_state()


def _sign_in(page: Page, stage: Stage) -> None:
    page.goto(f"{stage.site}/console/login")


CONSOLE_SCENES = (
    Scene("console-login", PHONE, _sign_in),
    Scene("console-case", TALL, _a_case),
    Scene("console-case-phone", PHONE, _a_case),
    Scene("console-queue-phone", PHONE, _as(SUPERVISOR, "/console/cases")),
    Scene("appraisal-score", TALL, _a_score),
    Scene("staff-score-phone", PHONE, _own_score),
    Scene("staff-phone", PHONE, _as("chuangkou", "/staff/")),
    *(Scene(name, TALL, _as(person, path)) for name, person, path in PLACES),
)
