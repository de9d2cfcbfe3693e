"""What citizens wrote about a person: is that person to read it?"""

from math import ceil

from flask import Response, request

from server import clock
from server.actions.ratings.decide_text import decide_text
from server.gate import Door, console_actor, console_hall, open_to
from server.queries.ratings.texts_waiting import TEXTS_A_PAGE, waiting_texts
from server.rules.accounts.roles import Permission
from web.console.answers import page, see_other
from web.console.asked import asked_page
from web.console.routes import at, office

TEXTS = "/console/texts"


@office.get(TEXTS)
@open_to(Door.CONSOLE, Permission.HANDLE_CASES)
def texts() -> Response:
    """The texts that wait."""
    number = asked_page()
    found = waiting_texts(console_hall(), page=number)
    pages = max(1, ceil(found.total / TEXTS_A_PAGE))
    return page("console/ledger/texts.html", found=found, number=number, pages=pages)


@office.post(f"{TEXTS}/<number>")
@open_to(Door.CONSOLE, Permission.HANDLE_CASES)
def settle_text(number: str) -> Response:
    """One text is released, or kept back."""
    is_released = request.form.get("choice") == "release"
    decide_text(
        console_hall(), number, is_released=is_released, by=console_actor(), now=clock.now()
    )
    return see_other(at(TEXTS, done="text_released" if is_released else "text_withheld"))
