"""Which answer did a request with this idempotency key get the first time?"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from server.db import session
from server.envelope import unseal
from server.models.operations import KeptReply


@dataclass(frozen=True)
class Reply:
    """An answer: the SHA-256 of the request's content, the status, and the body as it went out."""

    content: bytes
    status: int
    body: bytes


def kept_reply(hall_id: int, key_hash: bytes, sealing: Sequence[bytes]) -> Reply | None:
    """The first answer to that key (SHA-256) in the hall, None while there is none.

    ``sealing`` are the keys that may open the body: it may hold a receipt, which nobody with
    the database alone may read.
    """
    row = session.execute(
        select(KeptReply.content_hash, KeptReply.status, KeptReply.body).where(
            KeptReply.hall_id == hall_id, KeptReply.key_hash == key_hash
        )
    ).first()
    if row is None:
        return None
    content, status, sealed = row
    body = unseal(sealed, sealing, context=reply_context(hall_id, key_hash))
    return Reply(content, status, body.encode())


def reply_context(hall_id: int, key_hash: bytes) -> str:
    """What binds a sealed answer to its row."""
    return f"kept_reply|{hall_id}|{key_hash.hex()}"
