"""What does the citizen see of their own case, and what can they do in it now?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from server.db import session
from server.models.cases import Case
from server.models.registry import Window
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
from server.queries.registry.halls import Hall
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

    id: int
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
class OwnWindow:
    """The window that it is about, as citizens know it."""

    number: str = ""
    name: str = ""
    name_en: str = ""

    def title(self, lang: str) -> str:
        """Its name in that language, the Chinese one where there is no other."""
        return self.name_en if lang == "en" and self.name_en else self.name


@dataclass(frozen=True)
class OwnLook:
    """That somebody of the office looked at the contact: when and for which reason, never who."""

    on: date
    reason: str


@dataclass(frozen=True)
class OwnStory:
    """The citizen's own case whole; ``window`` is empty where it names none.

    ``facts`` also says until when what is possible (``facts.last_days``). ``photos`` are those
    that the citizen sent.
    """

    hall: Hall
    number: str
    version: int
    facts: CaseFacts
    category: str
    window: OwnWindow
    received_at: datetime
    is_due_provisional: bool
    handling_level: int | None
    words: str
    photos: tuple[CasePhoto, ...]
    steps: tuple[OwnStep, ...]
    looks: tuple[OwnLook, ...]
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
    return OwnStory(
        hall=hall,
        number=case.number,
        version=case.version,
        facts=facts,
        category=case.category,
        window=_window(case),
        received_at=case.received_at,
        is_due_provisional=case.is_due_provisional,
        handling_level=case.handling_level,
        words=first_words(case),
        photos=_own_photos(photos_of(case), steps),
        steps=_own_steps(steps, remarks_of(case)),
        looks=tuple(
            OwnLook(step.day(hall.zone), step.facts.get("reason", ""))
            for step in steps
            if step.step is StepName.LOOK
        ),
        deadlines=deadlines,
        counted=counted_days(deadlines, office),
        next_steps=next_steps(facts, citizen),
    )


def _window(case: Case) -> OwnWindow:
    row = session.execute(
        select(Window.number, Window.name, Window.name_en).where(Window.id == case.window_id)
    ).first()
    return OwnWindow(*row) if row else OwnWindow()


def _own_photos(
    photos: tuple[CasePhoto, ...], steps: tuple[TakenStep, ...]
) -> tuple[CasePhoto, ...]:
    """Without those that the office or the unit put in."""
    own = {None, *(step.id for step in steps if _by(step) is By.CITIZEN)}
    return tuple(photo for photo in photos if photo.step_id in own)


def _own_steps(steps: tuple[TakenStep, ...], remarks: Remarks) -> tuple[OwnStep, ...]:
    shown = ((step, step_row(step.step, _by(step))) for step in steps)
    return tuple(
        OwnStep(
            id=taken.id,
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
