"""What is one's own score of a period, and where does every point of it come from?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from flask import abort, render_template

from server import clock, errors
from server.gate import Door, console_actor, console_hall, language, open_to
from server.queries.appraisal.periods import ComputedPeriod, latest_period
from server.queries.appraisal.results import ResultStory, results_of, scores_beside
from server.queries.appraisal.schemes import schemes_in_force
from server.queries.appraisal.stories import entries_of, waiting_of
from server.queries.ledger.own import own_appeals, own_place
from server.rules.accounts.roles import Permission
from server.rules.appraisal.facts import Who
from server.rules.appraisal.periods import Period
from server.rules.ledger.appeals import AppealState
from server.rules.months import day_of
from server.rules.schemes.shape import Subject
from web.staff.routes import START, own, own_staff_id
from web.story import Story, story_of
from web.story.template import written

PEOPLE = (Subject.STAFF, Subject.CHIEF)


@dataclass(frozen=True)
class Dot:
    """One colleague's score in the picture of the group, without a name; ``height`` stacks equals.

    ``at`` lies between 0 and 1.
    """

    at: Fraction
    height: int
    is_own: bool


@own.get(f"{START}score/<period>")
@open_to(Door.CONSOLE, Permission.SEE_OWN)
def score(period: str) -> str:
    """One's own month (``2026-03``), quarter, half-year or year as a story."""
    hall, staff_id = console_hall(), own_staff_id()
    asked, today = _period(period), day_of(clock.now(), hall.zone)
    computed = latest_period(hall.id, asked)
    appeals = {one.what: one for one in own_appeals(hall, staff_id)}
    return render_template(
        "staff/score.html",
        hall_name=hall.title(language()),
        person=own_place(staff_id),
        period=asked,
        computed=computed,
        stories=_stories(staff_id, computed) if computed else [],
        history=_history(staff_id),
        appeals=appeals,
        may_object=computed is not None and may_object(computed, today),
        may_appeal=console_actor().may(Permission.APPEAL, hall.id),
        is_filed=AppealState.FILED,
        **written(language()),
    )


def own_scores(staff_id: int, period: Period) -> tuple[ResultStory, ...]:
    """The latest results of a person in that period, of every sheet."""
    hall = console_hall()
    computed = latest_period(hall.id, period)
    if computed is None:
        return ()
    return tuple(
        one
        for subject in PEOPLE
        for one in results_of(hall.id, Who(subject, staff_id))
        if (one.period, one.revision) == (period, computed.revision)
    )


def may_object(computed: ComputedPeriod, today: date) -> bool:
    """Whether the days for objections are not over yet."""
    until = computed.objections_until
    return until is not None and today <= until


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


def _stories(staff_id: int, computed: ComputedPeriod) -> list[tuple[Story, tuple[Dot, ...]]]:
    hall = console_hall()
    schemes = {one.name: one for one in schemes_in_force(hall.id)}
    scheme = schemes.get(computed.scheme_version)
    return [
        (
            story_of(
                language(),
                scheme,
                one,
                entries_of(hall.id, one.who, computed.period),
                waiting_of(hall.id, one.who, computed),
            ),
            dots_of(one, scores_beside(hall.id, one)),
        )
        for one in own_scores(staff_id, computed.period)
        if scheme is not None
    ]


def _history(staff_id: int) -> list[ResultStory]:
    """The latest revision of every period, the newest first."""
    hall = console_hall()
    latest = {
        (one.period, one.sheet): one
        for subject in PEOPLE
        for one in results_of(hall.id, Who(subject, staff_id))
    }
    return sorted(latest.values(), key=lambda one: (one.period.last_on, one.sheet), reverse=True)


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except errors.NotAPeriod:
        abort(404)
