"""How is WeChat asked in our name: with which token, and what when the token is refused?"""

import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from wechat.account import Account
from wechat.errors import ERRORS_OF_TOKENS, TokenInvalid
from wechat.question import Again, Answer, Question, part_of
from wechat.tokens import StoredToken, TokenStore

if TYPE_CHECKING:
    from wechat.line import Line

Pause = Callable[[float], None]


class Asking:
    """The questions of one mini-program; threads may share it."""

    def __init__(
        self,
        account: Account,
        store: TokenStore,
        clock: Callable[[], datetime],
        pause: Pause = time.sleep,
    ) -> None:
        self.account = account
        self._store = store
        self._clock = clock
        self._pause = pause

    def ask(self, question: Question) -> Answer:
        """The answer to a question that needs no token."""
        return self._line.ask(question)

    def ask_with_token(
        self, path: str, wish: Mapping[str, Any] | None, again: Again = Again.ALWAYS
    ) -> Answer:
        """The answer; with a fresh token where the kept one was refused, once.

        A refused token means that nothing was done, so that this never does a thing twice.
        """
        token = self.token()
        try:
            return self.ask(Question(path, {"access_token": token}, wish, again))
        except TokenInvalid:
            fresh = self._after(token)
        return self.ask(Question(path, {"access_token": fresh}, wish, again))

    def token(self) -> str:
        """The access token, fetched where the kept one ends soon."""
        kept = self._store.load()
        if kept and kept.serves(self._clock()):
            return kept.value
        return self._fetched(force=False)

    @cached_property
    def _line(self) -> "Line":
        # Loaded late: the HTTP library takes its time, and most processes never ask.
        module = import_module(f"{__package__}.line")
        return cast("Line", module.Line(self.account, self._pause))

    def _after(self, refused: str) -> str:
        """Another token than the refused one: another process may have fetched it already.

        Forcing ends the token of everybody else and is allowed 20 times a day, so it comes last.
        """
        kept = self._store.load()
        if kept and kept.value != refused:
            return kept.value
        fetched = self._fetched(force=False)
        return fetched if fetched != refused else self._fetched(force=True)

    def _fetched(self, *, force: bool) -> str:
        wish = {
            "grant_type": "client_credential",
            "appid": self.account.appid,
            "secret": self.account.secret,
            "force_refresh": force,
        }
        again = Again.NEVER_ARRIVED if force else Again.ALWAYS
        asked_at = self._clock()
        answer = self.ask(Question("/cgi-bin/stable_token", {}, wish, again, ERRORS_OF_TOKENS))
        told = part_of(answer, "access_token", str)
        seconds = part_of(answer, "expires_in", int)
        self._store.save(StoredToken(told, asked_at + timedelta(seconds=seconds)))
        return told
