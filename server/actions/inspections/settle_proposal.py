"""A person decides what the ladder proposed: done, or dropped, and why."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from server import errors
from server.actions.audit.record import record
from server.actions.inspections.proposing import DONE, OPEN
from server.actions.inspections.start_round import check_inspects
from server.db import transaction
from server.models.scores import AppraisalTask
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.inspections.ladder import cause_of

DROPPED = "dropped"
LONGEST_OUTCOME = 500


@dataclass(frozen=True)
class Settlement:
    """What was decided about a proposal, in the person's own words."""

    number: str
    is_done: bool
    outcome: str


def settle_proposal(hall: Hall, form: Settlement, *, by: Actor, now: datetime) -> None:
    """A supervisor or inspector settles an open proposal of the ladder.

    Raises FormProblems without words, StepNotAllowed, Unknown for none that is open.
    """
    check_inspects(hall, by, "settle_proposal")
    words, state = form.outcome.strip(), DONE if form.is_done else DROPPED
    with transaction() as session:
        task = session.scalars(
            select(AppraisalTask)
            .where(
                AppraisalTask.hall_id == hall.id,
                AppraisalTask.number == form.number,
                AppraisalTask.state == OPEN,
            )
            .with_for_update()
        ).first()
        if task is None or not cause_of(task.facts).mark:
            raise errors.Unknown
        if not words:
            raise errors.FormProblems((errors.Problem("outcome", "inspections.words_missing"),))
        task.state, task.outcome = state, words[:LONGEST_OUTCOME]
        task.settled_at, task.settled_by = now, by.name
        record(session, hall.id, by, "ladder_settled", form.number, facts={"state": state}, now=now)
