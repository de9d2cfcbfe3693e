"""Does what a request says have the shape that the description promises?"""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import request
from marshmallow import RAISE, Schema, ValidationError
from werkzeug.datastructures import MultiDict

from api.fields import Flaw, said
from api.reading import LONGEST_NAME_SHOWN
from api.refusals import ShapeProblems, WrongContentType
from server.errors import Problem
from server.texts import LANGUAGES

MULTIPART = "multipart/form-data"
MOST_PROBLEMS = 50
MOST_UPLOAD_BYTES = 12 * 1024 * 1024
LANG = "lang"
# Where a value cannot be put to one field.
WHOLE_BODY = "_schema"


class Shape(Schema):
    """What a request may hold: the listed fields and no others."""

    class Meta:
        """Refuse what is not listed."""

        unknown = RAISE

    error_messages = said(unknown="api.unknown_field", type="api.not_object")


def loaded(shape: Shape, spoken: Any) -> dict[str, Any]:
    """The fields of what was said. Raises ShapeProblems with all that does not fit."""
    try:
        fields: dict[str, Any] = shape.load(spoken)
    except ValidationError as error:
        found = tuple(_problems(error.messages_dict, ""))
        raise ShapeProblems(found[:MOST_PROBLEMS]) from None
    return fields


def query() -> dict[str, str]:
    """The fields of the address, each once; ``lang`` is for the answer and not among them.

    Raises ShapeProblems for a repeated field and for a language that we do not speak.
    """
    asked = _once(request.args)
    if asked.pop(LANG, LANGUAGES[0]) not in LANGUAGES:
        data = {"choices": ", ".join(LANGUAGES)}
        raise ShapeProblems((Problem(LANG, "api.not_a_choice", data),))
    return asked


def upload() -> dict[str, Any]:
    """The fields and files of a multipart body, each once.

    Raises WrongContentType and ShapeProblems; werkzeug's RequestEntityTooLarge beyond 12 MB.
    """
    if request.mimetype != MULTIPART:
        raise WrongContentType(wanted=MULTIPART)
    request.max_content_length = MOST_UPLOAD_BYTES
    return {**_once(request.form), **_once(request.files)}


def _once(fields: MultiDict[str, Any]) -> dict[str, Any]:
    repeated = [name for name, values in fields.lists() if len(values) > 1]
    if repeated:
        raise ShapeProblems(
            tuple(_problem(name, "api.repeated_field") for name in repeated[:MOST_PROBLEMS])
        )
    return fields.to_dict()


def _problems(messages: Mapping[Any, Any] | list[str], path: str) -> Iterator[Problem]:
    """One problem a message of marshmallow, its field written as ``tags.0``."""
    if isinstance(messages, list):
        yield from (_problem(path, message) for message in messages)
        return
    for name, inner in messages.items():
        below = "" if name == WHOLE_BODY else str(name)
        yield from _problems(inner, ".".join(filter(None, (path, below))))


def _problem(field: str, code: str) -> Problem:
    data = code.data if isinstance(code, Flaw) else {}
    return Problem(field[:LONGEST_NAME_SHOWN], str(code), data)
