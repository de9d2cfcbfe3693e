"""One subject's period as a story: from the base to the number, every entry with its evidence."""

from collections.abc import Iterable

from flask import Response, abort

from server import errors
from server.gate import Door, console_hall, language, open_to
from server.queries.appraisal.names import Named, name_of, subject_named
from server.queries.appraisal.periods import latest_period
from server.queries.appraisal.results import ResultStory, results_of
from server.queries.appraisal.schemes import schemes_in_force
from server.queries.appraisal.stories import entries_of, waiting_of
from server.queries.appraisal.story import story_of
from server.rules.accounts.roles import Permission
from server.rules.appraisal.facts import Who
from server.rules.appraisal.periods import Period
from server.rules.schemes.shape import Subject
from web.console.answers import page
from web.console.appraisal.board import APPRAISAL
from web.console.appraisal.groups import group_names
from web.console.asked import asked_scope
from web.console.routes import office
from web.score_words import written

# Where the evidence of a source is to be seen; the others have no page of their own.
EVIDENCE = {
    "cases": "/console/cases/",
    "applications": "/console/sources/applications/",
    "matters": "/console/sources/matters/",
    "tasks": "/console/sources/tasks/",
    "inspections": "/console/inspections/evidence/",
}


@office.get(f"{APPRAISAL}/<period>/<subject>/<path:number>")
@open_to(Door.CONSOLE, Permission.SEE_APPRAISAL)
def story(period: str, subject: str, number: str) -> Response:
    """The story of a person, window or department in a period."""
    hall = console_hall()
    who, named = _asked(subject, number)
    asked = _period(period)
    computed = latest_period(hall.id, asked)
    own = results_of(hall.id, who)
    latest = [
        one
        for one in own
        if computed is not None and one.period == asked and one.revision == computed.revision
    ]
    schemes = {one.name: one for one in schemes_in_force(hall.id)}
    entries = entries_of(hall.id, who, asked)
    waiting = waiting_of(hall.id, who, computed) if computed else ()
    scheme = schemes.get(computed.scheme_version) if computed else None
    return page(
        "console/appraisal/story.html",
        period=asked,
        computed=computed,
        who=who,
        named=named,
        stories=[story_of(language(), scheme, one, entries, waiting) for one in latest]
        if scheme
        else [],
        history=_history(own),
        evidence=EVIDENCE,
        group_name=group_names(),
        **written(language()),
    )


def _history(own: Iterable[ResultStory]) -> list[ResultStory]:
    """The latest revision of every period, the newest period first."""
    latest = {(one.period, one.sheet): one for one in own}
    return sorted(latest.values(), key=lambda one: (one.period.last_on, one.sheet), reverse=True)


def _asked(subject: str, number: str) -> tuple[Who, Named]:
    """The subject of the address, if the person may see it; 404 otherwise."""
    if subject not in set(Subject):
        abort(404)
    hall = console_hall()
    who = subject_named(hall.id, Subject(subject), number)
    if who is None:
        abort(404)
    named = name_of(hall.id, who)
    departments = asked_scope(Permission.SEE_APPRAISAL).departments
    if departments is not None and named.department_id not in departments:
        abort(404)
    return who, named


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except errors.NotAPeriod:
        abort(404)
