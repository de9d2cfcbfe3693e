"""Does the page of a case open to its secret alone, show all of it, and close again?"""

import re
from dataclasses import replace
from datetime import timedelta

from server.actions.registry.seed_calendar import seed_calendar
from server.actions.registry.set_hall_setting import set_hall_setting
from server.queries.registry.halls import hall_named
from server.rules.accounts.roles import Actor, Role
from server.rules.cases.kinds import CaseState
from server.rules.cases.step_names import StepName as N
from server.rules.hall_settings import SettingRow
from tests.build import MORNING
from tests.house.signed_in import an_account
from tests.web.case_visits import CaseVisit, a_complaint
from tests.web.forms import words_of
from tests.web.visitors import Visitor

SECOND = timedelta(seconds=1)
MOST_BYTES = 10 * 1024
NONCE = re.compile(r'nonce="[^"]+"')


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


def _publisher(case: CaseVisit) -> Actor:
    with case.visitor.app.app_context():
        return an_account(case.visitor.place, Role.PUBLISHER).actor
