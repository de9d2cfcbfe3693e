"""By what is a binding found after the operator has changed the secret?"""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server.envelope import unseal
from server.models.wechat import WechatBinding
from server.queries.wechat.phones import LIVING, PhoneKeys, openid_context


def hash_anew(session: Session, keys: PhoneKeys) -> None:
    """Every living binding is found by the present key from now on, in the caller's transaction."""
    bindings = select(WechatBinding.id, WechatBinding.openid_sealed).where(LIVING)
    for row_id, sealed in session.execute(bindings.with_for_update()).all():
        openid = unseal(sealed or b"", keys.sealing, context=openid_context(row_id))
        mine = update(WechatBinding).where(WechatBinding.id == row_id)
        session.execute(
            mine.values(openid_hash=keys.hashes(openid)[0]).execution_options(
                synchronize_session=False
            )
        )
