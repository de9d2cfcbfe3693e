"""What is WeChat to be asked now, and about which words?"""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import select

from server.db import session
from server.models.safety import HeldWords, SafetyCheck
from server.queries.safety.held_texts import text_at
from server.rules.safety.holding import Place, Why

SEALING = "safety-check"
"""The purpose of the key that seals an openid for the two hours."""
AT_ONCE = 50


def check_context(hall_id: int, row_id: int) -> str:
    """What binds a sealed openid to its row."""
    return f"safety_check|{hall_id}|{row_id}"


def checks_due(now: datetime) -> tuple[tuple[int, int], ...]:
    """Hall and id of the questions whose turn it is, or whose two hours are over."""
    rows = session.execute(
        select(SafetyCheck.hall_id, SafetyCheck.id)
        .where(SafetyCheck.next_at <= now)
        .order_by(SafetyCheck.next_at)
        .limit(AT_ONCE)
    )
    return tuple((hall_id, row_id) for hall_id, row_id in rows)


def text_of_check(hall_id: int, place: Place, ref: str) -> str:
    """The words that WeChat is asked about; '' where they were erased since."""
    return text_at(hall_id, place, ref)


def doubted_photos(hall_id: int, names: Collection[str]) -> Mapping[str, str]:
    """Of these photos those that WeChat doubts, with its label."""
    rows = session.execute(
        select(HeldWords.ref, HeldWords.categories).where(
            HeldWords.hall_id == hall_id,
            HeldWords.place == Place.PHOTO,
            HeldWords.why == Why.WECHAT,
            HeldWords.ref.in_(names),
        )
    )
    return dict(rows.all())
