"""What becomes of a form that is sent when the sign-in is over? It waits for its owner."""

from urllib.parse import urlencode, urlsplit

from flask import request

from server import clock
from server.actions.accounts.keep_draft import TypedForm, keep_draft
from server.gate.wired import is_readable, wiring
from server.queries.accounts.drafts import LONGEST_PLACE

# What proves who one is, and what belongs to one showing of a form, is never kept.
NOT_KEPT = frozenset({"password", "old", "again", "one_time_code", "seed", "nonce", "kept"})
# A secret ballot: what somebody voted is kept nowhere, not even sealed.
NEVER_KEPT = "/staff/ballots/"
CHOSEN = ("hall", "lang")
START = "/console/"


def keep_form(account_id: int) -> str:
    """Keeps what the request's form holds for that account; where to find it again."""
    place = page_of_form()
    fields = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in NOT_KEPT and value
    ]
    if fields and len(place) <= LONGEST_PLACE and not request.path.startswith(NEVER_KEPT):
        form = TypedForm(place, request.path, fields)
        key = wiring().settings.key("draft")
        keep_draft(account_id, form, key=key, now=clock.now())
    chosen = {name: request.args[name] for name in CHOSEN if request.args.get(name)}
    return f"{place}?{urlencode({**chosen, 'kept': '1'})}#kept"


def page_of_form() -> str:
    """The page on which the form stands: what htmx says, else the nearest address that can be read.

    A form of /console/cases/7/accept stands on /console/cases/7.
    """
    said = urlsplit(request.headers.get("HX-Current-URL", "")).path
    path = said if said.startswith(START) else request.path
    while path and path not in {"/", START} and not is_readable(path):
        path = path.rpartition("/")[0]
    return path or START
