"""Words that wait before others see them: as they are, masked, or not?"""

from math import ceil

from flask import Response

from server import clock
from server.actions.safety.decide_held import decide_held
from server.gate import Door, console_actor, console_hall, open_to
from server.queries.safety.held import SHOWN_A_PAGE, held_page
from server.queries.safety.words_in_force import version_in_force
from server.rules.accounts.roles import Permission
from server.rules.safety.holding import Decision, Fate
from web.console.answers import page, see_other
from web.console.asked import asked_page
from web.console.opinions.typed import Typed, typed
from web.console.routes import at, office

WORDS = "/console/safety"
CHOICES = {fate.value: fate for fate in Fate}


def _show(sent: Typed) -> Response:
    number = asked_page()
    found = held_page(console_hall(), page=number)
    return page(
        "console/safety.html",
        status=sent.status,
        found=found,
        number=number,
        pages=max(1, ceil(found.total / SHOWN_A_PAGE)),
        has_list=bool(version_in_force()),
        typed=sent,
        problems=sent.problems,
        trouble=sent.trouble,
    )


@office.get(WORDS)
@open_to(Door.CONSOLE, Permission.HANDLE_CASES)
def held_words() -> Response:
    """What waits, and what was decided lately."""
    return _show(Typed(_show))


@office.post(f"{WORDS}/<number>")
@open_to(Door.CONSOLE, Permission.HANDLE_CASES)
def decide_words(number: str) -> Response:
    """What others see of these words."""
    sent = typed(_show)
    decision = Decision(CHOICES.get(sent["choice"], Fate.HELD), sent[f"reason-{number}"])
    decide_held(console_hall(), number, decision, by=console_actor(), now=clock.now())
    return see_other(at(WORDS, done="words_decided"))
