"""WeChat has told us something: it is kept once, for the worker to deal with."""

import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from server.actions.operations.statements import count_of, insert_into, table_of
from server.db import transaction
from server.envelope import seal
from server.models.wechat_accounts import WechatEvent
from server.queries.wechat.events import event_context, name_of
from server.rules.wechat_events import EventState


def keep_event(known_by: str, event: Mapping[str, Any], *, key: bytes, now: datetime) -> bool:
    """WeChat tells something; False: it was told before, and nothing changes.

    ``known_by`` is the same whenever it is told again. Its text, which names a person's openid,
    is sealed with the key; what it is known by is kept as an HMAC.
    """
    row_key = hmac.digest(key, known_by.encode(), sha256)
    text = json.dumps(event, ensure_ascii=False)
    with transaction() as session:
        writer = session.connection()
        row = insert_into(writer, table_of(WechatEvent)).values(
            key=row_key,
            name=name_of(event),
            sealed=seal(text, key, context=event_context(row_key)),
            state=EventState.WAITING,
            tries=0,
            owner="",
            received_at=now,
            next_try_at=now,
            error="",
        )
        return count_of(writer, row.on_conflict_do_nothing()) == 1
