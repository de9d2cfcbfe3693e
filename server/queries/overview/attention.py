"""What should somebody look at who opens the console: flags, strays, what waits, what failed?"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from server.db import session
from server.models.cases import Case
from server.models.messages import Message, MessageDelivery
from server.models.operations import Heartbeat
from server.models.ratings import Rating, Reattribution
from server.models.registry import Window
from server.queries.codes.strays import Strays, stray_scans
from server.queries.operations.jobs import Run, unfinished
from server.queries.overview.scope import Scope
from server.queries.overview.unstaffed import Unstaffed, unstaffed_windows
from server.queries.ratings.flagged import Flagged, flagged
from server.rules.runs import RunState

LOOKED_BACK = timedelta(days=14)
JOBS_LATE_AFTER = timedelta(minutes=10)


@dataclass(frozen=True)
class Waiting:
    """What stands still: re-attributions without a second person, deadlines without a calendar.

    ``given_up`` are messages that nobody tries any more; ``beat_at`` is when the worker was last
    heard of, None: never.
    """

    reattributions: int
    provisional: int
    given_up: int
    beat_at: datetime | None


@dataclass(frozen=True)
class Attention:
    """What stands out in a part of a hall, of the last two weeks and the running month.

    ``unattributed``: how many of the month's counted ratings belong to nobody, by the reason.
    """

    month: str
    flags: tuple[Flagged, ...]
    strays: tuple[Strays, ...]
    unstaffed: tuple[Unstaffed, ...]
    unattributed: dict[str, int]
    failed: tuple[Run, ...]
    waiting: Waiting


def attention(scope: Scope, month: str, *, today: date, now: datetime) -> Attention:
    """What stands out at that moment, on that day of the hall; nine statements at most."""
    since = today - LOOKED_BACK
    own = _windows(scope)
    return Attention(
        month=month,
        flags=tuple(flag for flag in flagged(scope.hall.id, since=since) if flag.window in own),
        strays=tuple(
            stray
            for stray in stray_scans(scope.hall.id, since=since)
            if stray.window in own or (stray.window is None and scope.departments is None)
        ),
        unstaffed=unstaffed_windows(scope, today),
        unattributed=_unattributed(scope, month),
        failed=tuple(
            run for run in unfinished(now - JOBS_LATE_AFTER) if run.state is RunState.FAILED
        ),
        waiting=_waiting(scope),
    )


def _windows(scope: Scope) -> frozenset[str]:
    rows = select(Window.number).where(Window.hall_id == scope.hall.id, scope.holds(Window.id))
    return frozenset(session.scalars(rows))


def _unattributed(scope: Scope, month: str) -> dict[str, int]:
    rows = session.execute(
        select(Rating.unattributed, func.count())
        .where(
            Rating.hall_id == scope.hall.id,
            Rating.month == month,
            Rating.unattributed.is_not(None),
            Rating.first_rating_id.is_(None),
            scope.holds(Rating.window_id),
        )
        .group_by(Rating.unattributed)
    )
    return dict(Counter({str(reason): ratings for reason, ratings in rows}).most_common())


def _waiting(scope: Scope) -> Waiting:
    hall_id = scope.hall.id
    counts = (
        select(func.count()).where(
            Reattribution.hall_id == hall_id, Reattribution.approved_at.is_(None)
        ),
        select(func.count()).where(
            Case.hall_id == hall_id, Case.is_open.is_(True), Case.is_due_provisional.is_(True)
        ),
        select(func.count()).where(Message.hall_id == hall_id, Message.state == "poison"),
        select(func.count()).where(
            MessageDelivery.hall_id == hall_id, MessageDelivery.state == "poison"
        ),
        select(Heartbeat.beat_at).where(Heartbeat.part == "worker"),
    )
    row = session.execute(select(*(each.scalar_subquery() for each in counts))).one()
    reattributions, provisional, messages, deliveries, beat_at = row
    return Waiting(reattributions, provisional, messages + deliveries, beat_at)
