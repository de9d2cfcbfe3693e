"""What do the steps that were taken say about what may happen next?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from server.rules.cases.codes import Satisfied
from server.rules.cases.facts import CallBack, LastDays
from server.rules.cases.kinds import CaseState
from server.rules.cases.step_names import StepName
from server.rules.working_days import Calendar, add_working_days

BEGINS_A_ROUND = frozenset({StepName.REOPEN, StepName.ESCALATE})


@dataclass(frozen=True)
class TakenStep:
    """One step of a case, without its words. ``facts`` are words of closed sets and numbers."""

    id: int
    position: int
    step: StepName
    state: CaseState
    facts: Mapping[str, str]
    taken_at: datetime
    taken_by: str
    actor_id: int | None

    def day(self, zone: tzinfo) -> date:
        """The day in that zone on which it was taken."""
        return self.taken_at.astimezone(zone).date()


@dataclass(frozen=True)
class ContestDays:
    """The hall's days: calendar days to reopen and to escalate, working days to send back."""

    reopen: int
    escalate: int
    send_back: int


def of_this_round(steps: Sequence[TakenStep]) -> tuple[TakenStep, ...]:
    """The steps since the case was last reopened or escalated, that step with them."""
    begun = [index for index, step in enumerate(steps) if step.step in BEGINS_A_ROUND]
    return tuple(steps[begun[-1] if begun else 0 :])


def call_backs(steps: Sequence[TakenStep]) -> tuple[CallBack, ...]:
    """Every attempt among the steps to call the citizen back."""
    return tuple(
        CallBack(Satisfied(step.facts["satisfied"]) if "satisfied" in step.facts else None)
        for step in steps
        if step.step is StepName.CALL_BACK
    )


def took_part(steps: Sequence[TakenStep]) -> frozenset[int]:
    """The accounts that acted before the citizen escalated the case; nobody where they did not."""
    escalated = [step.position for step in steps if step.step is StepName.ESCALATE]
    if not escalated:
        return frozenset()
    before = (step.actor_id for step in steps if step.position < escalated[-1])
    return frozenset(account for account in before if account is not None)


def is_rectified(steps: Sequence[TakenStep]) -> bool:
    """Whether the unit has reported that it is put right, since it was last ordered to."""
    names = [
        step.step for step in steps if step.step in {StepName.RECTIFY, StepName.REPORT_RECTIFIED}
    ]
    return names[-1:] == [StepName.REPORT_RECTIFIED]


def last_days(
    steps: Sequence[TakenStep], days: ContestDays, zone: tzinfo, calendar: Calendar
) -> LastDays:
    """Until when the citizen may contest how it ended, and the unit may send it back."""
    state = steps[-1].state
    entered = _entered(steps).day(zone)
    handling_round = 1 + sum(step.step in BEGINS_A_ROUND for step in steps)
    was_escalated = any(step.step is StepName.ESCALATE for step in steps)
    escalate_until = entered + timedelta(days=days.escalate)
    match state:
        case CaseState.CLOSED if handling_round == 1:
            return LastDays(reopen=entered + timedelta(days=days.reopen))
        case CaseState.CLOSED | CaseState.NOT_ACCEPTED if not was_escalated:
            return LastDays(escalate=escalate_until)
        case CaseState.ASSIGNED:
            send_back = add_working_days(entered, days.send_back, calendar)
            return LastDays(send_back=send_back.due_on)
        case _:
            return LastDays()


def _entered(steps: Sequence[TakenStep]) -> TakenStep:
    """The step with which the case came to where it stands now."""
    index = len(steps) - 1
    while index and steps[index - 1].state is steps[index].state:
        index -= 1
    return steps[index]
