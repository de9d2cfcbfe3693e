"""Which phone follows a case?"""

from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from sqlalchemy import exists, select

from server.db import session
from server.envelope import unseal
from server.models.subscriptions import CaseOpenid

SEALING = "wechat/case"


def is_followed(hall_id: int, case_id: int) -> bool:
    """Whether a phone follows it."""
    kept = exists().where(CaseOpenid.hall_id == hall_id, CaseOpenid.case_id == case_id)
    return bool(session.scalar(select(kept)))


def openid_of_case(hall_id: int, case_id: int, keys: Sequence[bytes]) -> str | None:
    """What WeChat calls the phone that follows it; None: none does, or no key opens it."""
    sealed = session.scalar(
        select(CaseOpenid.sealed).where(
            CaseOpenid.hall_id == hall_id, CaseOpenid.case_id == case_id
        )
    )
    if sealed is None:
        return None
    try:
        return unseal(sealed, keys, context=follower_context(hall_id, case_id))
    except InvalidTag:
        return None


def follower_context(hall_id: int, case_id: int) -> str:
    """What a sealed openid of a case is bound to: its row."""
    return f"case_openid|{hall_id}|{case_id}"
