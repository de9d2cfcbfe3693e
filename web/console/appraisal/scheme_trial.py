"""What would a scheme have made of a month? Looked at before somebody puts it in force."""

from flask import Response

from server.actions.appraisal.what_if import what_if
from server.gate import Door, console_hall, language, open_to
from server.queries.appraisal.names import names_of
from server.queries.registry.units import peer_groups
from server.rules.accounts.roles import Permission
from web.console.answers import page
from web.console.appraisal.schemes import SCHEME, known
from web.console.asked import asked_month
from web.console.routes import office
from web.score_words import names_in, written

P = Permission
MOST_SHOWN = 200


@office.get(f"{SCHEME}/what-if")
@open_to(Door.CONSOLE, P.MANAGE_APPRAISAL, P.SIGN_APPRAISAL)
def try_scheme(key: str, version: str) -> Response:
    """The month of ``?month=`` under that version beside the one in force; nothing is stored."""
    hall, shown = console_hall(), known(key, version)
    tried = what_if(hall, shown.scheme, asked_month())
    return page(
        "console/appraisal/scheme_trial.html",
        shown=shown,
        tried=tried,
        moved=tried.trial.moved[:MOST_SHOWN],
        most=MOST_SHOWN,
        names=names_of(hall.id),
        groups=dict(peer_groups(hall.id)),
        **written(language()),
        **names_in(shown.scheme),
    )
