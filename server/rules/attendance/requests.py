"""Who may decide a request for leave or official business, and from which state to which?"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from server.rules.attendance.words import RequestState

S = RequestState


class Step(StrEnum):
    """What can be done with a request."""

    APPROVE = "approve"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"


FROM: Mapping[Step, frozenset[RequestState]] = {
    # Approved leave may be approved again: that the reason was false is often found out later.
    Step.APPROVE: frozenset({S.ASKED, S.APPROVED}),
    Step.REFUSE: frozenset({S.ASKED, S.APPROVED}),
    Step.WITHDRAW: frozenset({S.ASKED}),
}
TO: Mapping[Step, RequestState] = {
    Step.APPROVE: S.APPROVED,
    Step.REFUSE: S.REFUSED,
    Step.WITHDRAW: S.WITHDRAWN,
}
DECIDED = frozenset({Step.APPROVE, Step.REFUSE})


@dataclass(frozen=True)
class Asked:
    """Whose request it is, and which account asked (None: a command did)."""

    staff_id: int
    asked_by_id: int | None


@dataclass(frozen=True)
class Decider:
    """Who wants to take a step: their account, and who they are at a window, if anyone."""

    account_id: int | None
    staff_id: int | None


class Refusal(StrEnum):
    """Why somebody may not take a step; codes of sentences, where one is said."""

    OWN = "attendance.own_request"
    ASKED_IT = "attendance.asked_it_oneself"
    NOT_OPEN = "attendance.not_open"
    NOT_THEIRS = "not theirs"
    ANSWER_MISSING = "attendance.answer_missing"


def refusal(
    step: Step, state: RequestState, asked: Asked, by: Decider, answer: str
) -> Refusal | None:
    """Why the step may not be taken, None where it may.

    Whoever decides is neither the person whom it is about nor the one who asked. Refusing needs
    a reason. Only the person, or who asked for them, takes a request back.
    """
    if state not in FROM[step]:
        return Refusal.NOT_OPEN
    is_own = by.staff_id is not None and by.staff_id == asked.staff_id
    asked_it = by.account_id is not None and by.account_id == asked.asked_by_id
    if step is Step.WITHDRAW:
        return None if is_own or asked_it else Refusal.NOT_THEIRS
    if is_own or asked_it:
        return Refusal.OWN if is_own else Refusal.ASKED_IT
    return Refusal.ANSWER_MISSING if step is Step.REFUSE and not answer.strip() else None
