"""Does the page of a case open to its secret alone, show all of it, and close again?"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, select

from qr.receipts import receipt_hash
from server.actions.cases.enter_case import Entering, enter_case
from server.actions.cases.take_step import take_step
from server.actions.registry.seed_calendar import seed_calendar
from server.actions.registry.set_hall_setting import set_hall_setting
from server.db import session
from server.models.cases import Case
from server.queries.registry.halls import hall_named
from server.rules.accounts.roles import Actor, Role
from server.rules.cases.entry import EntryForm
from server.rules.cases.kinds import CaseKind, CaseSource, CaseState
from server.rules.cases.step_form import StepForm
from server.rules.cases.step_names import StepName as N
from server.rules.hall_settings import SettingRow
from server.rules.ratings.form import CleanedPhoto
from tests import case_build
from tests.build import CONTACT_KEY, MORNING
from tests.house.signed_in import an_account
from tests.web.case_visits import CaseVisit, a_complaint
from tests.web.forms import form_of, forms_of, words_of
from tests.web.visitors import Visitor, a_photo
from web.citizen.opened import LIFE

SECOND = timedelta(seconds=1)
MOST_BYTES = 10 * 1024
NONCE = re.compile(r'nonce="[^"]+"')


@pytest.fixture
def case(visitor: Visitor) -> CaseVisit:
    """A complaint that its citizen has opened."""
    visit = a_complaint(visitor)
    visit.open()
    return visit


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


def test_every_step_stands_there_with_its_day_in_plain_words(case: CaseVisit) -> None:
    case.handled(CaseState.REPLIED)

    page = words_of(case.page())

    for expected in (
        "收到您的反映",
        "决定受理",
        "开始调查",
        "查清了：属实",
        "原因在规定，窗口改不了",
        "已经答复，等您说满不满意",
        "经核实属实，清单已更新。",
        "11月25日 周三",
    ):
        assert expected in page


def test_nothing_of_the_office_alone_is_shown(case: CaseVisit) -> None:
    case.office(N.ACCEPT)
    case.office(N.NOTE)
    case.office(N.ASK_UNIT)
    case.office(N.START)
    case.office(N.DECIDE)

    page = case.page().text

    for hidden in ("已调取叫号记录", "请说明当时情况", "记录与所述一致", case.supervisor.name):
        assert hidden not in page


def test_a_case_with_a_long_story_is_a_light_page(case: CaseVisit) -> None:
    case.office(N.ACCEPT, facts={"clock": "complex"})
    for _ in range(10):
        case.office(N.MESSAGE)
        case.take("citizen_message", words="有，可以上传。")

    page = case.visitor.client.get(f"/c/{case.number}", headers={"Accept-Encoding": "gzip"})

    assert len(page.data) <= MOST_BYTES


def test_why_it_was_not_accepted_and_whom_to_turn_to_stand_at_the_top(case: CaseVisit) -> None:
    case.office(N.REFUSE)

    page = words_of(case.page())

    assert page.index("不是本中心的职责") < page.index("办到哪一步了")
    assert "请向主管部门反映。" in page


def test_the_deadline_is_counted_day_by_day(case: CaseVisit) -> None:
    case.office(N.ACCEPT)

    page = words_of(case.page())

    assert "最晚12月2日 周三查清" in page
    for counted in ("26 四 第1天", "28 六 休息", "30 一 第3天", "12/1 二 第4天", "2 三 到期"):
        assert counted in page


def test_a_deadline_over_an_unannounced_year_says_that_it_is_provisional(case: CaseVisit) -> None:
    with case.visitor.app.app_context():
        seed_calendar(now=MORNING)
    case.visitor.clock.forward(timedelta(days=28))
    late = a_complaint(case.visitor)
    late.open()
    late.office(N.ACCEPT)

    page = words_of(late.page())

    assert "（暂定）" in page
    assert "2027 年的放假安排还没有公布" in page


def test_a_missed_deadline_is_admitted(case: CaseVisit) -> None:
    case.office(N.ACCEPT)
    case.visitor.clock.forward(timedelta(days=8))
    case.open()

    assert "已经过了期限" in words_of(case.page())


def test_on_the_last_day_nothing_is_missed(case: CaseVisit) -> None:
    case.office(N.ACCEPT)
    case.visitor.clock.forward(timedelta(days=7))
    case.open()

    page = words_of(case.page())

    assert "就是今天" in page
    assert "已经过了期限" not in page


def test_each_look_at_the_contact_is_shown_without_the_persons_name(visitor: Visitor) -> None:
    visit = a_complaint(visitor, contact="13800000000", consent="1")
    visit.open()
    visit.office(N.LOOK)

    page = visit.page()

    assert "11月25日 周三：监督部门，为了回访您" in words_of(page)
    assert "138****0000" in page.text
    assert "13800000000" not in page.text
    assert visit.supervisor.name not in page.text


def test_an_answer_made_public_is_shown(case: CaseVisit) -> None:
    visitor, since = case.visitor, case.visitor.clock.now()
    row = SettingRow("replies_published", "", "yes", since.date())
    with visitor.app.app_context():
        set_hall_setting(visitor.place.hall.id, row, by="李某", now=since)
        place = replace(visitor.place, hall=hall_named())
    case.visitor = replace(visitor, place=place)
    case.handled(CaseState.REPLIED)
    case.take("confirm")
    case.office(N.PUBLISH_REPLY, by=_publisher(case))

    page = words_of(case.page())

    assert "已公开的答复" in page
    assert "清单已更新。" in page


def test_ones_photos_are_shown_again_and_to_nobody_else(visitor: Visitor) -> None:
    visit = a_complaint(visitor, photo=[a_photo()])
    visit.open()
    address = _pictures(visit)[0]

    own = visitor.client.get(address)
    strangers = visitor.app.test_client().get(address)

    assert own.status_code == 200
    assert own.data.startswith(b"\xff\xd8")
    assert strangers.status_code == 404


def test_the_offices_photos_are_not_the_citizens(case: CaseVisit) -> None:
    store = case.visitor.app.extensions["chuangping"].photo_store
    photo = CleanedPhoto(store.save(b"a picture of the office"), "0" * 64, 8, 6)
    form = StepForm(case.number, N.ADD_EVIDENCE, words={"evidence": "记录"}, photos=(photo,))
    with case.visitor.app.app_context():
        place, now = case.visitor.place, case.visitor.clock.now()
        supervisor = case_build.a_supervisor(place)
        take_step(place.hall, form, supervisor, now=now)

    assert "<img" not in case.page().text
    assert case.visitor.client.get(f"/c/{case.number}/photos/{photo.name}").status_code == 404


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


def test_a_photo_is_a_picture_and_nothing_else(visitor: Visitor) -> None:
    visit = a_complaint(visitor, photo=[a_photo()])
    visit.open()

    headers = visitor.client.get(_pictures(visit)[0]).headers

    assert headers["Content-Type"] == "image/jpeg"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Disposition"] == 'inline; filename="photo.jpg"'
    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"


def test_a_photo_of_another_case_is_not_found(visitor: Visitor) -> None:
    other = a_complaint(visitor, photo=[a_photo()])
    other.open()
    name = _pictures(other)[0].rpartition("/")[2]
    mine = a_complaint(visitor, text="另一件事，另一个人写的")
    mine.open()

    answers = [
        visitor.client.get(f"/c/{number}/photos/{photo}").status_code
        for number, photo in (
            (mine.number, name),
            (other.number, name),
            (mine.number, "0" * 32 + ".jpg"),
            (mine.number, "..%2f..%2fhall.db"),
        )
    ]

    assert answers == [404, 404, 404, 404]


def test_the_receipt_of_a_second_bad_rating_opens_its_case(visitor: Visitor) -> None:
    receipt = visitor.rated(level="5")
    rating = form_of(visitor.client.post("/r", data={"receipt": receipt}))
    rating.send(visitor.client, level="1", tag="115", text="后来才知道办错了")

    page = visitor.follow(visitor.client.post("/r", data={"receipt": receipt}))

    assert "后来才知道办错了" in words_of(page)


def test_a_visit_with_two_bad_ratings_leads_from_one_case_to_the_other(visitor: Visitor) -> None:
    receipt = visitor.rated(level="1", tag="115", text="第一次")
    visitor.client.post("/r", data={"receipt": receipt})
    form_of(visitor.client.get("/r/rating")).send(
        visitor.client, level="2", tag="214", text="第二次"
    )

    second = visitor.follow(visitor.client.post("/r", data={"receipt": receipt}))
    other = re.search(r'href="(/c/\w+)"><b>同一次', second.text)

    assert "第二次" in words_of(second)
    assert other is not None
    assert "第一次" in words_of(visitor.client.get(other[1]))


def _pictures(visit: CaseVisit) -> list[str]:
    return re.findall(r'<img src="([^"]+)"', visit.page().text)


def _publisher(case: CaseVisit) -> Actor:
    with case.visitor.app.app_context():
        return an_account(case.visitor.place, Role.PUBLISHER).actor


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
