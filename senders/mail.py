"""What does a letter look like that nobody can smuggle a header into? (RFC 5322)"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from senders.outcomes import Reason, Refused

# One address in ASCII, without a name, a comment or a quoted part (RFC 5322 dot-atom).
ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250})")
CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
MESSAGE_ID = re.compile(r"[A-Za-z0-9.-]{1,64}")


class Security(StrEnum):
    """How the connection to the mail server is protected."""

    NONE = "smtp"
    STARTTLS = "smtp+starttls"
    TLS = "smtps"


PORTS = {Security.NONE: 25, Security.STARTTLS: 587, Security.TLS: 465}


@dataclass(frozen=True)
class MailServer:
    """Through which server, and as whom.

    ``silent_seconds`` without a byte, or ``seconds`` in all, end a sending.
    """

    host: str
    port: int
    security: Security
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: str = ""
    silent_seconds: float = 10
    seconds: float = 30


@dataclass(frozen=True)
class Mail:
    """One letter to one address. ``id`` is the same when it is sent again."""

    to: str
    subject: str
    text: str
    id: str
    written_at: datetime


def mail_server(url: str, sender: str, *, ca_file: str = "") -> MailServer:
    """The server of an address like ``smtp+starttls://user:password@host:587``.

    Raises ValueError for another scheme, no host, or a sender that is no address.
    """
    parts = urlsplit(url)
    security = Security(parts.scheme)
    if not parts.hostname or not ADDRESS.fullmatch(parseaddr(sender)[1]) or CONTROL.search(sender):
        raise ValueError(sender)
    return MailServer(
        host=parts.hostname,
        port=parts.port or PORTS[security],
        security=security,
        sender=sender,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        ca_file=ca_file,
    )


def unfit(mail: Mail) -> Refused | None:
    """Why this is no letter: a second address, or a line break where a header could start."""
    if not ADDRESS.fullmatch(mail.to):
        return Refused(Reason.ADDRESS)
    if CONTROL.search(mail.subject) or not MESSAGE_ID.fullmatch(mail.id):
        return Refused(Reason.HEADER)
    return None


def written(mail: Mail, sender: str) -> EmailMessage:
    """The letter as it travels, from that sender (an address, with or without a name)."""
    name, address = parseaddr(sender)
    letter = EmailMessage(policy=policy.SMTP)
    letter["Subject"] = mail.subject
    letter["From"] = Address(name, addr_spec=address)
    letter["To"] = Address(addr_spec=mail.to)
    letter["Date"] = format_datetime(mail.written_at)
    letter["Message-ID"] = f"<{mail.id}@{domain_of(sender)}>"
    letter["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's out-of-office answers it
    letter.set_content(mail.text, cte="base64")
    return letter


def address_of(sender: str) -> str:
    """The address alone."""
    return parseaddr(sender)[1]


def domain_of(sender: str) -> str:
    """The domain of the sender's address."""
    return address_of(sender).rpartition("@")[2]
