"""Who speaks to WeChat for the outbox?"""

from dataclasses import dataclass

from flask import Flask

from scheduled.subscribe import PhoneDesk
from server import clock
from server.gate import Wiring
from server.gate.mini_program import TokenInDatabase
from server.packs.wechat_templates import chosen_here
from wechat.client import Wechat
from wechat.tokens import StoredToken


@dataclass(frozen=True)
class TokenApart:
    """The installation's token for whoever holds no database: each look is a context of its own."""

    app: Flask
    store: TokenInDatabase

    def load(self) -> StoredToken | None:
        """The token that was saved last, by whichever process."""
        with self.app.app_context():
            return self.store.load()

    def save(self, token: StoredToken) -> None:
        """Keep the token for all."""
        with self.app.app_context():
            self.store.save(token)


def phone_desk(app: Flask, wiring: Wiring) -> PhoneDesk | None:
    """The client and the chosen templates; None without a mini-program or a template.

    Raises SettingMissing where WECHAT_TEMPLATES cannot be right; ``wechat templates`` says why.
    """
    templates = chosen_here(wiring.settings)
    if wiring.wechat is None or not templates:
        return None
    account = wiring.wechat.account
    store = TokenApart(app, TokenInDatabase(wiring.settings, account.appid))
    return PhoneDesk(Wechat(account, store, clock.now), templates)
