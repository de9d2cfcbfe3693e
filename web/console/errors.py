"""What does somebody at the console see when something cannot be done?"""

import logging

from flask import Response, g, render_template, request
from werkzeug.exceptions import HTTPException

from server import errors
from server.errors import ChuangpingError
from server.gate import Need, language, status_of
from server.gate.console import enter
from server.texts import say
from web import errors as errors_of_pages
from web.errors import SENTENCES, FormPage

CONSOLE = "/console/"
FIRST_ERROR = 400
SERVER_FAULT = 500
FOR_READERS = {errors.DatabaseOutdated: "citizen.out_of_service"}
log = logging.getLogger(__name__)


def refuse(error: ChuangpingError) -> Response:
    """The answer to a domain error: the form with everything typed where there is one."""
    status = status_of(error)
    if status >= SERVER_FAULT:
        log.error("could not serve", exc_info=error)
    page: FormPage | None = g.get("form_page")
    shown = page.again(error, sentence_of(error)) if page else None
    return shown or message(sentence_of(error), status, words=page.words if page else "")


def turn_away(error: HTTPException) -> Response | HTTPException:
    """The answer to what Flask and the gate refuse: at the console, a page of the console.

    A page that is not there and one that is not for this person look the same.
    """
    status = error.code or SERVER_FAULT
    if not request.path.startswith(CONSOLE) or not FIRST_ERROR <= status < SERVER_FAULT:
        return errors_of_pages.turn_away(error)
    if not _is_signed_in():
        return errors_of_pages.turn_away(error)
    return message(say(SENTENCES.get(status, SENTENCES[FIRST_ERROR]), language()), status)


def message(sentence: str, status: int, *, words: str = "") -> Response:
    """A page that says one thing; ``words`` are what the person typed, to be copied."""
    html = render_template("console/message.html", sentence=sentence, words=words, status=status)
    return Response(html, status)


def sentence_of(error: ChuangpingError) -> str:
    """What the person is told of the error."""
    own = (FOR_READERS[kind] for kind in type(error).__mro__ if kind in FOR_READERS)
    return say(next(own, error.code), language(), **error.data)


def _is_signed_in() -> bool:
    """Also where no page of ours was asked for, so that the gate did not look."""
    if "sign_in" not in g and request.method == "GET":
        enter(Need())
    return "sign_in" in g and g.sign_in.is_verified
