"""How were the demo hall's cases handled: most of them in time, some of them not yet?"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from server.actions.cases.take_step import take_step
from server.db import session
from server.demo.visits import SEED
from server.errors import FormProblems, StepNotAllowed
from server.models.cases import Case
from server.models.registry import Staff
from server.queries.accounts.actors import actor_named
from server.queries.registry.halls import Hall
from server.rules.accounts.refusals import UnknownAccount
from server.rules.accounts.roles import Actor
from server.rules.cases.kinds import CaseKind
from server.rules.cases.step_form import StepForm
from server.rules.cases.step_names import StepName as Step
from server.rules.cases.takers import Citizen, Clock, Taker

HANDLER, DISCIPLINE = "jiandu-1", "jijian"
# What is older than this was handled to its end, but for a few.
DONE_AFTER = timedelta(days=14)
LEFT_LYING = 0.02
# Longer than a citizen may take to say whether an answer will do.
SILENT_FOR = timedelta(days=22)
A_PERSONS_FAULT, FOUND_TRUE = 0.25, 0.7
WITH_WORDS = {
    Step.DECIDE: {"reason": "查看了叫号记录和现场情况，与反映的相符。"},
    Step.RECTIFY: {"measure": "更新窗口清单，窗口人员当日学习。"},
    Step.REPORT_RECTIFIED: {"report": "清单已更新，已在晨会说明。"},
    Step.REPLY: {"reply": "您反映的情况已核实，我们已经改正并向您道歉。如不满意，可要求重新办理。"},
    Step.ANSWER: {"reply": "谢谢您，已转告窗口和主管部门，本周内落实。如有疑问可在本页留言。"},
    Step.CITIZEN_MESSAGE: {"message": "当时是上午十点多，叫号单我还留着。"},
    Step.CALL_BACK: {"call": "已说明处理结果。"},
}
USUAL = (Step.ACCEPT, Step.START, Step.DECIDE, Step.REPLY)
SHORT = (Step.ACCEPT, Step.ANSWER)
# How far a case of so many days has come, at most: steps of the usual way.
DAYS_A_STEP = 1.3


@dataclass(frozen=True)
class Lying:
    """One case as it came in: what it is, and whom it is about."""

    number: str
    kind: CaseKind
    received_at: datetime
    has_contact: bool
    code_hash: bytes | None
    staff_number: str


def handle_cases(hall: Hall, now: datetime) -> None:
    """Handles what the citizens sent, as far as each case would have come by now."""
    handler, discipline = actor_named(HANDLER), actor_named(DISCIPLINE)
    if handler is None or discipline is None:
        raise UnknownAccount(name=HANDLER)
    for index, case in enumerate(lying(hall)):
        chance = random.Random(f"{SEED} case {index}")  # noqa: S311 - the same demo each time
        by = discipline if case.kind is CaseKind.TIP_OFF else handler
        _handle(hall, case, by, chance, now)


def lying(hall: Hall) -> list[Lying]:
    """Every case of the hall, in the order of days."""
    rows = session.execute(
        select(Case, Staff.number)
        .outerjoin(Staff, Staff.id == Case.staff_id)
        .where(Case.hall_id == hall.id)
        .order_by(Case.received_at, Case.number)
    )
    return [
        Lying(
            number=case.number,
            kind=CaseKind(case.kind),
            received_at=case.received_at,
            has_contact=case.has_contact,
            code_hash=case.code_hash,
            staff_number=number or "",
        )
        for case, number in rows
    ]


def _handle(hall: Hall, case: Lying, by: Actor, chance: random.Random, now: datetime) -> None:
    at = case.received_at
    for step, facts in _way(case, chance, now):
        at += SILENT_FOR if step is Step.LAPSE else timedelta(hours=chance.uniform(3, 26))
        if at >= now:
            return
        taker: Taker = Clock() if step is Step.LAPSE else by
        if step in {Step.CONFIRM, Step.CITIZEN_MESSAGE}:
            if case.code_hash is None:
                continue
            taker = Citizen(case.code_hash)
        form = StepForm(case.number, step, facts=facts, words=WITH_WORDS.get(step, {}))
        try:
            take_step(hall, form, taker, now=at)
        except (StepNotAllowed, FormProblems):
            return  # the case stays where it is: a demo shows such cases too


def _way(
    case: Lying, chance: random.Random, now: datetime
) -> Iterator[tuple[Step, Mapping[str, str]]]:
    """The steps that the case took, each with its facts."""
    age = now - case.received_at
    is_short = case.kind in {CaseKind.SUGGESTION, CaseKind.PRAISE, CaseKind.INQUIRY}
    steps: tuple[Step, ...] = SHORT if is_short else USUAL
    is_left = chance.random() < LEFT_LYING
    if age < DONE_AFTER or is_left:
        steps = steps[: min(len(steps), round(age.days / DAYS_A_STEP * chance.random()))]
    for step in steps:
        yield step, _facts(step, case, chance)
        if step is Step.START and chance.random() < A_PERSONS_FAULT:
            yield Step.CITIZEN_MESSAGE, {}
    if steps[-1:] in {(Step.REPLY,), (Step.ANSWER,)}:
        yield from _ending(case)


def _ending(case: Lying) -> Iterator[tuple[Step, Mapping[str, str]]]:
    if case.kind is CaseKind.BAD_RATING and case.has_contact:
        yield Step.CALL_BACK, {"reached": "yes", "satisfied": "yes"}
        yield Step.CLOSE, {}
    elif case.code_hash is not None:
        yield Step.CONFIRM, {}
    else:
        yield Step.LAPSE, {}


def _facts(step: Step, case: Lying, chance: random.Random) -> Mapping[str, str]:
    if step is not Step.DECIDE:
        return {}
    if chance.random() > FOUND_TRUE:
        return {"finding": "unfounded", "outcome": "not_established"}
    if case.staff_number and chance.random() < A_PERSONS_FAULT:
        charged = {"cause": "person", "staff": case.staff_number}
        return {"finding": "substantiated", "outcome": "fixed_at_once", **charged}
    cause = chance.choice(("rule", "system", "material", "facility"))
    return {"finding": "partly", "outcome": "explained", "cause": cause}
