"""A person signs a computed period, so that it counts; the clock makes it final afterwards."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from server import errors
from server.actions.appraisal.checking import found_of
from server.actions.appraisal.telling import Heard, tell_people
from server.actions.audit.record import record
from server.actions.ratings.rating_rows import lock_month
from server.db import transaction
from server.models.scores import AppraisalPeriod
from server.queries.appraisal.periods import ComputedPeriod, latest_period, result_rows
from server.queries.registry.halls import Hall
from server.queries.registry.hours import hall_facts
from server.rules.accounts.roles import Actor, name_of
from server.rules.appraisal.periods import Period
from server.rules.appraisal.states import (
    Obstacle,
    objections_until,
    obstacles_to_final,
    obstacles_to_signing,
)
from server.rules.messages.topics import Topic
from server.rules.months import day_of
from server.texts import say


@dataclass(frozen=True)
class Signing:
    """Which revision somebody signs, as they saw it: its digest must still be that."""

    period: Period
    digest: str


def sign_period(hall: Hall, signing: Signing, *, by: Actor | str, now: datetime) -> int:
    """A person who did not compute it signs the latest revision; which one that was.

    Raises PeriodHeld with everything that keeps it from being signed: objections, facts that came
    later, rows that are not those of the digest.
    """
    with transaction() as session:
        lock_month(session.connection(), hall.id, str(signing.period), exclusive=True)
        latest = latest_period(hall.id, signing.period)
        if latest is not None and latest.digest != signing.digest:
            raise _held(signing.period, (Obstacle.NOT_LATEST,))
        found = found_of(hall, signing.period, latest)
        obstacles = obstacles_to_signing(found, name_of(by), day_of(now, hall.zone))
        if latest is None or obstacles:
            raise _held(signing.period, obstacles)
        _sign(session, hall, latest, by, now)
        return latest.revision


def finish_period(hall: Hall, period: Period, *, by: Actor | str, now: datetime) -> bool:
    """A signed period becomes final once the days for appeals are over; whether it did now.

    Raises PeriodHeld when it was changed behind the program's back: that is for people to look at.
    """
    with transaction() as session:
        lock_month(session.connection(), hall.id, str(period), exclusive=True)
        latest = latest_period(hall.id, period)
        found = found_of(hall, period, latest)
        obstacles = obstacles_to_final(found, day_of(now, hall.zone))
        if Obstacle.TAMPERED in obstacles:
            raise _held(period, obstacles)
        if latest is None or obstacles:
            return False
        _move(session, hall, latest, state="final", final_at=now, final_by=name_of(by))
        facts = {"revision": latest.revision}
        record(session, hall.id, by, "period_final", str(period), facts=facts, now=now)
        return True


def _sign(
    session: Session, hall: Hall, latest: ComputedPeriod, by: Actor | str, now: datetime
) -> None:
    facts = hall_facts(hall.id, hall.registry_version)
    today = day_of(now, hall.zone)
    days = int(facts.setting("appeal_days", today))
    until = objections_until(today, days, facts.calendar).due_on
    _move(
        session,
        hall,
        latest,
        state="signed",
        signed_at=now,
        signed_by=name_of(by),
        objections_until=until,
    )
    told: dict[str, str | int] = {"period": str(latest.period), "revision": latest.revision}
    heard = Heard(Topic.PERIOD_SIGNED, latest.period, latest.revision, told, now)
    tell_people(session, hall, result_rows(hall.id, latest), heard)
    proof = {"revision": str(latest.revision), "digest": latest.digest[:16]}
    record(session, hall.id, by, "period_signed", str(latest.period), facts=proof, now=now)


def _move(session: Session, hall: Hall, latest: ComputedPeriod, **values: object) -> None:
    session.execute(
        update(AppraisalPeriod)
        .where(
            AppraisalPeriod.hall_id == hall.id,
            AppraisalPeriod.period == str(latest.period),
            AppraisalPeriod.revision == latest.revision,
        )
        .values(**values)
    )


def _held(period: Period, obstacles: tuple[Obstacle, ...]) -> errors.PeriodHeld:
    found = obstacles or (Obstacle.NOT_COMPUTED,)
    told = say("obstacle.and").join(say(f"obstacle.{one}") for one in found)
    return errors.PeriodHeld(period=str(period), obstacles=told)
