"""What the ladder proposes is kept as a task that a person settles; it never acts.

A scheme's own ladder is also found when a month is computed. Both name the task alike, so that it
is opened once: at once by the finding, or by the month where the software came later.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.appraisal.state_fact import Stating
from server.actions.messages.tell import News, tell
from server.actions.operations.statements import count_of, insert_into, table_of
from server.ids import new_id, new_number
from server.models.scores import AppraisalTask
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import name_of
from server.rules.appraisal.facts import Who
from server.rules.appraisal.following import Effects, Followed
from server.rules.appraisal.periods import Period
from server.rules.inspections.ladder import ORDER, LadderCause, Rung, cause_of
from server.rules.messages.audience import SUPERVISION
from server.rules.messages.topics import Topic
from server.rules.months import Month
from server.texts import say

OPEN, DONE, CAUSE_GONE = "open", "done", "cause_reversed"
LONGEST_NAME = 120


@dataclass(frozen=True)
class Climbing:
    """A rung for a person or department, with the findings (number, day) that count towards it."""

    rung: Rung
    place: int
    who: Who
    period: Period
    findings: tuple[tuple[str, date], ...]

    @property
    def is_reached(self) -> bool:
        """Whether so many count as the rung asks for."""
        return len(self.findings) >= self.rung.nth

    @property
    def mark(self) -> str:
        """What tells this rung of this period apart."""
        return f"{self.place}/{self.period}"

    @property
    def name(self) -> str:
        """What the rung is called: by the scheme, or by us."""
        return (self.rung.name or say("inspections.ladder_name", nth=self.rung.nth))[:LONGEST_NAME]

    @property
    def task(self) -> str:
        """What is proposed."""
        return (self.rung.task or say(f"inspections.ladder_{self.rung.code}"))[:LONGEST_NAME]

    @property
    def key(self) -> str:
        """The same that the computed month gives to what it finds."""
        day = self.findings[self.rung.nth - 1][1]
        since = Month(day.year, day.month)
        same = Followed(self.who, self.name, "", since, self.period, Effects())
        return sha256("|".join(same.key).encode()).hexdigest()


def propose(session: Session, hall: Hall, climbing: Climbing, now: datetime) -> None:
    """The proposal is there; one whose cause had gone and came back is open again."""
    known = _known(session, hall, climbing)
    if known is None:
        _open(session, hall, climbing, now)
    elif known.state == CAUSE_GONE:
        known.state, known.facts = OPEN, _facts(climbing)
        known.settled_at, known.settled_by = None, ""


def withdraw_proposal(session: Session, hall: Hall, climbing: Climbing, now: datetime) -> None:
    """What was proposed and not yet decided has lost its cause; it stays visible as that."""
    known = _known(session, hall, climbing)
    if known is not None and known.state == OPEN:
        known.state, known.settled_at, known.settled_by = CAUSE_GONE, now, "ladder"


def settle_ordered(session: Session, who: Who, outcome: str, stating: Stating) -> None:
    """An order was issued: what the ladder proposed of that kind for them is done."""
    for task in _of(session, stating.hall_id, who):
        if task.state == OPEN and cause_of(task.facts).is_order:
            task.state, task.outcome = DONE, outcome
            task.settled_at, task.settled_by = stating.now, name_of(stating.by)


def _known(session: Session, hall: Hall, climbing: Climbing) -> AppraisalTask | None:
    tasks = _of(session, hall.id, climbing.who)
    return next((task for task in tasks if cause_of(task.facts).mark == climbing.mark), None)


def _of(session: Session, hall_id: int, who: Who) -> Iterator[AppraisalTask]:
    yield from session.scalars(
        select(AppraisalTask).where(
            AppraisalTask.hall_id == hall_id,
            AppraisalTask.subject == who.subject,
            AppraisalTask.subject_id == who.id,
        )
    )


def _open(session: Session, hall: Hall, climbing: Climbing, now: datetime) -> None:
    connection, number = session.connection(), new_number()
    insert = insert_into(connection, table_of(AppraisalTask)).values(
        hall_id=hall.id,
        id=new_id(now.date()),
        number=number,
        dedupe=climbing.key,
        subject=climbing.who.subject,
        subject_id=climbing.who.id,
        period=str(climbing.period),
        name=climbing.name,
        task=climbing.task,
        notice="",
        facts=_facts(climbing),
        state=OPEN,
        opened_at=now,
        settled_by="",
        outcome="",
    )
    fresh = insert.on_conflict_do_nothing(index_elements=["hall_id", "dedupe"])
    if count_of(connection, fresh) == 1:
        facts = {"number": number, "period": str(climbing.period)}
        news = News(Topic.TASK_OPENED, SUPERVISION, facts)
        tell(session, hall.id, news, dedupe=f"task/{number}", now=now)


def _facts(climbing: Climbing) -> str:
    rung = climbing.rung
    cause = LadderCause(
        mark=climbing.mark,
        findings=tuple(number for number, _ in climbing.findings),
        nth=rung.nth,
        is_order=rung.code == ORDER or say("inspections.order_word") in rung.task,
    )
    # Beside the ladder's own cause, what every task tells of its cause.
    told = {"item": "", "facts": [], "periods": [], "count": rung.nth, "score": "", "guard": None}
    return json.dumps({**told, "ladder": vars(cause)}, sort_keys=True)
