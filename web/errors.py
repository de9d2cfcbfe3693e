"""What does a reader see when something cannot be done? Their words again, and what to do."""

import logging
from abc import ABC, abstractmethod
from typing import Protocol, TypeVar

from flask import Flask, Response, g, render_template, request
from flask.sansio.scaffold import Scaffold
from werkzeug.exceptions import HTTPException

from server import errors
from server.errors import ChuangpingError, FormProblems, Problem
from server.gate import language, status_of
from server.texts import say

SERVER_FAULT = 500
FIRST_ERROR = 400
# Errors whose own sentence speaks to an operator, or to somebody who still has the page open.
FOR_CITIZENS = {
    errors.TicketExpired: "citizen.ticket_renewed",
    errors.TicketUnreadable: "citizen.ticket_renewed",
    errors.DatabaseOutdated: "citizen.out_of_service",
    errors.UnknownCode: "citizen.unknown_code",
    errors.CaseMoved: "case_page.moved_on",
    errors.StepNotAllowed: "case_page.not_now",
}
SENTENCES = {
    400: "citizen.http_400",
    403: "citizen.http_403",
    404: "citizen.http_404",
    405: "citizen.http_405",
    413: "citizen.http_413",
}
log = logging.getLogger(__name__)


class FormPage(Protocol):
    """A page with a form that can be shown again with everything typed."""

    @property
    def words(self) -> str:
        """The free text that was typed."""
        ...

    def again(self, error: ChuangpingError, sentence: str) -> Response | None:
        """The same form, telling what went wrong; None where sending it again is no use."""
        ...


class ShownAgain(ABC):
    """A page with a form that tells what is wrong beside its fields, or else above them."""

    def again(self, error: ChuangpingError, sentence: str) -> Response | None:
        """The page as it was typed, telling what is wrong."""
        problems = error.problems if isinstance(error, FormProblems) else ()
        trouble = "" if problems else sentence
        return self.show(problems=problems, trouble=trouble, status=status_of(error))

    @abstractmethod
    def show(
        self, *, problems: tuple[Problem, ...] = (), trouble: str = "", status: int = 200
    ) -> Response:
        """The page."""


Page = TypeVar("Page", bound=FormPage)


def remember(page: Page) -> Page:
    """Keep the page that this request has filled in: if something fails, it is shown again."""
    g.form_page = page
    return page


def register(app: Flask) -> None:
    """Let addresses without a page of ours answer like the others."""
    app.register_error_handler(HTTPException, turn_away)


def answer_on(routes: Scaffold) -> None:
    """Let those routes answer domain errors with pages."""
    routes.register_error_handler(ChuangpingError, refuse)


def refuse(error: ChuangpingError) -> Response:
    """The answer to a domain error: the form with everything typed where there is one."""
    if status_of(error) >= SERVER_FAULT:
        log.error("could not serve", exc_info=error)
    return _shown_again(error) or message(
        sentence_of(error), status_of(error), words=_words(), complaint_code=_complaint_code(error)
    )


def turn_away(error: HTTPException) -> Response | HTTPException:
    """The answer to what Flask and the gate refuse, and to a defect of ours."""
    status = error.code or SERVER_FAULT
    if status < FIRST_ERROR:
        return error  # a redirection
    if status >= SERVER_FAULT:
        cause = getattr(error, "original_exception", None)
        return _admit(cause if isinstance(cause, ChuangpingError) else ChuangpingError())
    answer = message(say(SENTENCES.get(status, "citizen.http_400"), language()), status)
    kept = [(name, value) for name, value in error.get_headers() if name != "Content-Type"]
    answer.headers.extend(kept)
    return answer


def message(sentence: str, status: int, *, words: str = "", complaint_code: str = "") -> Response:
    """A page that says one thing; ``words`` are what the reader typed, to be copied.

    ``complaint_code`` is the code of a window that one may complain about from here.
    """
    html = render_template(
        "citizen/message.html", sentence=sentence, words=words, complaint_code=complaint_code
    )
    return Response(html, status)


def sentence_of(error: ChuangpingError) -> str:
    """What the reader is told of the error."""
    own = (FOR_CITIZENS[kind] for kind in type(error).__mro__ if kind in FOR_CITIZENS)
    code = error.code if is_of_pages(error) else next(own, error.code)
    return say(code, language(), **error.data)


def is_out_of_reach(error: ChuangpingError) -> bool:
    """Whether the database should not be asked what a page would like to show beside the form."""
    away = isinstance(error, errors.DatabaseUnreachable | errors.DatabaseOutdated)
    return away or type(error) is ChuangpingError  # a defect, of which nothing is known


def is_of_pages(error: ChuangpingError) -> bool:
    """Whether the error is one of the pages themselves, with a sentence for its reader."""
    return error.code.startswith("citizen.")


def _admit(error: ChuangpingError) -> Response:
    """The answer to what even showing the form again ran into; the database is not asked."""
    answer = _shown_again(error) if status_of(error) >= SERVER_FAULT else None
    return answer or message(sentence_of(error), status_of(error), words=_words())


def _shown_again(error: ChuangpingError) -> Response | None:
    page: FormPage | None = g.get("form_page")
    return page.again(error, sentence_of(error)) if page else None


def _complaint_code(error: ChuangpingError) -> str:
    """A code that is no longer in use takes no ratings; a complaint still finds its way by it."""
    is_revoked = isinstance(error, errors.CodeRevoked)
    return (request.view_args or {}).get("code", "") if is_revoked else ""


def _words() -> str:
    page: FormPage | None = g.get("form_page")
    return page.words if page else ""
