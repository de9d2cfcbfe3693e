"""What does a member of staff see of a month: own entries, own ratings in batches, own appeals?"""

from datetime import date
from typing import Any

from flask import abort, render_template, request

from server import clock
from server.errors import NotAMonth
from server.gate import Door, console_actor, console_hall, language, open_to
from server.packs.tags import tags
from server.queries.appraisal.story.numbers import short
from server.queries.ledger.own import own_appeals, own_entries, own_months, own_place
from server.queries.ratings.own import ratings_shown, texts_shown
from server.queries.registry.hours import hall_facts
from server.rules.accounts.roles import Permission
from server.rules.appraisal.periods import Period
from server.rules.ledger.appeals import AppealState
from server.rules.months import Month, day_of, month_of
from server.rules.ratings.small_cells import LEAST_SHOWN
from server.rules.schemes.shape import Span
from server.texts import is_known, say
from web.layout import link
from web.staff.routes import START, own, own_staff_id
from web.staff.score import own_scores

MOST_BATCHES = 8


@own.get(START)
@open_to(Door.CONSOLE, Permission.SEE_OWN)
def month() -> str:
    """One's own month as a story."""
    hall, staff_id, now = console_hall(), own_staff_id(), clock.now()
    today, asked = day_of(now, hall.zone), _month()
    entries, has_more = own_entries(hall, staff_id, now=now, month=str(asked))
    shown = ratings_shown(hall, staff_id, today=today)
    return render_template(
        "staff/month.html",
        hall_name=hall.title(language()),
        place=own_place(staff_id),
        month=str(asked),
        before=_address(asked.previous()),
        after=_address(asked.next()) if asked < month_of(now, hall.zone) else "",
        entries=entries,
        has_more=has_more,
        batches=tuple(reversed(shown.batches))[:MOST_BATCHES],
        tables=tuple(reversed(shown.tables)),
        waiting=shown.waiting,
        texts=texts_shown(hall, staff_id, now=now),
        result=next(
            (one for one in own_months(hall, staff_id, now=now) if one.month == str(asked)), None
        ),
        appeals=own_appeals(hall, staff_id),
        limits=_limits(today),
        least=LEAST_SHOWN,
        tag_texts={tag.code: tag.text(language()) for tag in tags()},
        may_appeal=console_actor().may(Permission.APPEAL, hall.id),
        is_filed=AppealState.FILED,
        done=_done(),
        scores=own_scores(staff_id, Period(asked.year, Span.MONTH, asked.number)),
        short=short,
    )


def _month() -> Month:
    """The month of ``?month=``, else the running one. What is no month, or lies ahead, is 404."""
    running = month_of(clock.now(), console_hall().zone)
    text = request.args.get("month", "")
    try:
        asked = Month.parse(text) if text else running
    except NotAMonth:
        abort(404)
    return asked if asked <= running else abort(404)


def _address(asked: Month) -> str:
    return link("own.month", month=str(asked))


def _limits(today: date) -> dict[str, Any]:
    """How many ratings, and how many days, a batch of this hall takes."""
    hall = console_hall()
    facts = hall_facts(hall.id, hall.registry_version)
    return {
        "ratings": facts.setting("staff_batch_ratings", today),
        "days": facts.setting("staff_batch_days", today),
    }


def _done() -> str:
    code = f"staff.done_{request.args.get('done', '')}"
    return say(code, language()) if is_known(code) else ""
