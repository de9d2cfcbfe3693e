"""What is one's own score of a period, and where does every point of it come from?"""

from flask import Response, abort, render_template, request

from server import clock, errors
from server.actions.appraisal.see_result import see_result
from server.gate import Door, console_actor, console_hall, language, open_to
from server.queries.appraisal.own_score import (
    OwnStanding,
    own_history,
    own_results,
    own_standings,
    own_stories,
)
from server.queries.appraisal.periods import ComputedPeriod, latest_period
from server.queries.appraisal.results import ResultStory
from server.queries.ledger.own import own_appeals, own_place
from server.rules.accounts.roles import Permission
from server.rules.appraisal.periods import Period
from server.rules.appraisal.seen import may_object
from server.rules.ledger.appeals import AppealState
from server.rules.months import day_of
from web.layout import link
from web.score_words import written
from web.staff.routes import START, own, own_staff_id

SEE_OTHER = 303
MOST_DIGITS = 6


@own.get(f"{START}score/<period>")
@open_to(Door.CONSOLE, Permission.SEE_OWN)
def score(period: str) -> str:
    """One's own month (``2026-03``), quarter, half-year or year as a story."""
    hall, staff_id = console_hall(), own_staff_id()
    asked, today = _period(period), day_of(clock.now(), hall.zone)
    computed = latest_period(hall.id, asked)
    return render_template(
        "staff/score.html",
        hall_name=hall.title(language()),
        person=own_place(staff_id),
        period=asked,
        computed=computed,
        stories=own_stories(language(), hall, staff_id, computed) if computed else [],
        history=own_history(hall.id, staff_id),
        appeals={one.what: one for one in own_appeals(hall, staff_id)},
        may_object=computed is not None and may_object(computed.objections_until, today),
        may_appeal=console_actor().may(Permission.APPEAL, hall.id),
        is_filed=AppealState.FILED,
        standing=_standing(computed),
        today=today,
        **written(language()),
    )


@own.post(f"{START}score/<period>/seen")
@open_to(Door.CONSOLE, Permission.SEE_OWN)
def see_score(period: str) -> Response:
    """One has seen one's result; it may still be appealed against."""
    text = request.form.get("revision", "")
    is_number = text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
    revision, asked = int(text) if is_number else 0, _period(period)
    see_result(console_hall(), asked, revision, by=console_actor(), now=clock.now())
    address = link("own.score", period=period) + "#seen"
    return Response(status=SEE_OTHER, headers={"Location": address})


def own_scores(staff_id: int, period: Period) -> tuple[ResultStory, ...]:
    """The latest results of a person in that period, of every sheet."""
    computed = latest_period(console_hall().id, period)
    return own_results(console_hall().id, staff_id, computed) if computed else ()


def _standing(computed: ComputedPeriod | None) -> OwnStanding | None:
    if computed is None:
        return None
    hall, staff_id = console_hall(), own_staff_id()
    results = own_results(hall.id, staff_id, computed)
    return own_standings(hall, staff_id, results).get(computed.period)


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except errors.NotAPeriod:
        abort(404)
