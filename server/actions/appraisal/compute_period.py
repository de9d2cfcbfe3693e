"""An appraisal officer (or the clock) computes a month, quarter, half-year or year of a hall."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from server import errors
from server.actions.appraisal.open_tasks import Proposing, open_tasks
from server.actions.appraisal.posting import Posting, post
from server.actions.appraisal.state_fact import Stating
from server.actions.appraisal.telling import Heard, tell_people
from server.actions.appraisal.working_out import WorkedOut, work_out
from server.actions.audit.record import record
from server.actions.ratings.rating_rows import lock_month
from server.actions.sources.give_month_figures import give_source_figures
from server.db import transaction
from server.queries.appraisal.periods import ComputedPeriod, latest_period
from server.queries.registry.halls import Hall
from server.queries.registry.hours import hall_facts
from server.rules.accounts.roles import Actor
from server.rules.appraisal.periods import Period
from server.rules.appraisal.states import PeriodState, objections_until
from server.rules.appraisal.written import Written
from server.rules.messages.topics import Topic
from server.rules.months import day_of
from server.rules.schemes.words import Span


@dataclass(frozen=True)
class ComputedNow:
    """The revision that stands now; ``is_new`` unless nothing had changed since the last."""

    period: Period
    revision: int
    digest: str
    is_new: bool
    waiting: int


def compute_period(hall: Hall, period: Period, *, by: Actor | str, now: datetime) -> ComputedNow:
    """The period is computed from its facts; with the same facts it stays as it was.

    Before it is signed a change makes a further revision of itself; a signed period is changed by
    ``revise_period`` alone. Raises PeriodNotOver, SchemeMissing, PeriodSigned, BasesDiffer.
    """
    if now < period.months()[-1].ends_at(hall.zone):
        raise errors.PeriodNotOver(period=str(period))
    with transaction() as session:
        lock_month(session.connection(), hall.id, str(period), exclusive=True)
        latest = latest_period(hall.id, period)
        if latest is not None and latest.state is not PeriodState.COMPUTED:
            raise errors.PeriodSigned(period=str(period), revision=latest.revision)
        _give_figures(session, hall, period, Stating(hall.id, by, now))
        worked = work_out(hall, period)
        return _stand(session, hall, worked, latest, _Computing(by, now))


def revise_period(
    hall: Hall, period: Period, reason: str, *, by: Actor | str, now: datetime
) -> ComputedNow:
    """An officer revises a signed period, with the reason: it waits to be signed again.

    Nothing happens where nothing has changed. Raises FormProblems without a reason,
    PeriodNotComputed, and the rest of what ``compute_period`` raises.
    """
    if not reason.strip():
        raise errors.FormProblems((errors.Problem("reason", "appraisal.reason_missing"),))
    with transaction() as session:
        lock_month(session.connection(), hall.id, str(period), exclusive=True)
        latest = latest_period(hall.id, period)
        if latest is None:
            raise errors.PeriodNotComputed(period=str(period))
        _give_figures(session, hall, period, Stating(hall.id, by, now))
        worked = work_out(hall, period)
        return _stand(session, hall, worked, latest, _Computing(by, now, reason.strip()))


def _give_figures(session: Session, hall: Hall, period: Period, stating: Stating) -> None:
    """What the sources have learnt since they last said so is part of the month."""
    if period.span is Span.MONTH:
        give_source_figures(session, hall, period.months()[0], stating)


@dataclass(frozen=True)
class _Computing:
    by: Actor | str
    now: datetime
    reason: str = ""


def _stand(
    session: Session,
    hall: Hall,
    worked: WorkedOut,
    latest: ComputedPeriod | None,
    computing: _Computing,
) -> ComputedNow:
    rows, period = worked.rows, worked.rows.period
    if latest is not None and latest.digest == rows.digest:
        return _now(rows, latest.revision, is_new=False)
    by, now = computing.by, computing.now
    revision = latest.revision + 1 if latest else 1
    calendar = hall_facts(hall.id, hall.registry_version).calendar
    days = worked.scheme.schedule.sign_days
    until = objections_until(day_of(now, hall.zone), days, calendar).due_on
    post(session, hall, rows, Posting(revision, by, now, until, computing.reason))
    followed = worked.conclusion.followed
    open_tasks(session, hall, Proposing(worked.scheme, period, followed, now))
    tell_people(session, hall, rows.results, _heard(rows, revision, until, computing))
    told: dict[str, str | int | None] = {
        "revision": revision,
        "scheme": rows.scheme,
        "waiting": len(rows.waiting),
    }
    record(session, hall.id, by, "period_computed", str(period), facts=told, now=now)
    return _now(rows, revision, is_new=True)


def _heard(rows: Written, revision: int, until: date, computing: _Computing) -> Heard:
    """A revision with a reason follows one that was signed; the others are computations."""
    period = str(rows.period)
    if computing.reason:
        facts: dict[str, str | int] = {"period": period, "revision": revision}
        return Heard(Topic.PERIOD_REVISED, rows.period, revision, facts, computing.now)
    facts = {"period": period, "until": until.isoformat()}
    return Heard(Topic.PERIOD_COMPUTED, rows.period, revision, facts, computing.now)


def _now(rows: Written, revision: int, *, is_new: bool) -> ComputedNow:
    return ComputedNow(rows.period, revision, rows.digest, is_new, len(rows.waiting))
