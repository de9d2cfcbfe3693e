"""A phone sent words or photos: WeChat is to be asked about them by the worker, within two hours.

An extra sign and no more: without an answer the verdict of the hall's own list stands.
"""

from collections.abc import Iterable
from datetime import datetime

from server.actions.operations.statements import insert_into, table_of
from server.db import transaction
from server.envelope import seal
from server.ids import new_id
from server.models.safety import SafetyCheck
from server.queries.safety.checks import check_context
from server.rules.safety.checks import OPENID_LIFE
from server.rules.safety.holding import Place


def ask_wechat(
    hall_id: int, wanted: Iterable[tuple[Place, str]], openid: str, *, key: bytes, now: datetime
) -> None:
    """Keep the questions, each with the openid sealed for its row alone; asked again, nothing."""
    with transaction() as session:
        connection = session.connection()
        fresh = insert_into(connection, table_of(SafetyCheck)).on_conflict_do_nothing(
            index_elements=["hall_id", "place", "ref"]
        )
        for place, ref in wanted:
            row_id = new_id(now.date())
            connection.execute(
                fresh.values(
                    hall_id=hall_id,
                    id=row_id,
                    place=place,
                    ref=ref,
                    openid_sealed=seal(openid, key, context=check_context(hall_id, row_id)),
                    trace_id="",
                    asked_at=now,
                    until=now + OPENID_LIFE,
                    next_at=now,
                    tries=0,
                )
            )
