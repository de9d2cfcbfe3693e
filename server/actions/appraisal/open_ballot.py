"""An appraisal officer opens a ballot that the scheme names, for one period."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import errors
from server.actions.appraisal.standing import standing_in
from server.actions.audit.record import record
from server.actions.messages.tell import News, tell
from server.actions.ratings.rating_rows import lock_month
from server.db import transaction
from server.ids import new_id, new_number
from server.models import awards as tables
from server.queries.appraisal.ballots import field_of, holders_of
from server.queries.appraisal.names import names_of
from server.queries.appraisal.schemes import schemes_in_force
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.appraisal.ballots import CITIZENS, VOTERS
from server.rules.appraisal.combining import version_for
from server.rules.appraisal.facts import Who
from server.rules.appraisal.periods import Period
from server.rules.messages.audience import Audience, Circle
from server.rules.messages.topics import Topic
from server.rules.months import day_of
from server.rules.schemes.shape import Ballot, Scheme

LONGEST_REASON = 500


@dataclass(frozen=True)
class BallotForm:
    """What the officer typed. ``period`` as in ``2026-Q1``; ``closes_on`` is the last day.

    ``reasons``: what voters read of a candidate, by the name of its field.
    """

    key: str
    period: str
    closes_on: date | None
    most_choices: int = 0
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Opening:
    hall: Hall
    form: BallotForm
    by: Actor
    now: datetime


def open_ballot(hall: Hall, form: BallotForm, *, by: Actor, now: datetime) -> str:
    """An officer opens the ballot; its number. Candidates and the roll of voters are fixed then.

    Raises FormProblems, NotAPeriod, SchemeMissing.
    """
    period = Period.parse(form.period)
    opening = _Opening(hall, form, by, now)
    with transaction() as session:
        lock_month(session.connection(), hall.id, f"ballot/{form.key}", exclusive=True)
        scheme = version_for(schemes_in_force(hall.id), period)
        if scheme is None:
            raise errors.SchemeMissing(period=form.period)
        said = {one.key: one for one in scheme.ballots}.get(form.key)
        _check(said, opening)
        if said is None:
            raise errors.Unknown
        candidates = standing_in(hall, scheme, said.key, period)
        voters = holders_of(hall.id, VOTERS.get(said.voters, frozenset()))
        _check_sides(session, opening, candidates, voters)
        row = _row(opening, scheme, said, period)
        _add(session, opening, row, candidates, voters)
        return row.number


def _add(
    session: Session,
    opening: _Opening,
    row: tables.Ballot,
    candidates: tuple[Who, ...],
    voters: tuple[int, ...],
) -> None:
    hall_id, now = row.hall_id, opening.now
    session.add(row)
    session.flush()  # candidates and voters refer to it
    session.add_all(_candidates(opening, row.id, candidates))
    session.add_all(
        tables.BallotVoter(hall_id=hall_id, ballot_id=row.id, account_id=one) for one in voters
    )
    _tell(session, row, voters)
    facts: dict[str, str | int | None] = {
        "ballot": row.key,
        "period": row.period,
        "roll": len(voters),
    }
    record(session, hall_id, opening.by, "ballot_opened", row.number, facts=facts, now=now)


def _tell(session: Session, row: tables.Ballot, voters: tuple[int, ...]) -> None:
    facts = {"number": row.number, "period": row.period, "until": str(row.closes_on)}
    for account_id in voters:
        news = News(Topic.BALLOT_OPENED, Audience(Circle.ACCOUNT, account_id), facts)
        dedupe = f"ballot_opened/{row.number}/{account_id}"
        tell(session, row.hall_id, news, dedupe=dedupe, now=row.opened_at)


def _check(said: Ballot | None, opening: _Opening) -> None:
    form, today = opening.form, day_of(opening.now, opening.hall.zone)
    voters = said.voters if said else ""
    checks = (
        ("key", "ballot.unknown", said is None),
        ("key", "ballot.of_citizens", voters == CITIZENS),
        ("key", "ballot.voters_unknown", voters not in {"", CITIZENS, *VOTERS}),
        ("closes_on", "ballot.closes_wrong", form.closes_on is None or form.closes_on < today),
        ("most_choices", "ballot.most_wrong", form.most_choices < 0),
    )
    _raise(checks)


def _check_sides(
    session: Session, opening: _Opening, candidates: tuple[Who, ...], voters: tuple[int, ...]
) -> None:
    known = session.scalar(
        select(tables.Ballot.number).where(
            tables.Ballot.hall_id == opening.hall.id,
            tables.Ballot.key == opening.form.key,
            tables.Ballot.period == opening.form.period,
        )
    )
    _raise(
        (
            ("key", "ballot.opened_already", known is not None),
            ("key", "ballot.nobody_stands", not candidates),
            ("key", "ballot.nobody_votes", not voters),
        )
    )


def _raise(checks: tuple[tuple[str, str, bool], ...]) -> None:
    found = tuple(errors.Problem(field, code) for field, code, is_wrong in checks if is_wrong)
    if found:
        raise errors.FormProblems(found)


def _row(opening: _Opening, scheme: Scheme, said: Ballot, period: Period) -> tables.Ballot:
    today = day_of(opening.now, opening.hall.zone)
    return tables.Ballot(
        hall_id=opening.hall.id,
        id=new_id(today),
        number=new_number(),
        key=said.key,
        name=said.name,
        period=str(period),
        scheme_version=scheme.name,
        voters=said.voters,
        scale=str(said.scale),
        min_votes=said.min_votes,
        most_choices=opening.form.most_choices,
        closes_on=opening.form.closes_on,
        opened_at=opening.now,
        opened_by=opening.by.name,
    )


def _candidates(
    opening: _Opening, ballot_id: int, candidates: tuple[Who, ...]
) -> list[tables.BallotCandidate]:
    names = names_of(opening.hall.id)
    reasons = opening.form.reasons
    return [
        tables.BallotCandidate(
            hall_id=opening.hall.id,
            ballot_id=ballot_id,
            subject=who.subject,
            subject_id=who.id,
            reason=reasons.get(field_of(who, names), "").strip()[:LONGEST_REASON],
        )
        for who in candidates
    ]
