"""Documents on pages: formed, looked at, sent, read and signed for."""

from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update
from werkzeug.test import TestResponse

from server.actions.publication.seal_month import seal_month
from server.db import transaction
from server.models.distribution import Document, DocumentCopy
from server.models.scores import ScoreResult
from server.rules.accounts.roles import Role
from server.rules.months import Month
from tests.actions.appraisal.worked import LI, WANG, a_worked_hall
from tests.actions.distribution.quarter import LATER, a_signed_quarter
from tests.appraisal_build import ENTERED
from tests.build import TestHall
from tests.house.installation import Clock
from tests.house.signed_in import an_account, sign_in
from tests.web.console.desk import untranslated, words_of

PAGE = "/console/documents"


@dataclass(frozen=True)
class Browsers:
    officer: FlaskClient
    publisher: FlaskClient
    head: FlaskClient
    li: FlaskClient
    wang: FlaskClient
    nobody: FlaskClient


@pytest.fixture
def place(app: Flask, clock: Clock) -> TestHall:
    """January is sealed, the first quarter is signed."""
    clock.move_to(LATER)
    with app.app_context():
        place = a_worked_hall()
        seal_month(place.hall, Month(2026, 1), by="timetable", now=ENTERED)
        a_signed_quarter(place)
        return place


@pytest.fixture
def browsers(app: Flask, place: TestHall) -> Browsers:
    with app.app_context():
        accounts = (
            an_account(place, Role.APPRAISAL_OFFICER),
            an_account(place, Role.PUBLISHER),
            an_account(place, Role.DEPARTMENT_HEAD, department="D1"),
            an_account(place, Role.STAFF, staff=LI),
            an_account(place, Role.STAFF, staff=WANG),
        )
    officer, publisher, head, li, wang = (
        sign_in(app.test_client(), one, now=LATER) for one in accounts
    )
    return Browsers(officer, publisher, head, li, wang, app.test_client())


def seen(answer: TestResponse) -> str:
    assert answer.status_code == 200, words_of(answer)[:300]
    return answer.text


def sent(answer: TestResponse) -> str:
    assert answer.status_code == 303, words_of(answer)[:300]
    return answer.headers["Location"].partition("?")[0]


def a_bulletin(browsers: Browsers, words: str = "加强培训") -> str:
    """The address of the bulletin of January."""
    form = {"period": "2026-01", "requirements": words}
    return sent(browsers.officer.post(f"{PAGE}/form/bulletin", data=form))


def the_sheets(browsers: Browsers) -> str:
    """The address of the sheets of the quarter, which were sent."""
    place = sent(browsers.officer.post(f"{PAGE}/form/sheets", data={"period": "2026-Q1"}))
    sent(browsers.officer.post(f"{place}/send"))
    return place


def link_of(page: str, start: str) -> str:
    """The first address on the page that begins so."""
    return start + page.partition(f'href="{start}')[2].partition('"')[0]


def test_a_bulletin_is_formed_shown_and_had_in_every_format(browsers: Browsers) -> None:
    place = a_bulletin(browsers)

    page = seen(browsers.officer.get(place))
    files = [browsers.officer.get(f"{place}/file.{one}") for one in ("docx", "pdf", "html", "xlsx")]

    assert "加强培训" in page
    assert "政服〔2026〕1号" in page
    assert [one.data[:2] for one in files] == [b"PK", b"%P", b"<!", b"PK"]
    assert browsers.officer.get(f"{place}/file.exe").status_code == 404
    assert untranslated(browsers.officer.get(f"{PAGE}/units?lang=en")) == []


def test_what_was_typed_is_kept_when_the_bulletin_cannot_be_formed(
    app: Flask, browsers: Browsers
) -> None:
    with app.app_context(), transaction() as session:
        session.execute(update(ScoreResult).values(score="100"))

    answer = browsers.officer.post(
        f"{PAGE}/form/bulletin", data={"period": "2026-01", "requirements": "加强培训"}
    )

    assert answer.status_code == 409
    assert "摘要不一致" in answer.text
    assert "加强培训" in answer.text
    assert (
        browsers.officer.post(f"{PAGE}/form/sheets", data={"period": "2026-Q1"}).status_code == 409
    )


