"""What became of a month's bad ratings: answered, put right in time, called back, satisfied?"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import and_, select

from server.db import session
from server.ids import first_id
from server.models.cases import Case, CaseStep
from server.models.handling import CaseDeadline
from server.queries.cases.scope import seen_by
from server.queries.overview.scope import Scope
from server.rules.accounts.roles import Actor
from server.rules.cases.clocks import CaseClock
from server.rules.cases.codes import Satisfied
from server.rules.cases.kinds import CaseKind
from server.rules.cases.step_names import StepName
from server.rules.indicators import CaseFigures
from server.rules.months import Month

ANSWERED = frozenset({StepName.REPLY, StepName.ANSWER})
COUNTED = (*ANSWERED, StepName.CALL_BACK)
RECTIFYING = (CaseClock.RECTIFY_SHORT, CaseClock.RECTIFY_LONG)
MET, MISSED, REPLACED = "met", "missed", "replaced"


@dataclass
class _Told:
    """What the steps of one case say."""

    is_real_name: bool
    is_answered: bool = False
    calls: list[Mapping[str, Any]] = field(default_factory=list)

    @property
    def is_reached(self) -> bool:
        """Whether somebody answered the telephone."""
        return any("satisfied" in call for call in self.calls)

    @property
    def is_satisfied(self) -> bool:
        """Whether the last one who answered was satisfied."""
        said = [call["satisfied"] for call in self.calls if "satisfied" in call]
        return said[-1:] == [Satisfied.YES]


def handled(scope: Scope, actor: Actor, month: Month, *, today: date) -> CaseFigures:
    """The figures of the bad ratings received in that month that the person may see.

    Two statements. A contact that was erased since is known by the call that was made.
    """
    of_month = _of_month(scope, actor, month)
    told = _told(of_month)
    ended = _rectifications(of_month, today)
    called = [case for case in told.values() if case.calls]
    return CaseFigures(
        bad=len(told),
        replied=sum(case.is_answered for case in told.values()),
        due=len(ended),
        rectified=sum(how in {MET, MISSED} for how in ended),
        rectified_in_time=sum(how == MET for how in ended),
        real_name=sum(case.is_real_name or bool(case.calls) for case in told.values()),
        called_back=len(called),
        reached=sum(case.is_reached for case in called),
        satisfied=sum(case.is_satisfied for case in called),
    )


def _of_month(scope: Scope, actor: Actor, month: Month) -> Any:
    """By the ids, whose upper bits are the day; the day itself has no index for the whole hall."""
    zone = scope.hall.zone
    days = month.days()[0], month.next().days()[0]
    return and_(
        seen_by(actor, scope.hall.id),
        Case.kind == CaseKind.BAD_RATING,
        Case.id >= first_id(days[0]),
        Case.id < first_id(days[1]),
        Case.received_at >= month.starts_at(zone),
        Case.received_at < month.ends_at(zone),
        scope.holds(Case.window_id),
    )


def _told(of_month: Any) -> dict[int, _Told]:
    is_step = and_(
        CaseStep.hall_id == Case.hall_id, CaseStep.case_id == Case.id, CaseStep.step.in_(COUNTED)
    )
    rows = session.execute(
        select(Case.id, Case.has_contact, CaseStep.step, CaseStep.facts)
        .outerjoin(CaseStep, is_step)
        .where(of_month)
        .order_by(Case.id, CaseStep.position)
    )
    found: dict[int, _Told] = {}
    for case_id, has_contact, step, facts in rows:
        case = found.setdefault(case_id, _Told(has_contact))
        case.is_answered = case.is_answered or step in ANSWERED
        if step == StepName.CALL_BACK:
            case.calls.append(json.loads(facts))
    return found


def _rectifications(of_month: Any, today: date) -> list[str]:
    """How each rectification that is due ended, '' for one that is overdue still."""
    rows = session.execute(
        select(CaseDeadline.ended, CaseDeadline.due_on)
        .join(Case, and_(Case.hall_id == CaseDeadline.hall_id, Case.id == CaseDeadline.case_id))
        .where(
            of_month,
            CaseDeadline.clock.in_(RECTIFYING),
            CaseDeadline.ended != REPLACED,
        )
    )
    return [ended for ended, due_on in rows if ended or due_on < today]
