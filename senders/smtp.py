"""How does one letter get to the mail server? (RFC 5321, 3207)"""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
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


def _hand_over(letter: EmailMessage, server: MailServer, fuse: Fuse) -> None:
    with _connected(server) as smtp:
        if smtp.sock:
            fuse.watch(smtp.sock)
        if server.security is Security.STARTTLS:
            smtp.starttls(context=trusting(server.ca_file))
        if server.user:
            smtp.login(server.user, server.password)
        smtp.sendmail(address_of(str(letter["From"])), [str(letter["To"])], letter.as_bytes())


@contextmanager
def _connected(server: MailServer) -> Iterator[smtplib.SMTP]:
    place = (server.host, server.port, domain_of(server.sender))
    if server.security is Security.TLS:
        context = trusting(server.ca_file)
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            *place, timeout=server.silent_seconds, context=context
        )
    else:
        smtp = smtplib.SMTP(*place, timeout=server.silent_seconds)
    try:
        yield smtp
        with suppress(OSError):  # the letter is over there; how they part changes nothing
            smtp.quit()
    finally:
        smtp.close()


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
    (smtplib.SMTPNotSupportedError, lambda _: TryLater(Reason.NO_STARTTLS)),
    (ssl.SSLCertVerificationError, lambda _: TryLater(Reason.CERTIFICATE)),
    (TimeoutError, lambda _: TryLater(Reason.TIMEOUT)),
    (OSError, lambda _: TryLater(Reason.CONNECTION)),
)


def _outcome(error: OSError) -> Outcome:
    return next(outcome(error) for kind, outcome in OUTCOMES if isinstance(error, kind))