def test_a_changed_document_is_shown_to_nobody(app: Flask, browsers: Browsers) -> None:
    place = a_bulletin(browsers)
    with app.app_context(), transaction() as session:
        changed = func.replace(Document.facts, "加强培训", "不必培训")
        session.execute(update(Document).values(facts=changed))

    page = browsers.officer.get(place)

    assert page.status_code == 500
    assert "与形成时的摘要不一致" in page.text
    assert browsers.officer.get(f"{place}/file.pdf").status_code == 500


def test_a_department_reads_and_signs_and_the_sender_sees_when(browsers: Browsers) -> None:
    place = a_bulletin(browsers)
    sent(browsers.officer.post(f"{place}/send", data={"to": "departments"}))
    number = place.rpartition("/")[2]
    listed = seen(browsers.head.get(f"{PAGE}/received"))
    own = f"{PAGE}/received/{number}"

    before = seen(browsers.officer.get(place))
    seen(browsers.head.get(own))
    still = seen(browsers.officer.get(place))
    sent(browsers.head.post(f"{own}/acknowledge"))
    sent(browsers.head.post(f"{own}/acknowledge", data={"signs": "1"}))

    assert number in listed
    assert "收到的文件<small>1</small>" in listed  # what waits
    assert "发出 1 份，已阅 0" in before
    assert "发出 1 份，已阅 0" in still  # looking stores nothing
    assert "发出 1 份，已阅 1，已签收 1" in seen(browsers.officer.get(place))


def test_a_personal_sheet_is_for_its_person_and_those_who_run_the_appraisal(
    browsers: Browsers,
) -> None:
    place = the_sheets(browsers)
    own = link_of(seen(browsers.li.get("/staff/documents")), "/staff/documents/")
    number = own.rpartition("/")[2]

    assert "91.67" in seen(browsers.li.get(own))
    assert browsers.wang.get(own).status_code == 404
    assert browsers.head.get(f"{PAGE}/received/{number}").status_code == 404
    assert browsers.publisher.get(f"{PAGE}/{number}").status_code == 404
    assert browsers.publisher.get(place).status_code == 404
    assert "91.67" in seen(browsers.officer.get(f"{PAGE}/{number}"))
    whole = browsers.li.get(f"/api/v1/staff/me/documents/{number}").get_json()
    assert (whole["facts"]["number"], whole["read_on"]) == (LI, None)
    assert browsers.wang.get(f"/api/v1/staff/me/documents/{number}").status_code == 404


def test_the_sheets_of_a_department_are_one_pdf(browsers: Browsers) -> None:
    place = the_sheets(browsers)

    made = browsers.officer.get(f"{place}/people/D1.pdf")

    assert made.data.startswith(b"%PDF")
    assert browsers.officer.get(f"{place}/people/D9.pdf").status_code == 404
    assert "5 人合成一份 PDF" in seen(browsers.officer.get(place))


def test_an_office_outside_reads_and_signs_without_an_account(
    app: Flask, browsers: Browsers
) -> None:
    sent(browsers.officer.post(f"{PAGE}/units", data={"code": "XZ01", "name": "示例镇"}))
    place = a_bulletin(browsers)
    once = seen(browsers.officer.post(f"{place}/send", data={"to": "outside_unit/XZ01"}))
    link = "/d/" + once.partition("/d/")[2].partition("<")[0]

    page = seen(browsers.nobody.get(link))
    without_name = browsers.nobody.post(link, data={"signs": "1"})
    sent(browsers.nobody.post(link, data={"name": "钱某", "signs": "1"}))

    assert "示例镇" in page
    assert without_name.status_code == 422
    assert "钱某" in seen(browsers.officer.get(place))
    assert link not in seen(browsers.officer.get(place))
    assert browsers.nobody.get("/d/0000000000000000").status_code == 404
    assert browsers.nobody.get(link.replace("?", "/file.pdf?")).data.startswith(b"%PDF")
    with app.app_context(), transaction() as session:
        assert session.scalars(select(DocumentCopy.secret_hash)).one() is not None


def test_nothing_is_sent_to_nobody(browsers: Browsers) -> None:
    place = a_bulletin(browsers)

    answer = browsers.officer.post(f"{place}/send", data={})

    assert answer.status_code == 422
    assert "至少一个收件人" in answer.text
