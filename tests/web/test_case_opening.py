"""Does a case open to its secret alone, tell nobody else that it exists, and close again?"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, select

from qr.receipts import receipt_hash
from server.actions.cases.enter_case import Entering, enter_case
from server.db import session
from server.models.cases import Case
from server.rules.cases.entry import EntryForm
from server.rules.cases.kinds import CaseKind, CaseSource
from server.rules.cases.step_names import StepName as N
from tests import case_build
from tests.build import CONTACT_KEY
from tests.web.case_visits import CaseVisit, a_complaint
from tests.web.forms import form_of, forms_of, words_of
from tests.web.visitors import Visitor
from web.citizen.opened import LIFE

SECOND = timedelta(seconds=1)
MOST_BYTES = 10 * 1024
NONCE = re.compile(r'nonce="[^"]+"')


def test_neither_secret_nor_its_hash_stands_in_any_address(visitor: Visitor) -> None:
    visit = a_complaint(visitor)

    answer = visitor.client.post("/c", data={"number": visit.number, "code": visit.secret})

    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/c/{visit.number}?opened=1"


def test_what_the_browser_keeps_no_page_and_no_other_site_can_use(visitor: Visitor) -> None:
    visit = a_complaint(visitor)

    answer = visitor.client.post("/c", data={"number": visit.number, "code": visit.secret})

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-case=")
    for part in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=1800"):
        assert part in cookie
    assert "Domain" not in cookie
    assert visit.secret.replace(" ", "") not in cookie


@pytest.mark.parametrize(
    ("wait", "is_open"),
    [
        pytest.param(LIFE - SECOND, True, id="a second less than half an hour"),
        pytest.param(LIFE, True, id="exactly half an hour"),
        pytest.param(LIFE + SECOND, False, id="a second more"),
    ],
)
def test_a_page_that_nobody_touches_closes(
    case: CaseVisit, wait: timedelta, *, is_open: bool
) -> None:
    case.visitor.clock.forward(wait)

    assert ("等候时无人理会" in case.page().text) is is_open


def test_each_look_keeps_it_open_for_another_half_hour(case: CaseVisit) -> None:
    for _ in range(3):
        case.visitor.clock.forward(LIFE)
        assert "等候时无人理会" in case.page().text


def test_closing_it_closes_it(case: CaseVisit) -> None:
    closing = forms_of(case.page())[-1]

    answer = closing.send(case.visitor.client)

    assert answer.status_code == 303
    assert form_of(case.page()).value("number") == case.number
    assert "等候时无人理会" not in case.page().text


def test_an_open_case_opens_no_other(case: CaseVisit) -> None:
    other = a_complaint(case.visitor, text="另一件事，另一个人写的")

    page = other.page()

    assert form_of(page).value("number") == other.number
    assert "另一件事" not in page.text


def test_another_case_and_one_that_never_was_look_the_same(case: CaseVisit) -> None:
    other = a_complaint(case.visitor, text="另一件事，另一个人写的")

    foreign = case.visitor.client.get(f"/c/{other.number}")
    absent = case.visitor.client.get("/c/0000000000")

    assert foreign.status_code == absent.status_code
    assert NONCE.sub("", foreign.text).replace(other.number, "0000000000") == NONCE.sub(
        "", absent.text
    )


@pytest.mark.parametrize("token", ["", "forged", "AQ" * 60])
def test_a_cookie_that_we_did_not_make_opens_nothing(case: CaseVisit, token: str) -> None:
    case.visitor.client.set_cookie("__Host-case", token, secure=True)

    assert "等候时无人理会" not in case.page().text


def test_a_browser_that_keeps_no_cookie_is_told_so(visitor: Visitor) -> None:
    visit = a_complaint(visitor)
    bare = visitor.app.test_client(use_cookies=False)
    answer = bare.post("/c", data={"number": visit.number, "code": visit.secret})

    page = bare.get(answer.headers["Location"])

    assert "没有保存打开的状态" in words_of(page)


def test_a_guess_leaves_a_line_without_number_and_code(
    visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    visit = a_complaint(visitor)

    visitor.client.post("/c", data={"number": visit.number, "code": "GUESSGUESSGUESS1"})

    assert "a case was not opened" in caplog.text
    assert visit.number not in caplog.text
    assert "GUESS" not in caplog.text


def test_a_case_that_the_desk_entered_opens_to_the_code_on_its_slip(visitor: Visitor) -> None:
    with visitor.app.app_context():
        actor = case_build.a_supervisor(visitor.place)
        entering = Entering(visitor.place.hall, actor, CONTACT_KEY, visitor.clock.now())
        form = EntryForm(
            kind=CaseKind.COMPLAINT,
            category="attitude",
            text="来窗口口头反映：没有人理会。",
            nonce=bytes(16),
            source=CaseSource.DESK,
            received_on=visitor.clock.now().date(),
        )
        number = enter_case(form, entering, code_hash=receipt_hash("CODE OF A SLIP 01")).number

    page = CaseVisit(visitor, number, "code of a slip 01").open()

    assert "来窗口口头反映" in words_of(page)
    assert actor.name not in page.text


def test_a_wrong_secret_asks_the_database_as_much_as_a_number_that_never_was(
    visitor: Visitor,
) -> None:
    complaint = a_complaint(visitor).number
    visitor.rate(level="1", tag="115")
    with visitor.app.app_context():
        bad_rating = session.scalar(select(Case.number).where(Case.rating_id.is_not(None)))

    asked = [_asked_for(visitor, number) for number in (complaint, bad_rating, "0000000000")]

    assert asked[0] == asked[1] == asked[2]
    assert len(asked[0]) > 1


def test_a_page_asks_no_more_as_its_story_grows(case: CaseVisit) -> None:
    few = len(_asked(case.visitor, case.page))
    case.office(N.ACCEPT)
    for _ in range(5):
        case.office(N.MESSAGE)
        case.take("citizen_message", words="有，可以上传。")

    assert len(_asked(case.visitor, case.page)) == few


def _asked_for(visitor: Visitor, number: str | None) -> list[str]:
    typed = {"number": number, "code": "ZZZZ ZZZZ ZZZZ ZZZZ"}
    return _asked(visitor, lambda: visitor.client.post("/c", data=typed))


def _asked(visitor: Visitor, do: Callable[[], object]) -> list[str]:
    """The statements that this asks the database."""
    engine = _engine(visitor)
    statements: list[str] = []

    def note(*args: Any) -> None:
        statements.append(args[2])

    event.listen(engine, "before_cursor_execute", note)
    do()
    event.remove(engine, "before_cursor_execute", note)
    return statements


def _engine(visitor: Visitor) -> Any:
    with visitor.app.app_context():
        return visitor.app.extensions["sqlalchemy"].engine
