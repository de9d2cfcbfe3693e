"""WeChat has given a token: every process of the installation calls with it from now on."""

from server.actions.operations.statements import insert_into, table_of
from server.db import transaction
from server.envelope import seal
from server.models.wechat import WechatToken
from server.queries.wechat.kept_token import KeptToken, token_context


def keep_token(appid: str, token: KeptToken, *, key: bytes) -> None:
    """Keep the token in place of the one before. Two that ask at once were given the same one."""
    sealed = seal(token.value, key, context=token_context(appid))
    kept = {"sealed": sealed, "expires_at": token.expires_at}
    with transaction() as session:
        row = insert_into(session.connection(), table_of(WechatToken)).values(appid=appid, **kept)
        session.connection().execute(row.on_conflict_do_update(index_elements=["appid"], set_=kept))
