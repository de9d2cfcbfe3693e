"""Awards that were given are put before the public, with the basis for printing names."""

from flask import Response, abort, request

from server import clock, errors
from server.actions.publication.publish_awards import publish_awards
from server.gate import Door, console_actor, console_hall, open_to
from server.rules.accounts.roles import Permission
from server.rules.appraisal.periods import Period
from web.console.answers import page, see_other
from web.console.appraisal.awards import AWARDS
from web.console.opinions.typed import Typed, typed
from web.console.routes import at, office


def _show(period: Period, sent: Typed) -> Response:
    return page(
        "console/appraisal/award_notice.html",
        status=sent.status,
        period=period,
        typed=sent,
        problems=sent.problems,
        trouble=sent.trouble,
    )


@office.get(f"{AWARDS}/notice")
@open_to(Door.CONSOLE, Permission.APPROVE_NOTICES)
def award_notice() -> Response:
    """The form: what will be printed, and on which basis."""
    period = _period()
    return _show(period, Typed(lambda sent: _show(period, sent)))


@office.post(f"{AWARDS}/notice")
@open_to(Door.CONSOLE, Permission.APPROVE_NOTICES, needs_fresh=True)
def put_awards_up() -> Response:
    """Publish them."""
    period = _period()
    sent = typed(lambda again: _show(period, again))
    publish_awards(console_hall(), period, sent["basis"], by=console_actor(), now=clock.now())
    return see_other(at(AWARDS, period=str(period), done="awards_published"))


def _period() -> Period:
    try:
        return Period.parse(request.args.get("period", ""))
    except errors.NotAPeriod:
        abort(404)
