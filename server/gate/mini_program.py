"""How is WeChat spoken to from here? With the operator's account, and one token kept for all."""

from server import clock
from server.actions.wechat.keep_token import keep_token
from server.queries.wechat.kept_token import KeptToken, kept_token
from server.settings import Settings
from wechat.account import Account
from wechat.client import Wechat
from wechat.tokens import StoredToken


class TokenInDatabase:
    """Where all processes of the installation find the one token; sealed."""

    def __init__(self, settings: Settings, appid: str) -> None:
        self._appid, self._keys = appid, settings.keys("wechat/token")

    def load(self) -> StoredToken | None:
        """The token that was saved last, by whichever process."""
        kept = kept_token(self._appid, self._keys)
        return StoredToken(kept.value, kept.expires_at) if kept else None

    def save(self, token: StoredToken) -> None:
        """Keep the token for all. In a transaction of its own: never call WeChat within one."""
        keep_token(self._appid, KeptToken(token.value, token.expires_at), key=self._keys[0])


def wechat_of(settings: Settings) -> Wechat:
    """The client of the mini-program that the settings name."""
    said = settings.wechat
    account = Account(
        said["WECHAT_APPID"],
        said["WECHAT_SECRET"],
        callback_token=said.get("WECHAT_CALLBACK_TOKEN", ""),
        aes_key=said.get("WECHAT_AES_KEY", ""),
        base_url=said.get("WECHAT_API_URL", "https://api.weixin.qq.com"),
        ca_file=settings.outward.get("OUTWARD_CA_FILE", ""),
        env_version=said.get("WECHAT_ENV_VERSION", "release"),
    )
    return Wechat(account, TokenInDatabase(settings, account.appid), clock.now)
