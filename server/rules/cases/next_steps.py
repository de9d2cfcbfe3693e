"""What may this taker do in this case now, and why not the rest?"""

from server.rules.accounts.roles import Actor
from server.rules.cases.facts import CaseFacts
from server.rules.cases.guards import REFUSES
from server.rules.cases.kinds import CaseState
from server.rules.cases.permissions import permission_for
from server.rules.cases.step import Step
from server.rules.cases.step_names import StepName
from server.rules.cases.steps import STEPS
from server.rules.cases.takers import By, Taker, by_of

NO_PERMISSION = "no_permission"
NOT_FROM_HERE = "not_from_here"
ASKED_ALREADY = "asked_already"
NOTHING_WAITING = "nothing_waiting"
ASKED_IT_ONESELF = "asked_it_oneself"
AT_THE_DESK = "at_the_desk"
# Reasons that say nothing of this case now: the step is not for such a reader, or not from here.
OF_NO_INTEREST = frozenset({NO_PERMISSION, NOT_FROM_HERE, NOTHING_WAITING})
# Ends that lead past the usual way.
ASIDE = frozenset({CaseState.NOT_ACCEPTED, CaseState.MERGED, CaseState.WITHDRAWN})
# Whoever takes them shows a factor anew, at the console and nowhere else.
NEEDS_FRESH = frozenset({StepName.LOOK, StepName.ASK_EXCLUSION, StepName.APPROVE_EXCLUSION})

NextSteps = tuple[tuple[Step, str | None], ...]

ROWS = {(step.name, step.by): step for step in STEPS}


def next_steps(facts: CaseFacts, taker: Taker) -> NextSteps:
    """Every step of the table that such a taker could ever take in such a case.

    With each the reason why not now, None where it is allowed. The sentence of a reason is
    ``guard.<reason>``.
    """
    rows = (step for step in STEPS if step.by is by_of(taker) and facts.kind in step.kinds)
    return tuple((step, refusal(step, facts, taker)) for step in rows if step.states)


def refusal(step: Step, facts: CaseFacts, taker: Taker) -> str | None:
    """Why the taker may not take the step now; None: they may."""
    if not _holds(step, facts, taker):
        return NO_PERMISSION
    if facts.state not in step.states or facts.kind not in step.kinds:
        return NOT_FROM_HERE
    for guard in step.guards:
        if REFUSES[guard](facts, taker):
            return guard
    return _of_two_people(step, facts, taker)


def leading_step(state: CaseState, steps: NextSteps) -> StepName | None:
    """Of the steps that are possible now, the first that leads the case on from that state."""
    order = list(CaseState)
    here = order.index(state)
    return next(
        (
            step.name
            for step, why in steps
            if why is None and step.to and step.to not in ASIDE and order.index(step.to) > here
        ),
        None,
    )


def refused_now(steps: NextSteps) -> tuple[tuple[StepName, str], ...]:
    """The steps that are not possible now, each with the reason."""
    return tuple((step.name, why) for step, why in steps if why and why not in OF_NO_INTEREST)


def step_named(name: StepName, taker: Taker) -> Step | None:
    """The row of the table for such a taker; None where the table has none."""
    return ROWS.get((name, by_of(taker)))


def step_row(name: StepName, by: By) -> Step:
    """The row under which a step was taken."""
    return ROWS[name, by]


def _holds(step: Step, facts: CaseFacts, taker: Taker) -> bool:
    if step.by is not by_of(taker):
        return False
    if not isinstance(taker, Actor) or step.permission is None:
        return True
    return taker.may(permission_for(step.permission, facts.kind), facts.hall_id)


def _of_two_people(step: Step, facts: CaseFacts, taker: Taker) -> str | None:
    """What one person asks for, another one decides; and only once at a time."""
    if step.asks in facts.waiting:
        return ASKED_ALREADY
    if step.decides is None:
        return None
    asked = facts.waiting.get(step.decides)
    if asked is None:
        return NOTHING_WAITING
    is_own = isinstance(taker, Actor) and taker.account_id == asked.asked_by
    return ASKED_IT_ONESELF if is_own else None
