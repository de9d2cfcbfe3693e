"""What became of one message that was handed over, and why?"""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a message did not arrive; ``messages.reason_<reason>`` tells a person."""

    ADDRESS = "address"  # nothing one can send to
    GONE = "gone"  # whom it was for is not there any more
    FAULT = "fault"  # something failed on our side; the log of the worker says what
    HEADER = "header"  # a line break where it would start a header of its own
    URL = "url"  # no https address, or one with a name and password in it
    HOST_UNLISTED = "host_unlisted"
    HOST_PRIVATE = "host_private"  # it leads into this network and is not listed as doing so
    HOST_UNKNOWN = "host_unknown"  # its name could not be resolved
    REDIRECT = "redirect"
    STATUS = "status"  # the detail is the HTTP status
    NO_SUCCESS = "no_success"  # the answer lacks the words that mean success
    SMTP = "smtp"  # the detail is the SMTP code
    LOGIN = "login"
    LACKING = "lacking"  # the mail server lacks the encryption or the sign-in asked for
    CERTIFICATE = "certificate"
    TIMEOUT = "timeout"
    CONNECTION = "connection"
    CONSENT = "consent"  # the phone accepts no message of that template any more
    TEMPLATE = "template"  # WeChat does not know the template
    FIELD = "field"  # the detail is the template's field that is empty or unfit
    NOT_LET_IN = "not_let_in"  # our secret, token or address is refused; the detail is the code
    BUSY = "busy"
    QUOTA = "quota"  # no more of them today
    WECHAT = "wechat"  # the detail is WeChat's code


@dataclass(frozen=True)
class Delivered:
    """The other side said that it has it. ``id`` is what it calls it, where it says so."""

    id: str = ""


@dataclass(frozen=True)
class Refused:
    """Trying again would change nothing. ``detail`` is a code, or a masked phone."""

    reason: Reason
    detail: str = ""


@dataclass(frozen=True)
class TryLater:
    """It may arrive another time; it may even have arrived and the answer was lost."""

    reason: Reason
    detail: str = ""


Outcome = Delivered | Refused | TryLater
