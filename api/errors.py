"""Which answer has each thing that can go wrong? The one place of the API that says so."""

import logging

from flask import Flask, Response, request
from flask.sansio.scaffold import Scaffold
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from api.problem import problem
from api.refusals import RequestUnreadable, WrongContentType
from photos.errors import NotAPicture, PictureRefused, PictureTooLarge
from server.errors import ChuangpingError, FormProblems
from server.gate import status_of

PREFIX = "/api/"
TOKEN_NEEDED, SERVER_FAULT = 401, 500
OWN_STATUS: dict[type[ChuangpingError], int] = {
    WrongContentType: 415,
    RequestUnreadable: 400,
    NotAPicture: 415,
    PictureTooLarge: 413,
    PictureRefused: 422,
}
SENTENCES = {
    400: "api.bad_request",
    401: "api.token_needed",
    403: "api.not_allowed",
    404: "api.no_such_place",
    405: "api.wrong_method",
    413: "api.too_large",
    500: "api.fault",
}
log = logging.getLogger(__name__)


def answer_on(routes: Scaffold) -> None:
    """Let those routes answer with problem details."""
    routes.register_error_handler(ChuangpingError, refuse)
    routes.register_error_handler(HTTPException, turn_away)


def answer_unrouted(app: Flask) -> None:
    """Let addresses under /api/ that lead to no route answer like the others."""

    @app.before_request
    def unrouted() -> Response | None:
        error = request.routing_exception
        if error is None or isinstance(error, RequestRedirect) or not _is_ours():
            return None
        return turn_away(error)


def refuse(error: ChuangpingError) -> Response:
    """The answer to something that the rules, the actions or our own readers refuse."""
    status = _status(error)
    if status >= SERVER_FAULT:
        log.error("could not serve", exc_info=error)
    fields = error.problems if isinstance(error, FormProblems) else ()
    return problem(status, error.code, fields=fields, **error.data)


def turn_away(error: HTTPException) -> Response:
    """The answer to what Flask and the gate refuse; it keeps ``Allow`` and the like."""
    status = error.code or SERVER_FAULT
    answer = problem(status, SENTENCES.get(status, "api.bad_request"))
    kept = [(name, value) for name, value in error.get_headers() if name != "Content-Type"]
    answer.headers.extend(kept)
    if status == TOKEN_NEEDED and "WWW-Authenticate" not in answer.headers:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def _is_ours() -> bool:
    return request.path.startswith(PREFIX)


def _status(error: ChuangpingError) -> int:
    own = (OWN_STATUS[kind] for kind in type(error).__mro__ if kind in OWN_STATUS)
    return next(own, 0) or status_of(error)
