"""What citizens wrote about a person: is that person to read it?"""

from math import ceil

from flask import Response

from server import clock
from server.actions.ratings.decide_text import decide_text
from server.gate import Door, console_actor, console_hall, open_to
from server.queries.ratings.texts_waiting import TEXTS_A_PAGE, waiting_texts
from server.rules.accounts.roles import Permission
from server.rules.safety.holding import Decision, Fate
from web.console.answers import page, see_other
from web.console.asked import asked_page
from web.console.opinions.typed import Typed, typed
from web.console.routes import at, office

TEXTS = "/console/texts"
CHOICES = {"release": Fate.SHOWN, "mask": Fate.MASKED}
DONE = {Fate.SHOWN: "text_released", Fate.MASKED: "text_masked", Fate.HIDDEN: "text_withheld"}


def _show(sent: Typed) -> Response:
    number = asked_page()
    found = waiting_texts(console_hall(), page=number)
    pages = max(1, ceil(found.total / TEXTS_A_PAGE))
    return page(
        "console/ledger/texts.html",
        status=sent.status,
        found=found,
        number=number,
        pages=pages,
        typed=sent,
        problems=sent.problems,
        trouble=sent.trouble,
    )


@office.get(TEXTS)
@open_to(Door.CONSOLE, Permission.HANDLE_CASES)
def texts() -> Response:
    """The texts that wait."""
    return _show(Typed(_show))


@office.post(f"{TEXTS}/<number>")
@open_to(Door.CONSOLE, Permission.HANDLE_CASES)
def settle_text(number: str) -> Response:
    """One text is released, as it is or masked, or kept back."""
    sent = typed(_show)
    decision = Decision(CHOICES.get(sent["choice"], Fate.HIDDEN), sent[f"reason-{number}"])
    decide_text(console_hall(), number, decision, by=console_actor(), now=clock.now())
    return see_other(at(TEXTS, done=DONE[decision.fate]))
