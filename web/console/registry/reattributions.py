"""Which ratings change hands after a corrected roster, once a second person agrees?"""

from flask import Response, request

from server import clock
from server.actions.publication.revise_month import revise_month
from server.actions.ratings.approve_reattribution import approve_reattribution
from server.gate import Door, console_actor, console_hall, language, open_to
from server.queries.ratings.owners import open_reattributions, settled_reattributions
from server.rules.accounts.roles import Permission
from server.rules.months import Month
from server.texts import say
from web.console.answers import see_other
from web.console.registry.tabs import REGISTRY, registry_page
from web.console.routes import at, office
from web.console.rows import opened_row, sealed_row

PAGE = f"{REGISTRY}/reattributions"


@office.get(PAGE)
@open_to(Door.CONSOLE, Permission.SEE_REGISTRY)
def reattributions() -> Response:
    """What waits, and what was approved lately."""
    hall, actor = console_hall(), console_actor()
    return registry_page(
        "console/registry/reattributions.html",
        waiting=open_reattributions(hall.id),
        settled=settled_reattributions(hall.id),
        may_approve=actor.may(Permission.DECIDE_PROPOSALS, hall.id)
        or actor.may(Permission.MANAGE_REGISTRY, hall.id),
        sealed=lambda row_id: sealed_row("reattribution", row_id),
    )


@office.post(PAGE)
@open_to(Door.CONSOLE, Permission.DECIDE_PROPOSALS, Permission.MANAGE_REGISTRY)
def approve() -> Response:
    """A second person approves one; sealed months that it touches get a further revision."""
    hall, actor, now = console_hall(), console_actor(), clock.now()
    row = opened_row("reattribution", request.form.get("row", ""))
    months = approve_reattribution(hall.id, row, by=actor, now=now)
    for month in months:
        reason = say("reattribution.reason", language())
        revise_month(hall, Month.parse(month), reason=reason, by=actor, now=now)
    return see_other(at(PAGE, done="reattributed_revised" if months else "reattributed"))
