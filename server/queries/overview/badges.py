"""How much waits at each place of the console?"""

from datetime import date
from typing import Any

from sqlalchemy import and_, exists, func, or_, select

from server.db import session
from server.ids import first_id
from server.models.attendance import Leave, OfficialAbsence
from server.models.awards import AwardWinner, BonusRequest
from server.models.cases import Case
from server.models.distribution import DocumentCopy
from server.models.handling import Proposal
from server.models.inspections import RectificationOrder
from server.models.ledger import Appeal, StaffText
from server.models.messages import MessageDelivery
from server.models.publication import Notice, Ranking
from server.models.ratings import Rating
from server.models.registry import Staff
from server.models.safety import HeldWords
from server.queries.cases.scope import seen_by
from server.queries.registry.halls import Hall
from server.queries.safety.held import IN_THE_QUEUE
from server.rules.accounts.roles import Actor, Permission
from server.rules.appraisal.bonuses import OPEN
from server.rules.appraisal.winners import WinnerState
from server.rules.attendance.words import RequestState
from server.rules.cases.codes import ProposalKind
from server.rules.distribution.kinds import RecipientKind
from server.rules.inspections.kinds import OrderState
from server.rules.ledger.appeals import AppealState
from server.rules.safety.holding import Fate


def badges(hall: Hall, actor: Actor, today: date) -> dict[str, int]:
    """Open cases, ratings of today, what waits for a decision, unread messages; one statement.

    ``today`` by the hall's clock. Places that the person may not go to are left out.
    """
    counts = {
        "queue": (Permission.SEE_CASES, _open_cases(hall, actor)),
        "ratings": (Permission.SEE_RATINGS, _ratings_of(hall, today)),
        "exclusions": (Permission.DECIDE_PROPOSALS, _exclusions(hall)),
        "texts": (Permission.HANDLE_CASES, _texts(hall)),
        "safety": (Permission.HANDLE_CASES, _held(hall)),
        "appeals": (Permission.DECIDE_APPEALS, _appeals(hall)),
        "notices": (Permission.APPROVE_NOTICES, _unpublished(hall)),
        "inspections": (Permission.SEE_INSPECTIONS, _orders(hall, actor)),
        "attendance": (Permission.APPROVE_LEAVE, _leaves(hall, actor)),
        "bonus": (Permission.APPROVE_BONUS, _bonuses(hall)),
        "awards": (Permission.SIGN_APPRAISAL, _awards(hall)),
        "received": (Permission.ANSWER_RECTIFICATION, _received(hall, actor)),
    }
    asked: dict[str, Any] = {
        place: count for place, (needed, count) in counts.items() if actor.may(needed, hall.id)
    }
    asked["inbox"] = _unread(hall, actor)
    found = session.execute(select(*(each.label(place) for place, each in asked.items())))
    return {place: int(count or 0) for place, count in found.mappings().one().items()}


def _open_cases(hall: Hall, actor: Actor) -> Any:
    return (
        select(func.count())
        .where(seen_by(actor, hall.id), Case.is_open.is_(True))
        .scalar_subquery()
    )


def _ratings_of(hall: Hall, day: date) -> Any:
    """By the ids, whose upper bits are the day: the day itself has no index."""
    return (
        select(func.count())
        .where(Rating.hall_id == hall.id, Rating.id >= first_id(day))
        .scalar_subquery()
    )


def _exclusions(hall: Hall) -> Any:
    return (
        select(func.count())
        .where(
            Proposal.hall_id == hall.id,
            Proposal.state == "waiting",
            Proposal.kind == ProposalKind.EXCLUSION,
        )
        .scalar_subquery()
    )


def _held(hall: Hall) -> Any:
    return (
        select(func.count())
        .select_from(HeldWords)
        .where(
            HeldWords.hall_id == hall.id,
            HeldWords.fate == Fate.HELD,
            HeldWords.place.in_(IN_THE_QUEUE),
        )
        .scalar_subquery()
    )


def _texts(hall: Hall) -> Any:
    return (
        select(func.count())
        .where(StaffText.hall_id == hall.id, StaffText.state == "waiting")
        .scalar_subquery()
    )


def _appeals(hall: Hall) -> Any:
    return (
        select(func.count())
        .where(Appeal.hall_id == hall.id, Appeal.state == AppealState.FILED)
        .scalar_subquery()
    )


def _orders(hall: Hall, actor: Actor) -> Any:
    """Rectification orders that wait for the person: to be answered, or to be checked again."""
    order = RectificationOrder
    answers = actor.departments(Permission.ANSWER_RECTIFICATION, hall.id)
    own = [order.state == OrderState.ISSUED]
    if answers is not None:
        own.append(order.department_id.in_(answers))
    checks = order.state == OrderState.ANSWERED
    inspects = actor.may(Permission.INSPECT, hall.id)
    waits = or_(and_(*own), checks) if inspects else and_(*own)
    return select(func.count()).where(order.hall_id == hall.id, waits).scalar_subquery()


def _received(hall: Hall, actor: Actor) -> Any:
    """Documents of the person's departments that nobody there has read."""
    departments = actor.departments(Permission.ANSWER_RECTIFICATION, hall.id)
    waits = [
        DocumentCopy.hall_id == hall.id,
        DocumentCopy.recipient == RecipientKind.DEPARTMENT,
        DocumentCopy.read_at.is_(None),
    ]
    if departments is not None:
        waits.append(DocumentCopy.recipient_id.in_(departments))
    return select(func.count()).where(*waits).scalar_subquery()


def _leaves(hall: Hall, actor: Actor) -> Any:
    """Requests for leave or official business that the person may decide."""
    departments = actor.departments(Permission.APPROVE_LEAVE, hall.id)
    return _asked_for(Leave, hall, departments) + _asked_for(OfficialAbsence, hall, departments)


def _asked_for(table: Any, hall: Hall, departments: frozenset[int] | None) -> Any:
    asked = select(func.count()).where(table.hall_id == hall.id, table.state == RequestState.ASKED)
    if departments is not None:
        people = select(Staff.id).where(Staff.department_id.in_(departments))
        asked = asked.where(table.staff_id.in_(people))
    return asked.scalar_subquery()


def _bonuses(hall: Hall) -> Any:
    request = BonusRequest
    waits = request.state.in_(list(OPEN))
    return select(func.count()).where(request.hall_id == hall.id, waits).scalar_subquery()


def _awards(hall: Hall) -> Any:
    seat = AwardWinner
    waits = seat.state == WinnerState.PROPOSED
    return select(func.count()).where(seat.hall_id == hall.id, waits).scalar_subquery()


def _unpublished(hall: Hall) -> Any:
    """Months whose last revision has no notice."""
    last = (
        select(Ranking.month, func.max(Ranking.revision).label("revision"))
        .where(Ranking.hall_id == hall.id)
        .group_by(Ranking.month)
        .subquery()
    )
    is_out = exists().where(
        Notice.hall_id == hall.id,
        Notice.month == last.c.month,
        Notice.revision == last.c.revision,
    )
    return select(func.count()).select_from(last).where(~is_out).scalar_subquery()


def _unread(hall: Hall, actor: Actor) -> Any:
    return (
        select(func.count())
        .where(
            MessageDelivery.hall_id == hall.id,
            MessageDelivery.account_id == actor.account_id,
            MessageDelivery.channel == "inbox",
            MessageDelivery.read_at.is_(None),
        )
        .scalar_subquery()
    )
