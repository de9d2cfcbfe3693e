"""What are a person's own scores, how do they stand among the group, which are they to look at?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from sqlalchemy import func, select, tuple_

from server.db import session
from server.models.scores import AppraisalPeriod, ResultSeen
from server.queries.appraisal.periods import ComputedPeriod
from server.queries.appraisal.results import ResultStory, results_of, scores_beside
from server.queries.appraisal.schemes import schemes_in_force
from server.queries.appraisal.stories import entries_of, waiting_of
from server.queries.appraisal.story import Story, story_of
from server.queries.ledger.own import own_appeals
from server.queries.registry.halls import Hall
from server.rules.appraisal.facts import Who
from server.rules.appraisal.periods import Period
from server.rules.appraisal.seen import Own, is_to_be_seen
from server.rules.appraisal.states import PeriodState
from server.rules.ledger.appeals import Against, AppealState
from server.rules.schemes.shape import Subject

PEOPLE = (Subject.STAFF, Subject.CHIEF)


@dataclass(frozen=True)
class Dot:
    """One colleague's score in the picture of the group, without a name; ``height`` stacks equals.

    ``at`` lies between 0 and 1.
    """

    at: Fraction
    height: int
    is_own: bool


@dataclass(frozen=True)
class OwnStanding:
    """Where the latest revision of a period stands, for one person.

    ``seen_at`` is None until they said that they have seen it; ``appeal`` is the number of theirs
    against the month, '' for none.
    """

    revision: int
    state: PeriodState
    objections_until: date | None
    seen_at: datetime | None
    appeal: str

    def is_to_be_seen(self, today: date) -> bool:
        """Whether the person is asked to look at it on that day."""
        own = Own(self.objections_until, self.seen_at is not None or bool(self.appeal))
        return is_to_be_seen(own, today)


def own_history(hall_id: int, staff_id: int) -> tuple[ResultStory, ...]:
    """The person's latest result of every period and sheet, the newest first."""
    latest = {
        (one.period, one.sheet): one
        for subject in PEOPLE
        for one in results_of(hall_id, Who(subject, staff_id))
    }
    order = sorted(latest.values(), key=lambda one: (one.period.last_on, one.sheet), reverse=True)
    return tuple(order)


def own_results(hall_id: int, staff_id: int, computed: ComputedPeriod) -> tuple[ResultStory, ...]:
    """The person's results in that revision, of every sheet."""
    wanted = (computed.period, computed.revision)
    return tuple(
        one
        for subject in PEOPLE
        for one in results_of(hall_id, Who(subject, staff_id))
        if (one.period, one.revision) == wanted
    )


def own_stories(
    lang: str, hall: Hall, staff_id: int, computed: ComputedPeriod
) -> list[tuple[Story, tuple[Dot, ...]]]:
    """Each of those results as a story, with its place among the group."""
    schemes = {one.name: one for one in schemes_in_force(hall.id)}
    scheme = schemes.get(computed.scheme_version)
    if scheme is None:
        return []
    return [
        (
            story_of(
                lang,
                scheme,
                one,
                entries_of(hall.id, one.who, computed.period),
                waiting_of(hall.id, one.who, computed),
            ),
            dots_of(one, scores_beside(hall.id, one)),
        )
        for one in own_results(hall.id, staff_id, computed)
    ]


def own_standings(
    hall: Hall, staff_id: int, results: Sequence[ResultStory]
) -> Mapping[Period, OwnStanding]:
    """How the periods of those results stand for the person, in their latest revisions."""
    periods = {str(one.period) for one in results}
    appeals = {
        one.what: one.number
        for one in own_appeals(hall, staff_id)
        if one.against is Against.MONTH and one.state is not AppealState.WITHDRAWN
    }
    seen = _seen(hall, staff_id)
    return {
        Period.parse(period): OwnStanding(
            revision,
            PeriodState(state),
            until,
            seen.get((period, revision)),
            appeals.get(period, ""),
        )
        for period, revision, state, until in _latest(hall.id, periods)
    }


def to_be_seen(hall: Hall, staff_id: int, today: date) -> int:
    """How many results the person is asked to look at."""
    standings = own_standings(hall, staff_id, own_history(hall.id, staff_id))
    return sum(one.is_to_be_seen(today) for one in standings.values())


def dots_of(own_result: ResultStory, scores: Sequence[Fraction]) -> tuple[Dot, ...]:
    """The scores of the group, lowest first, on one line; equals stand on each other."""
    if own_result.score is None or not scores or scores[0] == scores[-1]:
        return ()
    dots, heights = [], dict.fromkeys(scores, 0)
    own_is_placed = False
    for score in scores:
        is_own = not own_is_placed and score == own_result.score
        own_is_placed = own_is_placed or is_own
        at = (score - scores[0]) / (scores[-1] - scores[0])
        dots.append(Dot(at, heights[score], is_own))
        heights[score] += 1
    return tuple(dots)


def _latest(hall_id: int, periods: set[str]) -> Sequence[tuple[str, int, str, date | None]]:
    table = AppraisalPeriod
    last = (
        select(table.period, func.max(table.revision))
        .where(table.hall_id == hall_id, table.period.in_(sorted(periods)))
        .group_by(table.period)
    )
    rows = session.execute(
        select(table.period, table.revision, table.state, table.objections_until).where(
            table.hall_id == hall_id, tuple_(table.period, table.revision).in_(last)
        )
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def _seen(hall: Hall, staff_id: int) -> Mapping[tuple[str, int], datetime]:
    """When the person said so, in the hall's zone, by period and revision."""
    rows = session.execute(
        select(ResultSeen.period, ResultSeen.revision, ResultSeen.seen_at).where(
            ResultSeen.hall_id == hall.id, ResultSeen.staff_id == staff_id
        )
    )
    return {(period, revision): seen_at.astimezone(hall.zone) for period, revision, seen_at in rows}
