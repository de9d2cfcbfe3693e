"""What does a request get that came before? (Idempotency-Key, IETF draft-ietf-httpapi)

Ratings and complaints are safe to repeat by their tickets alone. The header makes every write
safe to repeat: the same key with the same content gets the first answer, byte for byte.
"""

import re
from collections.abc import Callable
from hashlib import sha256

from flask import Response, request

from api.refusals import ShapeProblems
from api.wire import JSON_TYPE
from server import clock
from server.actions.operations.keep_reply import keep_reply
from server.errors import KeyReused, Problem
from server.gate import wiring
from server.queries.operations.kept_replies import Reply, kept_reply

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
PATTERN = r"[A-Za-z0-9._~+/=:-]{16,128}"
_KEY = re.compile(PATTERN)

PARAMETER = {
    "in": "header",
    "name": HEADER,
    "schema": {"type": "string", "pattern": f"^{PATTERN}$"},
    "description": "随机的幂等键：同一键加同一内容得到第一次的回答，逐字节相同；内容不同则 409。",
}


def once(hall: Callable[[], int], content: bytes, answer: Callable[[], Response]) -> Response:
    """The answer to a write; with an idempotency key, the first answer it ever got in that hall.

    ``hall`` is asked for the hall's id only when there is a key. Raises ShapeProblems for a key
    of another form and KeyReused for one that came with another content.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return answer()
    if not _KEY.fullmatch(key):
        raise ShapeProblems((Problem(HEADER, "api.ill_formed", {"pattern": PATTERN}),))
    return _once(hall(), key, sha256(content).digest(), answer)


def _once(hall_id: int, key: str, content: bytes, answer: Callable[[], Response]) -> Response:
    sealing = wiring().settings.keys("kept-reply")
    key_hash = sha256(f"{request.method} {request.path}|{key}".encode()).digest()
    known = kept_reply(hall_id, key_hash, sealing)
    if known is None:
        fresh = answer()
        reply = Reply(content, fresh.status_code, fresh.get_data())
        known = keep_reply(hall_id, key_hash, reply, sealing=sealing, now=clock.now())
        if known == reply:
            return fresh
    if known.content != content:
        raise KeyReused
    return repeated(Response(known.body, status=known.status, mimetype=JSON_TYPE))


def repeated(answer: Response) -> Response:
    """The answer, marked as one that was given before."""
    answer.headers[REPLAYED] = "true"
    return answer
