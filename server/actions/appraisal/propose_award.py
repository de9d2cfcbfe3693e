"""An appraisal officer proposes who gets an award of a signed period."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from server import errors
from server.actions.audit.record import record
from server.actions.messages.tell import News, tell
from server.actions.ratings.rating_rows import lock_month
from server.db import transaction
from server.ids import new_id, new_number
from server.models.awards import AwardWinner
from server.queries.appraisal.ballots import field_of
from server.queries.appraisal.names import names_of
from server.queries.appraisal.periods import ComputedPeriod, latest_period
from server.queries.appraisal.schemes import schemes_in_force
from server.queries.appraisal.winners import taken_of, winners_of
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.appraisal.combining import version_for
from server.rules.appraisal.facts import Who
from server.rules.appraisal.periods import Period
from server.rules.appraisal.states import PeriodState
from server.rules.appraisal.winners import (
    LONGEST_WORDS,
    STANDING,
    Seats,
    Taken,
    seats_told,
    still_open,
    to_propose,
)
from server.rules.messages.audience import SUPERVISION
from server.rules.messages.topics import Topic
from server.rules.months import day_of
from server.rules.schemes.shape import Award


@dataclass(frozen=True)
class ProposalForm:
    """Whom the officer proposes: all who won by numbers, and of those at the cut the ``chosen``.

    ``chosen``: names of fields, as in ``staff-0137``; ``reason`` is asked for when there are any.
    """

    award: str
    period: str
    chosen: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class _Proposing:
    hall: Hall
    award: Award
    computed: ComputedPeriod
    seats: tuple[Seats, ...]
    taken: tuple[Taken, ...]
    by: Actor
    now: datetime


def propose_award(hall: Hall, form: ProposalForm, *, by: Actor, now: datetime) -> int:
    """The officer proposes winners of the latest revision; how many seats are newly proposed.

    A bar or missing months keep somebody from both lists; an empty seat stays empty. The same
    form sent again proposes nobody. Raises NotAPeriod, Unknown, PeriodNotComputed, FormProblems.
    """
    period = Period.parse(form.period)
    with transaction() as session:
        lock_month(session.connection(), hall.id, f"award/{form.period}", exclusive=True)
        proposing = _proposing(hall, form, period, by, now)
        chosen = _chosen(form, proposing)
        won = to_propose(proposing.seats, proposing.taken)
        _add(session, proposing, won, reason="", is_by_numbers=True)
        _add(session, proposing, chosen, reason=form.reason.strip(), is_by_numbers=False)
        count = len(won) + len(chosen)
        if count:
            facts: dict[str, str | int | None] = {
                "award": form.award,
                "seats": count,
                "revision": proposing.computed.revision,
            }
            _tell(session, proposing, count)
            record(session, hall.id, by, "award_proposed", form.period, facts=facts, now=now)
        return count


def _tell(session: Session, proposing: _Proposing, count: int) -> None:
    period = str(proposing.computed.period)
    news = News(Topic.AWARD_PROPOSED, SUPERVISION, {"period": period, "seats": count})
    # The seats already taken tell this proposal from an earlier one of the same award.
    dedupe = f"award/{proposing.award.key}/{period}/{len(proposing.taken)}"
    tell(session, proposing.hall.id, news, dedupe=dedupe, now=proposing.now)


def _proposing(
    hall: Hall, form: ProposalForm, period: Period, by: Actor, now: datetime
) -> _Proposing:
    computed = latest_period(hall.id, period)
    if computed is None:
        raise errors.PeriodNotComputed(period=form.period)
    if computed.state is PeriodState.COMPUTED:
        raise errors.FormProblems((errors.Problem("award", "award.not_signed"),))
    scheme = version_for(schemes_in_force(hall.id), period)
    awards = {one.key: one for one in scheme.awards} if scheme else {}
    if form.award not in awards:
        raise errors.Unknown
    seats = seats_told(computed.facts, form.award)
    taken = taken_of(winners_of(hall.id, period, form.award))
    return _Proposing(hall, awards[form.award], computed, seats, taken, by, now)


def _chosen(form: ProposalForm, proposing: _Proposing) -> tuple[Who, ...]:
    """Those chosen among equals, without who is proposed already. Raises FormProblems."""
    names = names_of(proposing.hall.id)
    known = {one.who for one in proposing.taken if one.state in STANDING}
    wanted = set(form.chosen)
    found: list[Who] = []
    problems = []
    for seats in proposing.seats:
        here = [who for who in seats.at_cut if field_of(who, names) in wanted]
        fresh = [who for who in here if who not in known]
        if len(fresh) > still_open(seats, proposing.taken):
            problems.append(errors.Problem("chosen", "award.too_many", {"seats": seats.open_seats}))
        found += fresh
    if found and not form.reason.strip():
        problems.append(errors.Problem("reason", "award.reason_missing"))
    if len(form.reason) > LONGEST_WORDS:
        data: dict[str, str | int] = {"length": len(form.reason), "most": LONGEST_WORDS}
        problems.append(errors.Problem("reason", "problem.text_too_long", data))
    if problems:
        raise errors.FormProblems(tuple(problems))
    return tuple(found)


def _add(
    session: Session,
    proposing: _Proposing,
    whos: tuple[Who, ...],
    *,
    reason: str,
    is_by_numbers: bool,
) -> None:
    groups = {
        who: seats.group for seats in proposing.seats for who in (*seats.winners, *seats.at_cut)
    }
    session.add_all(
        AwardWinner(
            hall_id=proposing.hall.id,
            id=new_id(day_of(proposing.now, proposing.hall.zone)),
            number=new_number(),
            award=proposing.award.key,
            name=proposing.award.name,
            period=str(proposing.computed.period),
            revision=proposing.computed.revision,
            subject=who.subject,
            subject_id=who.id,
            group_code=groups[who],
            is_by_numbers=is_by_numbers,
            reason=reason,
            proposed_at=proposing.now,
            proposed_by=proposing.by.account_id,
        )
        for who in whos
    )
