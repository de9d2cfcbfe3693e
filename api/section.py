"""How does a subject of the API read its requests and describe its routes?"""

from collections.abc import Callable
from copy import deepcopy
from functools import wraps
from http import HTTPStatus
from typing import Any, cast

from flask import request
from flask_smorest import Blueprint

from api.errors import answer_on
from api.reading import json_body
from api.shape import LANG, Shape, loaded, query, upload
from server.errors import Unknown
from server.gate import Door
from server.texts import LANGUAGES

PREFIX = "/api/v1"
BEARER = "bearer"
SIGN_IN = "sign_in"
PHONE = "phone"
# Of any route: what cannot be understood, a wrong field, a fault, no database.
ALWAYS = (400, 404, 405, 422, 500, 503)
WITH_BODY = (403, 409, 413, 415, 507)
WITH_TOKEN = (401,)
WITH_SIGN_IN = (401, 403)

# What a caller has to show at a door, and with which statuses it is refused.
DOORS: dict[Door | None, tuple[tuple[str, ...], tuple[int, ...]]] = {
    Door.SYSTEM: ((BEARER,), WITH_TOKEN),
    Door.CONSOLE: ((SIGN_IN,), WITH_SIGN_IN),
    Door.PHONE: ((PHONE,), WITH_SIGN_IN),
}

LANG_PARAMETER = {
    "in": "query",
    "name": LANG,
    "schema": {"type": "string", "enum": list(LANGUAGES)},
    "description": "说明文字的语言；没有时按 Accept-Language，再没有时用中文。",
}

View = Callable[..., Any]
READERS: dict[str, Callable[[], Any]] = {"json": json_body, "query": query, "form": upload}


class StrictReader:
    """Hands views what ``Section.arguments`` announces, read strictly."""

    DEFAULT_VALIDATION_STATUS = 422

    def use_args(
        self, schema: type[Shape], *, location: str, **_more: Any
    ) -> Callable[[View], View]:
        """Hand the view what the request says at that place."""
        shape, read = schema(), READERS[location]

        def decorate(view: View) -> View:
            @wraps(view)
            def reading(*args: Any, **kwargs: Any) -> Any:
                return view(*args, loaded(shape, read()), **kwargs)

            reading.__dict__["reads"] = {*getattr(view, "reads", ()), location}
            return reading

        return decorate


class Section(Blueprint):
    """A subject of the API; its routes answer with problem details when they cannot."""

    ARGUMENTS_PARSER = StrictReader()

    def __init__(self, name: str, description: str) -> None:
        super().__init__(name, __name__, url_prefix=PREFIX, description=description)
        answer_on(self)

    def route(self, rule: str, **options: Any) -> Callable[[View], View]:
        """The route, described with its language, its door and every status it can answer."""
        parameters = [LANG_PARAMETER, *options.pop("parameters", ())]
        register = super().route(rule, parameters=parameters, **options)

        def decorate(view: View) -> View:
            _describe(view, options.get("methods", ["GET"])[0])
            return cast(View, register(_checked(view)))

        return decorate


def _checked(view: View) -> View:
    """Refuse blanks of the address that name nothing, and fields that the view does not read."""
    nothing = Shape()
    takes_query = "query" in getattr(view, "reads", ())

    @wraps(view)
    def checking(**blanks: str) -> Any:
        # A control character names nothing, and PostgreSQL would refuse the question.
        if not all(map(str.isprintable, blanks.values())):
            raise Unknown
        if request.query_string and not takes_query:
            loaded(nothing, query())
        return view(**blanks)

    return checking


def _describe(view: View, method: str) -> None:
    door = getattr(view, "door", None)
    needed, refused = DOORS.get(door, ((), ()))
    has_body = method not in {"GET", "HEAD"}
    statuses = (*ALWAYS, *(WITH_BODY if has_body else ()), *refused)
    said = deepcopy(view.__dict__.get("_apidoc", {}))
    manual = said.setdefault("manual_doc", {})
    manual["responses"] = {
        **{str(status): HTTPStatus(status).name for status in statuses},
        **manual.get("responses", {}),
    }
    need = getattr(view, "need", None)
    if door is Door.CONSOLE and need is not None and need.admits_phones:
        needed = (*needed, PHONE)
    if needed:
        manual["security"] = [{name: []} for name in needed]
    view.__dict__["_apidoc"] = said
