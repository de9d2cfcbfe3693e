"""What does a request body say, read strictly?

JSON lets two readers see two things: the same key twice, NaN, numbers as texts. Whatever could be
read in two ways is refused here (RFC 8259, I-JSON RFC 7493).
"""

import json
from collections.abc import Iterator

import orjson
from flask import request

from api.refusals import BrokenJson, RepeatedKey, TooDeep, WrongContentType

MOST_JSON_BYTES = 64 * 1024
DEEPEST = 20
LONGEST_NAME_SHOWN = 60
JSON = "application/json"


def json_body() -> object:
    """The body of the present request as JSON says it.

    Raises WrongContentType, BrokenJson, RepeatedKey and TooDeep; werkzeug's
    RequestEntityTooLarge beyond 64 kB.
    """
    if request.mimetype != JSON:
        raise WrongContentType(wanted=JSON)
    request.max_content_length = MOST_JSON_BYTES
    return strict_json(request.get_data())


def strict_json(raw: bytes) -> object:
    """What the bytes say. Raises BrokenJson, RepeatedKey and TooDeep (over 20 levels)."""
    try:
        said: object = orjson.loads(raw)
    except orjson.JSONDecodeError as broken:
        raise _unreadable(broken) from None
    # No body of ours has twenty brackets, so the walk below is rare.
    if raw.count(b"{") + raw.count(b"[") > DEEPEST and _is_deeper(said, DEEPEST):
        raise TooDeep(most=DEEPEST)
    # Every key has its colon: as many colons as keys means that no key was swallowed.
    if raw.count(b":") != _count_keys(said):
        json.loads(raw, object_pairs_hook=_refuse_repeats)
    return said


def _unreadable(broken: orjson.JSONDecodeError) -> Exception:
    if "limit" in broken.msg:
        return TooDeep(most=DEEPEST)
    return BrokenJson(line=broken.lineno, column=broken.colno)


def _is_deeper(said: object, most: int) -> bool:
    """Whether lists and objects are nested deeper than that; level by level, not by recursion."""
    level, depth = [said], 0
    while level:
        level = [inner for outer in level for inner in _inside(outer)]
        depth += 1
        if depth > most and level:
            return True
    return False


def _inside(said: object) -> Iterator[object]:
    if isinstance(said, dict):
        yield from said.values()
    elif isinstance(said, list):
        yield from said


def _count_keys(said: object) -> int:
    if isinstance(said, dict):
        return len(said) + sum(map(_count_keys, said.values()))
    return sum(map(_count_keys, said)) if isinstance(said, list) else 0


def _refuse_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    seen: dict[str, object] = {}
    for key, value in pairs:
        if key in seen:
            raise RepeatedKey(field=key[:LONGEST_NAME_SHOWN])
        seen[key] = value
    return seen
