"""What was one told, and what of it is still unread?"""

from flask import Response, request

from server import clock
from server.actions.messages.mark_read import mark_read
from server.gate import SIGNED_IN, Door, console_actor, console_hall, language, open_to
from server.queries.messages.inbox import inbox
from web.console.answers import page, see_other
from web.console.asked import asked_page
from web.console.routes import at, office

PAGE = "/console/inbox"


@office.get(PAGE)
@open_to(Door.CONSOLE, SIGNED_IN)
def own_inbox() -> Response:
    """One's own messages, the latest first."""
    number = asked_page()
    found = inbox(console_hall().id, console_actor().account_id, language(), page=number)
    return page("console/inbox.html", found=found, number=number)


@office.post(PAGE)
@open_to(Door.CONSOLE, SIGNED_IN)
def mark_as_read() -> Response:
    """One message is read, or all of them."""
    numbers = tuple(filter(None, request.form.getlist("number")))
    mark_read(console_hall().id, console_actor().account_id, numbers=numbers, now=clock.now())
    return see_other(at(PAGE))
