"""How does a case look in a list: of the queue, of what was found, of what is related?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, and_, func, select

from server.models.accounts import Account
from server.models.cases import Case, CaseText
from server.models.ratings import Rating, RatingText
from server.models.registry import Department, Window
from server.queries.cases.office import Office
from server.rules.cases.codes import WaitsFor
from server.rules.cases.kinds import CaseKind, CaseSource, CaseState
from server.rules.cases.queue import Borders, Urgency, working_days_left
from server.rules.months import day_of

LONGEST_TITLE = 60  # of the citizen's words, as a list shows them


@dataclass(frozen=True)
class CaseLine:
    """One case in a list. ``title`` is how the citizen's words begin; empty without any.

    ``days_left`` are working days, below zero when overdue; None where no clock runs.
    """

    number: str
    kind: CaseKind
    state: CaseState
    urgency: Urgency
    title: str
    category: str
    source: CaseSource
    level: int | None
    has_contact: bool
    window_number: str
    window_name: str
    department_name: str
    handler_title: str
    waits_for: WaitsFor
    round: int
    received_on: date
    clock: str
    due_on: date
    is_due_provisional: bool
    days_left: int | None


def lines() -> Select[Any]:
    """What a list shows of cases; the caller adds which ones, and their order."""
    words = func.coalesce(CaseText.text, RatingText.text, "")
    return (
        select(
            Case,
            func.substr(words, 1, LONGEST_TITLE).label("title"),
            Rating.level,
            Window.number.label("window_number"),
            Window.name.label("window_name"),
            Department.name.label("department_name"),
            Account.title.label("handler_title"),
        )
        .outerjoin(CaseText, and_(CaseText.hall_id == Case.hall_id, CaseText.case_id == Case.id))
        .outerjoin(Rating, and_(Rating.hall_id == Case.hall_id, Rating.id == Case.rating_id))
        .outerjoin(
            RatingText,
            and_(RatingText.hall_id == Case.hall_id, RatingText.rating_id == Case.rating_id),
        )
        .outerjoin(Window, Window.id == Case.window_id)
        .outerjoin(Department, Department.id == Case.department_id)
        .outerjoin(Account, Account.id == Case.handler_id)
    )


def line_of(row: Row[Any], office: Office, borders: Borders) -> CaseLine:
    """The line of a row that ``lines`` selected."""
    found: Case = row.Case
    return CaseLine(
        number=found.number,
        kind=CaseKind(found.kind),
        state=CaseState(found.state),
        urgency=borders.urgency(found.due_on),
        title=row.title,
        category=found.category,
        source=CaseSource(found.source),
        level=row.level,
        has_contact=found.has_contact,
        window_number=row.window_number or "",
        window_name=row.window_name or "",
        department_name=row.department_name or "",
        handler_title=row.handler_title or "",
        waits_for=WaitsFor(found.waits_for),
        round=found.round,
        received_on=day_of(found.received_at, office.hall.zone),
        clock=found.clock,
        due_on=found.due_on,
        is_due_provisional=found.is_due_provisional,
        days_left=(
            working_days_left(found.due_on, office.today, office.calendar) if found.clock else None
        ),
    )
