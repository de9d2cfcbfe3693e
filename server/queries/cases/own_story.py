"""What does the citizen see of their own case, and what can they do in it now?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, select

from server import errors
from server.db import session
from server.models.cases import Case
from server.models.ratings import Receipt
from server.queries.cases.known import known, steps_of
from server.queries.cases.office import office_of
from server.queries.cases.opened import opened_case
from server.queries.cases.story import counted_days
from server.queries.cases.told import (
    CasePhoto,
    Remarks,
    ShownDeadline,
    deadlines_of,
    first_words,
    photos_of,
    remarks_of,
)
from server.queries.registry.halls import Hall, all_halls
from server.rules.cases.facts import CaseFacts
from server.rules.cases.history import TakenStep
from server.rules.cases.next_steps import next_steps, step_row
from server.rules.cases.step import Step
from server.rules.cases.step_names import StepName
from server.rules.cases.takers import By, Citizen
from server.rules.working_days import CountedDay

# Never whom it was given to or whom it charges.
FACTS_SHOWN = frozenset(
    {"reason", "clock", "finding", "outcome", "cause", "reached", "satisfied", "attempt"}
    | {"due_on", "before", "kind", "review", "level"}
)
MESSAGES = frozenset({StepName.MESSAGE, StepName.CITIZEN_MESSAGE})


@dataclass(frozen=True)
class OwnStep:
    """One step as the citizen reads it: what, when, by which side, and the words meant for them."""

    step: StepName
    taken_at: datetime
    by: By
    facts: Mapping[str, str]
    words: Mapping[str, str]

    @property
    def is_message(self) -> bool:
        """Whether it is talk with the office, and no step forward."""
        return self.step in MESSAGES


@dataclass(frozen=True)
class OwnStory:
    """The citizen's own case whole. ``looks``: on which days somebody looked at the contact.

    ``facts`` also says until when what is possible (``facts.last_days``).
    """

    hall: Hall
    number: str
    version: int
    facts: CaseFacts
    category: str
    received_at: datetime
    is_due_provisional: bool
    handling_level: int | None
    words: str
    photos: tuple[CasePhoto, ...]
    steps: tuple[OwnStep, ...]
    looks: tuple[date, ...]
    deadlines: tuple[ShownDeadline, ...]
    counted: tuple[CountedDay, ...]
    next_steps: tuple[tuple[Step, str | None], ...]


def own_story(hall: Hall, number: str, citizen: Citizen, *, now: datetime) -> OwnStory:
    """The case, for whoever keeps its secret code or the receipt of its rating.

    A fixed number of statements. Raises UnknownCase, the same for a wrong code and no case.
    """
    office = office_of(hall, now)
    case = opened_case(hall.id, number, citizen)
    steps = steps_of(case)
    facts = known(case, steps, office, citizen)
    deadlines = deadlines_of(case)
    looks = (step.day(hall.zone) for step in steps if step.step is StepName.LOOK)
    return OwnStory(
        hall=hall,
        number=case.number,
        version=case.version,
        facts=facts,
        category=case.category,
        received_at=case.received_at,
        is_due_provisional=case.is_due_provisional,
        handling_level=case.handling_level,
        words=first_words(case),
        photos=photos_of(case),
        steps=_own_steps(steps, remarks_of(case)),
        looks=tuple(looks),
        deadlines=deadlines,
        counted=counted_days(deadlines, office),
        next_steps=next_steps(facts, citizen),
    )


def hall_of_case(number: str) -> Hall:
    """The hall that has the case of that number. Raises UnknownCase."""
    halls = {hall.id: hall for hall in all_halls()}
    wanted = select(Case.hall_id).where(Case.hall_id.in_(halls), Case.number == number)
    hall_id = session.scalar(wanted)
    if hall_id is None:
        raise errors.UnknownCase
    return halls[hall_id]


def number_of_receipt(receipt_hash: bytes) -> tuple[Hall, str]:
    """The hall and number of the case that a bad rating with that receipt opened.

    Raises UnknownCase: no such receipt, or its rating opened none.
    """
    of_rating = and_(Receipt.hall_id == Case.hall_id, Receipt.rating_id == Case.rating_id)
    halls = {hall.id: hall for hall in all_halls()}
    row = session.execute(
        select(Case.hall_id, Case.number)
        .join(Receipt, of_rating)
        .where(Receipt.hall_id.in_(halls), Receipt.hash == receipt_hash)
    ).first()
    if row is None:
        raise errors.UnknownCase
    return halls[row.hall_id], row.number


def _own_steps(steps: tuple[TakenStep, ...], remarks: Remarks) -> tuple[OwnStep, ...]:
    shown = ((step, step_row(step.step, _by(step))) for step in steps)
    return tuple(
        OwnStep(
            step=taken.step,
            taken_at=taken.taken_at,
            by=_by(taken),
            facts={name: value for name, value in taken.facts.items() if name in FACTS_SHOWN},
            words=_for_citizen(row, remarks.get(taken.id, {})),
        )
        for taken, row in shown
        if row.is_shown
    )


def _for_citizen(row: Step, words: Mapping[str, str]) -> dict[str, str]:
    return {part: text for part, text in words.items() if part in row.shown_words}


def _by(step: TakenStep) -> By:
    if step.actor_id is not None:
        return By.PERSON
    return By.CITIZEN if step.taken_by == By.CITIZEN else By.CLOCK
