"""Real SMTP servers on loopback, each with a mood of its own."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, Session

from senders.mail import MailServer, Security
from tests.house.running import free_port

SENDER = "窗评 <noreply@pingjia.example.gov.cn>"


@dataclass
class Postbox:
    """Keeps what it is handed; answers to RCPT and DATA as the test wants."""

    to_recipient: str = "250 OK"
    to_data: str = "250 OK"
    letters: list[Envelope] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802  aiosmtpd looks for this name
        self, _server: Any, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(  # noqa: N802  aiosmtpd looks for this name
        self, _server: Any, _session: Session, envelope: Envelope
    ) -> str:
        if self.to_data.startswith("250"):
            self.letters.append(envelope)
        return self.to_data

    def read(self) -> EmailMessage:
        """The only letter, as a mail program reads it."""
        (letter,) = self.read_all()
        return letter

    def read_all(self) -> list[EmailMessage]:
        """All letters, in the order in which they came."""
        contents = [cast(bytes, envelope.content) for envelope in self.letters]
        return [message_from_bytes(content, policy=policy.default) for content in contents]


@dataclass
class Doorkeeper:
    """Lets one user in by one password."""

    user: str = "noreply"
    password: str = "correct"

    def __call__(self, _server: Any, _session: Any, _envelope: Any, _how: str, data: Any) -> Any:
        is_right = (data.login, data.password) == (self.user.encode(), self.password.encode())
        return AuthResult(success=is_right, handled=is_right)


@contextmanager
def listening(
    postbox: Postbox, *, tls: ssl.SSLContext | None = None, **more: Any
) -> Iterator[MailServer]:
    """A server with that postbox, and how to reach it. ``tls``: from the first byte."""
    port = free_port()
    controller = Controller(
        postbox, hostname="127.0.0.1", port=port, ssl_context=tls, ready_timeout=10, **more
    )
    controller.start()
    try:
        yield MailServer("127.0.0.1", port, Security.TLS if tls else Security.NONE, SENDER)
    finally:
        controller.stop()


@contextmanager
def listening_with_starttls(
    postbox: Postbox, context: ssl.SSLContext, **more: Any
) -> Iterator[MailServer]:
    """A server that speaks openly until STARTTLS."""
    with listening(postbox, tls_context=context, **more) as server:
        yield replace(server, security=Security.STARTTLS)
