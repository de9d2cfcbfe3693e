"""Where does somebody find again what they had typed when their sign-in was over?

The gate keeps the form and names the page with ``kept=1``; here the page's form gets it back,
and once it was sent, it is kept no longer. No page needs to know of this.
"""

from flask import Response, render_template, request

from server.actions.accounts.drop_draft import drop_draft
from server.gate import console_actor, wiring
from server.queries.accounts.drafts import draft_of
from web.console.filling import filled
from web.console.routes import is_signed_in, office

FIRST_ERROR = 400
MAIN = '<main id="main">'


@office.after_request
def give_back(response: Response) -> Response:
    """The page with what was kept of it."""
    is_page = request.method == "GET" and response.mimetype == "text/html"
    if not (is_page and request.args.get("kept") and response.status_code < FIRST_ERROR):
        return response
    if not is_signed_in():
        return response
    keys = wiring().settings.keys("draft")
    kept = draft_of(console_actor().account_id, request.path, keys)
    if kept:
        html = response.get_data(as_text=True)
        first = render_template("console/kept.html", place=request.path, words=())
        whole = filled(html, kept.action, kept.fields, first=first)
        response.set_data(whole or _beside(html, kept.fields))
    return response


@office.after_request
def let_go(response: Response) -> Response:
    """What was sent is kept no longer; what was refused stays."""
    place = request.form.get("kept", "") if request.method == "POST" else ""
    if place and response.status_code < FIRST_ERROR and is_signed_in():
        drop_draft(console_actor().account_id, place)
    return response


def _beside(html: str, fields: tuple[tuple[str, str], ...]) -> str:
    """The page with the words above it, where its form is not there any more."""
    words = [value for _, value in fields]
    box = render_template("console/kept.html", place=request.path, words=words)
    return html.replace(MAIN, MAIN + box, 1)
