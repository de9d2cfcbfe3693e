"""What does somebody at the console see when something cannot be done?"""

import logging

from flask import Response, g, render_template

from server import errors
from server.errors import ChuangpingError
from server.gate import language, status_of
from server.texts import say
from web.errors import FormPage

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


def message(sentence: str, status: int, *, words: str = "") -> Response:
    """A page that says one thing; ``words`` are what the person typed, to be copied."""
    html = render_template("console/message.html", sentence=sentence, words=words, status=status)
    return Response(html, status)


def sentence_of(error: ChuangpingError) -> str:
    """What the person is told of the error."""
    own = (FOR_READERS[kind] for kind in type(error).__mro__ if kind in FOR_READERS)
    return say(next(own, error.code), language(), **error.data)
