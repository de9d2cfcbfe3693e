"""How do values become JSON?"""

from typing import Any

import orjson
from flask import Response
from flask.json.provider import JSONProvider

JSON_TYPE = "application/json"


class OrjsonProvider(JSONProvider):
    """Flask's JSON by orjson: seven times as fast, UTF-8 instead of escapes, keys as they come."""

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        """The value as JSON; ``indent`` makes it readable."""
        return encoded(obj, is_for_reading=bool(kwargs.get("indent"))).decode()

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """What the JSON says. Raises orjson.JSONDecodeError, a ValueError."""
        del kwargs
        return orjson.loads(s)

    def response(self, *args: Any, **kwargs: Any) -> Response:
        """An answer of that one value."""
        return Response(encoded(self._prepare_response_obj(args, kwargs)), mimetype=JSON_TYPE)


def encoded(value: object, *, is_for_reading: bool = False) -> bytes:
    """The value as JSON in UTF-8."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 if is_for_reading else None)


def answered(body: object, status: int = 200) -> Response:
    """An answer that carries the value as JSON."""
    return Response(encoded(body), status=status, mimetype=JSON_TYPE)
