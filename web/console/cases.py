"""Read one case, take a step in it, look at who wrote, see its photos."""

from flask import Response, request

from server import clock
from server.actions.cases.take_step import take_step
from server.gate import Door, console_actor, console_hall, open_to, wiring
from server.queries.cases.identity import contact_of, photo_of_case
from server.rules.accounts.roles import Permission
from web.console.answers import page, see_other
from web.console.case_page import CasePage, sent_page, sent_photos
from web.console.queue import CASES
from web.console.routes import at, office
from web.errors import remember

CASE = f"{CASES}/<number>"
ACTING = (
    Permission.HANDLE_CASES,
    Permission.ANSWER_CASES,
    Permission.DECIDE_PROPOSALS,
    Permission.HANDLE_TIP_OFFS,
)
# A picture is all it can be: even if a browser took it for a page, nothing in it would run.
POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


@office.get(CASE)
@open_to(Door.CONSOLE, Permission.SEE_CASES)
def case(number: str) -> Response:
    """The whole story, and what may be done now."""
    return CasePage(number, clock.now()).show()


@office.post(f"{CASE}/<step>")
@open_to(Door.CONSOLE, *ACTING)
def act(number: str, step: str) -> Response:
    """Take a step; or check a reply, or begin from a standard text, without sending it."""
    shown = remember(sent_page(number, step, clock.now()))
    go = request.form.get("go", "")
    if go == "check":
        return shown.advised()
    if go == "standard":
        return shown.filled(request.form.get("standard", ""))
    return _take(shown)


@office.post(f"{CASE}/ask_exclusion")
@office.post(f"{CASE}/approve_exclusion")
@open_to(Door.CONSOLE, *ACTING, needs_fresh=True)
def exclude(number: str) -> Response:
    """A step towards excluding a rating; a factor is shown anew for it."""
    return _take(remember(sent_page(number, request.path.rpartition("/")[2], clock.now())))


@office.post(f"{CASE}/look")
@open_to(Door.CONSOLE, Permission.SEE_IDENTITY, needs_fresh=True)
def look_at_identity(number: str) -> Response:
    """Who wrote, once: the reason goes on record first, and the citizen sees it."""
    shown = remember(sent_page(number, "look", clock.now()))
    hall, actor = console_hall(), console_actor()
    take_step(hall, shown.form(()), actor, now=shown.now)
    contact = contact_of(hall, number, actor, wiring().settings.keys("contact"))
    return page("console/identity.html", number=number, contact=contact)


@office.get(f"{CASE}/photos/<name>")
@open_to(Door.CONSOLE, Permission.SEE_CASES)
def case_photo(number: str, name: str) -> Response:
    """One photo of the case."""
    stored = photo_of_case(console_hall(), number, console_actor(), name)
    picture = Response(wiring().photo_store.read(stored), mimetype="image/jpeg")
    picture.headers["Content-Disposition"] = 'inline; filename="photo.jpg"'
    picture.headers["Content-Security-Policy"] = POLICY
    return picture


def _take(shown: CasePage) -> Response:
    take_step(console_hall(), shown.form(sent_photos()), console_actor(), now=shown.now)
    return see_other(at(f"{CASES}/{shown.number}", done="case_step"))
