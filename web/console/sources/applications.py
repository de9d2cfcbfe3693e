"""Which applications were handled in a month, one by one and counted?"""

from flask import Response, abort

from server.gate import Door, console_hall, language, open_to
from server.queries.sources.application_list import (
    Asked,
    Only,
    applications_page,
    person_counts,
)
from server.texts import is_known, say
from web.console.answers import see_other
from web.console.asked import asked, asked_month, asked_page, asked_scope
from web.console.routes import at, office
from web.console.sources.tabs import SEES, SOURCES, sources_page


@office.get(SOURCES)
@open_to(Door.CONSOLE, SEES)
def sources_start() -> Response:
    """On to the applications."""
    return see_other(at(f"{SOURCES}/applications"))


@office.get(f"{SOURCES}/applications")
@open_to(Door.CONSOLE, SEES)
def application_list() -> Response:
    """The applications of a month, or those that one looks for."""
    what = _asked()
    found = applications_page(console_hall().id, what, page=asked_page())
    choices = [only for only in Only if only]
    return sources_page(
        "applications.html",
        found=found,
        month=what.month,
        only=what.only,
        choices=choices,
        difficulty_word=_difficulty_word,
    )


@office.get(f"{SOURCES}/applications/<code>")
@open_to(Door.CONSOLE, SEES)
def application_evidence(code: str) -> Response:
    """On to the one application that a fact of the appraisal speaks of."""
    return see_other(at(f"{SOURCES}/applications", q=code))


@office.get(f"{SOURCES}/counts")
@open_to(Door.CONSOLE, SEES)
def application_counts() -> Response:
    """What every person finished in a month."""
    what = _asked()
    counts = person_counts(console_hall().id, what)
    return sources_page("counts.html", counts=counts, month=what.month)


def _asked() -> Asked:
    only = asked("only")
    if only not in set(Only):
        abort(404)
    departments = asked_scope(SEES).departments
    return Asked(asked_month(), departments, Only(only), asked("q"))


def _difficulty_word(code: str) -> str:
    """What a class of difficulty is called; a hall's own classes are their own names."""
    word = f"scheme_word.difficulty_{code}"
    return say(word, language()) if is_known(word) else code
