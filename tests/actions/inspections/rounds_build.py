"""Arrangements of inspections: who inspects, a round, a finding, an order, with defaults."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from server.actions.inspections.issue_order import issue_order
from server.actions.inspections.record_finding import record_finding
from server.actions.inspections.start_round import start_round
from server.db import session
from server.ids import new_number
from server.models.appraisal import Fact, FactReversal
from server.models.scores import AppraisalTask, MonthFigure
from server.rules.accounts.roles import Role
from server.rules.inspections.form import FindingForm, RoundForm
from server.rules.inspections.kinds import FoundEvent, RoundKind, Term
from server.rules.inspections.orders import OrderForm
from server.rules.ratings.form import CleanedPhoto
from tests.build import MORNING, TestHall
from tests.house.signed_in import TestAccount, an_account

SCHEME = """
format = 1
id = "small"
version = "2026.1"
title = "示例"
from = 2026-01-01
[sheet.person]
subject = "staff"
[category.A]
name = "工作纪律"
max = 100
item.A1 = { text = "着装不整", points = -1 }
item.A2 = { text = "服务差错", points = [-5, -1] }
item.A3 = { text = "离岗", when = "off_post", points = -1 }
"""


@dataclass(frozen=True)
class Team:
    """Two who inspect, the head of the department, and the clerk 0137."""

    inspector: TestAccount
    second: TestAccount
    head: TestAccount
    clerk: TestAccount


def a_team(place: TestHall) -> Team:
    """The people of these tests."""
    return Team(
        an_account(place, Role.INSPECTOR),
        an_account(place, Role.SUPERVISOR),
        an_account(place, Role.DEPARTMENT_HEAD, department="D1"),
        an_account(place, Role.STAFF, staff="0137"),
    )


def a_round(place: TestHall, team: Team, *, now: datetime = MORNING, **more: Any) -> str:
    """A patrol that goes on, its number."""
    form = replace(RoundForm(RoundKind.PATROL, "王某"), **more)
    return start_round(place.hall, form, by=team.inspector.actor, now=now)


def find(place: TestHall, team: Team, number: str, *, now: datetime = MORNING, **more: Any) -> str:
    """A finding about 0137 at A01, item A1, with a witness; its number."""
    usual = FindingForm(
        "A01", new_number(), FoundEvent.FINDING, "未着工装", item="A1", staff="0137", witness="赵某"
    )
    form = replace(usual, **more)
    return record_finding(place.hall, number, form, by=team.inspector.actor, now=now)


def order(place: TestHall, team: Team, *findings: str, now: datetime = MORNING, **more: Any) -> str:
    """An order to the department; its number."""
    usual = OrderForm("统一着装", term=Term.SHORT, department="D1", findings=findings)
    return issue_order(place.hall, replace(usual, **more), by=team.inspector.actor, now=now)


def a_photo(name: str = "photo.jpg") -> CleanedPhoto:
    """A cleaned photo of that name in the store."""
    return CleanedPhoto(name, "0" * 64, 10, 10)


def facts(*, event: str = "") -> Sequence[Fact]:
    """What was stated and still holds, in the order of its days."""
    reversed_ones = select(FactReversal.fact_id)
    wanted = select(Fact).where(Fact.id.not_in(reversed_ones)).order_by(Fact.established_on)
    if event:
        wanted = wanted.where(Fact.event == event)
    return session.scalars(wanted).all()


def figure(subject: str, name: str) -> list[tuple[str, int]]:
    """The figures of that name and kind of subject: value and n."""
    rows = session.execute(
        select(MonthFigure.value, MonthFigure.n).where(
            MonthFigure.subject == subject, MonthFigure.figure == name
        )
    )
    return [(value, n) for value, n in rows]


def tasks() -> dict[str, str]:
    """What the ladder proposed, and where each proposal stands."""
    rows = session.execute(select(AppraisalTask.task, AppraisalTask.state))
    return {task: state for task, state in rows}  # noqa: C416 - rows are no pairs
