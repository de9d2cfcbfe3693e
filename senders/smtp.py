"""How does one letter get to the mail server? (RFC 5321, 3207)"""

import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import closing, suppress
from email.message import EmailMessage
from typing import Any

from senders.fuse import Fuse
from senders.mail import Mail, MailServer, Security, address_of, domain_of, unfit, written
from senders.outcomes import Delivered, Outcome, Reason, Refused, TryLater
from senders.trust import trusting

PERMANENT_FROM = 500


def send_mail(mail: Mail, server: MailServer) -> Outcome:
    """Hand one letter to the mail server.

    Nothing that holds a line break where a header could start, and no second address, is ever
    sent. A password that is refused, or a server without the encryption asked for, is tried
    again later: the fault is ours, not the letter's.
    """
    refusal = unfit(mail)
    if refusal:
        return refusal
    letter = written(mail, server.sender)
    with Fuse(server.seconds) as fuse:
        try:
            _hand_over(letter, server, fuse)
        except OSError as error:  # all of smtplib's errors and all of the network's
            return TryLater(Reason.TIMEOUT) if fuse.is_blown else _outcome(error)
    return Delivered()


class _Connection(smtplib.SMTP):
    """A connection that the fuse can cut from its first byte on, the greeting included."""

    def __init__(self, server: MailServer, fuse: Fuse) -> None:
        self._server = server
        self._fuse = fuse
        own_name = domain_of(server.sender)
        super().__init__(server.host, server.port, own_name, timeout=server.silent_seconds)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        # smtplib's own hook: its SMTP_SSL hangs the encryption in here in the same way.
        connection = socket.create_connection((host, port), timeout)
        self._fuse.watch(connection)
        if self._server.security is Security.TLS:
            return trusting(self._server.ca_file).wrap_socket(connection, server_hostname=host)
        return connection


def _hand_over(letter: EmailMessage, server: MailServer, fuse: Fuse) -> None:
    with closing(_Connection(server, fuse)) as smtp:
        if server.security is Security.STARTTLS:
            smtp.starttls(context=trusting(server.ca_file))
        if server.user:
            smtp.login(server.user, server.password)
        smtp.sendmail(address_of(str(letter["From"])), [str(letter["To"])], letter.as_bytes())
        with suppress(OSError):  # the letter is over there; how they part changes nothing
            smtp.quit()


def _by_recipient(error: smtplib.SMTPRecipientsRefused) -> Outcome:
    ((code, _words),) = error.recipients.values()
    return _by_code(code)


def _by_code(code: int) -> Outcome:
    kind = Refused if code >= PERMANENT_FROM else TryLater
    return kind(Reason.SMTP, str(code))


# The first that fits. What concerns us and not the letter (our name, our password) comes back.
OUTCOMES: tuple[tuple[type[OSError], Callable[[Any], Outcome]], ...] = (
    (smtplib.SMTPRecipientsRefused, _by_recipient),
    (smtplib.SMTPDataError, lambda error: _by_code(error.smtp_code)),
    (smtplib.SMTPAuthenticationError, lambda e: TryLater(Reason.LOGIN, str(e.smtp_code))),
    (smtplib.SMTPResponseException, lambda e: TryLater(Reason.SMTP, str(e.smtp_code))),
    (smtplib.SMTPNotSupportedError, lambda _: TryLater(Reason.LACKING)),
    (ssl.SSLCertVerificationError, lambda _: TryLater(Reason.CERTIFICATE)),
    (TimeoutError, lambda _: TryLater(Reason.TIMEOUT)),
    (OSError, lambda _: TryLater(Reason.CONNECTION)),
)


def _outcome(error: OSError) -> Outcome:
    if isinstance(error, smtplib.SMTPServerDisconnected) and error.__context__:
        error = TimeoutError() if isinstance(error.__context__, TimeoutError) else error
    return next(outcome(error) for kind, outcome in OUTCOMES if isinstance(error, kind))
