"""What is the whole story of one case, and what may this reader do in it now?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, select

from server.db import session
from server.models.cases import Case
from server.models.ratings import Rating
from server.models.registry import Department, Staff, Window
from server.queries.cases.known import known, steps_of
from server.queries.cases.office import Office, office_of
from server.queries.cases.opened import opened_case
from server.queries.cases.told import (
    CasePhoto,
    Remarks,
    ShownDeadline,
    ShownFinding,
    ShownProposal,
    Tie,
    deadlines_of,
    findings_of,
    first_words,
    photos_of,
    proposals_of,
    remarks_of,
    ties_of,
    titles_of,
)
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.cases.facts import CaseFacts
from server.rules.cases.history import TakenStep
from server.rules.cases.kinds import CaseSource
from server.rules.cases.next_steps import next_steps
from server.rules.cases.queue import working_days_left
from server.rules.cases.seeing import OFFICE_ONLY, is_insider
from server.rules.cases.step import Step
from server.rules.cases.step_names import StepName
from server.rules.months import day_of
from server.rules.working_days import CountedDay


@dataclass(frozen=True)
class StoryStep:
    """One step with its words by part; ``by_title`` is empty where no person took it."""

    taken: TakenStep
    words: Mapping[str, str]
    by_title: str


@dataclass(frozen=True)
class About:
    """Whom the case is about, and where it lies; empty where it names nobody."""

    window_number: str = ""
    window_name: str = ""
    staff_number: str = ""
    department_name: str = ""  # the window's
    level: int | None = None
    tags: str = ""
    service_day: date | None = None
    lies_with: str = ""  # the department that is to answer
    lies_with_code: str = ""


@dataclass(frozen=True)
class Story:
    """One case whole, as this reader may see it. Never the citizen's contact.

    ``counted``: why the deadline is that day, one by one; empty where no clock runs.
    ``next_steps``: every step for such a reader, with the reason why not now.
    """

    number: str
    version: int
    facts: CaseFacts
    category: str
    source: CaseSource
    outside_number: str
    received_at: datetime
    received_on: date
    handler_title: str
    handling_level: int | None
    is_due_provisional: bool
    days_left: int | None
    about: About
    words: str
    photos: tuple[CasePhoto, ...]
    steps: tuple[StoryStep, ...]
    looks: int
    deadlines: tuple[ShownDeadline, ...]
    counted: tuple[CountedDay, ...]
    findings: tuple[ShownFinding, ...]
    ties: tuple[Tie, ...]
    proposals: tuple[ShownProposal, ...]
    next_steps: tuple[tuple[Step, str | None], ...]


def story(hall: Hall, number: str, actor: Actor, *, now: datetime) -> Story:
    """The case of that number, for somebody of the office or of the unit it lies with.

    A fixed number of statements, however long the story is. Raises UnknownCase, also where the
    case is not theirs to see.
    """
    office = office_of(hall, now)
    case = opened_case(hall.id, number, actor)
    steps = steps_of(case)
    facts = known(case, steps, office, actor)
    titles = titles_of(_accounts(case, steps))
    deadlines = deadlines_of(case)
    return Story(
        number=case.number,
        version=case.version,
        facts=facts,
        category=case.category,
        source=CaseSource(case.source),
        outside_number=case.outside_number,
        received_at=case.received_at,
        received_on=day_of(case.received_at, hall.zone),
        handler_title=titles.get(case.handler_id or 0, ""),
        handling_level=case.handling_level,
        is_due_provisional=case.is_due_provisional,
        days_left=_days_left(facts, office),
        about=_about(case),
        words=first_words(case),
        photos=photos_of(case),
        steps=_shown(
            steps, remarks_of(case), titles, is_inside=is_insider(actor, hall.id, facts.kind)
        ),
        looks=sum(step.step is StepName.LOOK for step in steps),
        deadlines=deadlines,
        counted=counted_days(deadlines, office),
        findings=findings_of(case),
        ties=ties_of(case, actor),
        proposals=proposals_of(case, titles),
        next_steps=next_steps(facts, actor),
    )


def counted_days(deadlines: tuple[ShownDeadline, ...], office: Office) -> tuple[CountedDay, ...]:
    """Day by day, why the running deadline is when it is; nothing where none runs."""
    if not deadlines or deadlines[-1].ended:
        return ()
    return office.due(deadlines[-1].started_on, deadlines[-1].working_days).counted


def _days_left(facts: CaseFacts, office: Office) -> int | None:
    if facts.due_on is None:
        return None
    return working_days_left(facts.due_on, office.today, office.calendar)


def _accounts(case: Case, steps: tuple[TakenStep, ...]) -> list[int]:
    """Everybody who acted, or handles it."""
    acted = {step.actor_id for step in steps} | {case.handler_id}
    return sorted(account for account in acted if account is not None)


def _shown(
    steps: tuple[TakenStep, ...],
    remarks: Remarks,
    titles: Mapping[int, str],
    *,
    is_inside: bool,
) -> tuple[StoryStep, ...]:
    return tuple(
        StoryStep(step, remarks.get(step.id, {}), titles.get(step.actor_id or 0, ""))
        for step in steps
        if is_inside or step.step not in OFFICE_ONLY
    )


def _about(case: Case) -> About:
    unit = Department.__table__.alias()
    lies_with = Department.__table__.alias()
    row = session.execute(
        select(
            Window.number,
            Window.name,
            Staff.number.label("staff_number"),
            unit.c.name.label("department_name"),
            Rating.level,
            Rating.tags,
            Rating.day,
            lies_with.c.name.label("lies_with"),
            lies_with.c.code.label("lies_with_code"),
        )
        .select_from(Case)
        .outerjoin(Window, Window.id == Case.window_id)
        .outerjoin(Staff, Staff.id == Case.staff_id)
        .outerjoin(unit, unit.c.id == Window.department_id)
        .outerjoin(Rating, and_(Rating.hall_id == Case.hall_id, Rating.id == Case.rating_id))
        .outerjoin(lies_with, lies_with.c.id == Case.department_id)
        .where(Case.hall_id == case.hall_id, Case.id == case.id)
    ).one()
    return About(
        window_number=row[0] or "",
        window_name=row[1] or "",
        staff_number=row.staff_number or "",
        department_name=row.department_name or "",
        level=row.level,
        tags=row.tags or "",
        service_day=row.day,
        lies_with=row.lies_with or "",
        lies_with_code=row.lies_with_code or "",
    )
