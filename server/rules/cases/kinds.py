"""Which kinds of case are there, and by when must the first thing happen?"""

from dataclasses import dataclass
from enum import StrEnum


class CaseKind(StrEnum):
    """What a citizen said."""

    BAD_RATING = "bad_rating"
    COMPLAINT = "complaint"
    TIP_OFF = "tip_off"
    SUGGESTION = "suggestion"
    PRAISE = "praise"
    INQUIRY = "inquiry"


class CaseState(StrEnum):
    """Where a case stands. Handling adds further states after the first."""

    RECEIVED = "received"
    CLOSED = "closed"
    ARCHIVED = "archived"


class CaseSource(StrEnum):
    """How a case came in."""

    RATING = "rating"
    WEB = "web"
    API = "api"


class Audience(StrEnum):
    """Who is told of a case. A tip-off never reaches the line of whom it is about."""

    SUPERVISION = "supervision"
    DISCIPLINE = "discipline"


@dataclass(frozen=True)
class FirstClock:
    """Which hall setting holds the working days until the first deadline, and who is told."""

    days_setting: str
    audience: Audience


FIRST_CLOCKS = {
    CaseKind.BAD_RATING: FirstClock("bad_rating_days", Audience.SUPERVISION),
    CaseKind.COMPLAINT: FirstClock("complaint_acknowledge_days", Audience.SUPERVISION),
    CaseKind.TIP_OFF: FirstClock("tip_off_days", Audience.DISCIPLINE),
    CaseKind.SUGGESTION: FirstClock("complaint_days", Audience.SUPERVISION),
    CaseKind.PRAISE: FirstClock("complaint_days", Audience.SUPERVISION),
    CaseKind.INQUIRY: FirstClock("inquiry_days", Audience.SUPERVISION),
}
# Whoever left a contact with a bad rating is called back within a day (domain, cases).
REAL_NAME_BAD_RATING = FirstClock("bad_rating_contact_days", Audience.SUPERVISION)


def first_clock(kind: CaseKind, *, has_contact: bool) -> FirstClock:
    """The clock that starts when such a case is received."""
    if kind is CaseKind.BAD_RATING and has_contact:
        return REAL_NAME_BAD_RATING
    return FIRST_CLOCKS[kind]
