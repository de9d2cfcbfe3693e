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


@dataclass(frozen=True)
class Delivered:
    """The other side said that it has it."""


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
