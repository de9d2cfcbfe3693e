"""Do a supervisor and an inspector work with a phone, by touch, at the real server?"""

import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect
from sqlalchemy import func, select

from server import clock
from server.db import session
from server.models.inspections import InspectionFinding, InspectionPhoto
from server.rules.accounts.roles import Actor, Role
from server.rules.cases.kinds import CaseState
from server.rules.cases.step_names import StepName
from server.rules.inspections.kinds import FindingState
from tests.api.calls import a_picture
from tests.case_build import a_case, a_supervisor, case_row, step
from tests.house.phones import a_phone
from tests.house.signed_in import an_account
from tests.miniprogram.phone import Phone
from tests.miniprogram.served import ServedHall

pytestmark = pytest.mark.browser

Bound = Callable[[Role], Phone]
TYPED = "已联系窗口核实情况。"


@pytest.fixture
def bound(phone: Phone, served_hall: ServedHall) -> Bound:
    """The phone of somebody with that role."""

    def bind(role: Role) -> Phone:
        with served_hall.inside():
            return phone.is_of(a_phone(an_account(served_hall.place, role)))

    return bind


def shot(phone: Phone, name: str) -> None:
    """A picture of the page, where SHOTS says into which folder."""
    if os.environ.get("SHOTS"):
        phone.page.screenshot(path=Path(os.environ["SHOTS"]) / f"{name}.png", full_page=True)


def write(phone: Phone, name: str, words: str) -> None:
    """Write into the field of that name on the page on top."""
    phone.screen.get_by_role("textbox", name=name).fill(words)


def filed(hall: ServedHall) -> str:
    """A complaint of yesterday; its number."""
    with hall.inside():
        return a_case(hall.place, moment=clock.now() - timedelta(days=1))


def state_of(hall: ServedHall, number: str) -> str:
    with hall.inside():
        return case_row(hall.place, number).state


def first_by_another(hall: ServedHall, number: str) -> Actor:
    """Somebody else accepts the case meanwhile."""
    with hall.inside():
        other = a_supervisor(hall.place)
        step(hall.place, number, StepName.ACCEPT, other, now=clock.now())
        return other


def test_a_supervisor_takes_a_case_on(bound: Bound, served_hall: ServedHall) -> None:
    number, phone = filed(served_hall), bound(Role.SUPERVISOR)
    find_case(phone, number)

    begin_step(phone, "受理")
    write(phone, "留言（可不填）", TYPED)
    shot(phone, "office-step")
    other = first_by_another(served_hall, number)
    phone.tap("受理")
    be_told_of(phone, other)
    phone.tap("回到这件")
    begin_step(phone, "开始核实")
    phone.tap("开始核实")
    phone.at("office/case/case")
    phone.reads("核实中")

    assert state_of(served_hall, number) == CaseState.INVESTIGATING


def find_case(phone: Phone, number: str) -> None:
    """From the queue to that case."""
    phone.launch("office/queue/queue")
    phone.reads("还剩")
    shot(phone, "office-queue")
    write(phone, "编号、窗口、内容", number)
    phone.tap("查找")
    expect(phone.screen.get_by_role("link")).to_have_count(1)
    phone.screen.get_by_role("link").tap()
    phone.at("office/case/case")
    phone.reads("等了四十分钟")
    shot(phone, "office-case")


def begin_step(phone: Phone, name: str) -> None:
    phone.at("office/case/case")
    phone.tap(name)
    phone.at("office/step/step")
    phone.screen.get_by_role("button", name=name).wait_for()


def be_told_of(phone: Phone, other: Actor) -> None:
    """Who was first, that it cannot be done any more, and what one wrote oneself."""
    phone.reads(other.name)
    phone.reads("这件现在不能这样办了")
    phone.reads(TYPED)
    shot(phone, "office-step-moved")


def test_an_inspector_goes_round_and_loses_the_network_half_way(
    bound: Bound, served_hall: ServedHall
) -> None:
    before, phone = counts(served_hall), bound(Role.INSPECTOR)
    begin_round(phone)
    phone.tap("A01 正常")
    phone.reads("已看 1 / 3")
    shot(phone, "office-round")

    phone.offline()
    find_something(phone)
    restart(phone)
    phone.reads("还有 1 条没有发出")
    shot(phone, "office-round-offline")
    assert counts(served_hall) == before
    lost = lose_the_answer(phone, r"/inspections/\w+/findings\?")
    phone.offline(is_off=False)
    expect(phone.screen.get_by_text("还有 1 条没有发出")).to_have_count(0)
    phone.reads("A02 咨询台无人")
    shot(phone, "office-round-sent")

    assert lost == [201]
    assert counts(served_hall) == (before[0] + 1, before[1] + 1, before[2] + 1)


def begin_round(phone: Phone) -> None:
    """From what is due today to the first window."""
    phone.launch("office/rounds/rounds")
    phone.reads("今天")
    shot(phone, "office-rounds")
    phone.tap("开始别的巡查")
    phone.at("office/begin/begin")
    phone.reads("带队人")
    shot(phone, "office-begin")
    phone.tap("开始巡查")
    phone.at("office/round/round")


def find_something(phone: Phone) -> None:
    """At A02, with a photo; what is missing is told without a network too."""
    phone.tap("A02 有问题")
    phone.at("office/finding/finding")
    phone.tap("记录")
    phone.reads("请写明情况。")
    write(phone, "情况说明", "咨询台无人")
    phone.holds(a_picture())
    phone.tap("加照片")
    phone.screen.get_by_role("button", name="照片 1，点开看大图").wait_for()
    shot(phone, "office-finding")
    phone.tap("记录")
    phone.at("office/round/round")


def restart(phone: Phone) -> None:
    """The phone ends the mini-program and opens the same round again."""
    query = phone.page.evaluate("window.__phone.page.options.number")
    phone.kill()
    phone.launch("office/round/round", f"number={query}")


def counts(hall: ServedHall) -> tuple[int, int, int]:
    """Findings, those of them that count, and photos."""
    states = select(InspectionFinding.state)
    with hall.inside():
        found = session.scalars(states).all()
        photos = session.scalar(select(func.count()).select_from(InspectionPhoto)) or 0
    return len(found), found.count(FindingState.COUNTED), photos


def lose_the_answer(phone: Phone, path: str) -> list[int]:
    """The next request to such an address arrives, its answer does not; the statuses lost."""
    lost: list[int] = []

    def lose(route: Route) -> None:
        lost.append(route.fetch().status)
        route.abort()

    phone.page.route(re.compile(path), lose, times=1)
    return lost
