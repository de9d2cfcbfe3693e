"""The first answer to an idempotency key is kept, for the request that comes again."""

from collections.abc import Sequence
from datetime import datetime

from server.actions.operations.statements import insert_into, table_of
from server.db import transaction
from server.envelope import seal
from server.models.operations import KeptReply
from server.queries.operations.kept_replies import Reply, kept_reply, reply_context


def keep_reply(
    hall_id: int, key_hash: bytes, reply: Reply, *, sealing: Sequence[bytes], now: datetime
) -> Reply:
    """Another system's request was answered; the answer that its key (SHA-256) has from now on.

    That is this reply, or the one of an equal request that was a moment faster.
    """
    body = seal(reply.body.decode(), sealing[0], context=reply_context(hall_id, key_hash))
    with transaction() as session:
        row = insert_into(session.connection(), table_of(KeptReply)).values(
            hall_id=hall_id,
            key_hash=key_hash,
            content_hash=reply.content,
            status=reply.status,
            body=body,
            kept_at=now,
        )
        session.connection().execute(row.on_conflict_do_nothing())
        return kept_reply(hall_id, key_hash, sealing) or reply
