"""Which kinds of case are there, where can each stand, and how did it come in?"""

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
    """Where a case stands."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"
    ASSIGNED = "assigned"
    INVESTIGATING = "investigating"
    DECIDED = "decided"
    RECTIFYING = "rectifying"
    REPLIED = "replied"
    CALLED_BACK = "called_back"
    CLOSED = "closed"
    REOPENED = "reopened"
    ESCALATED = "escalated"  # 复核: somebody who took no part looks again
    WITHDRAWN = "withdrawn"
    MERGED = "merged"
    ARCHIVED = "archived"


ENDED = frozenset(
    {
        CaseState.NOT_ACCEPTED,
        CaseState.CLOSED,
        CaseState.WITHDRAWN,
        CaseState.MERGED,
        CaseState.ARCHIVED,
    }
)
"""Nothing is owed in these; every other state is open and stands in a queue."""


def is_open(state: CaseState) -> bool:
    """Whether somebody still owes something in a case that stands there."""
    return state not in ENDED


class CaseSource(StrEnum):
    """How a case came in. All but the first three were entered on behalf of a citizen."""

    RATING = "rating"
    WEB = "web"
    API = "api"
    DESK = "desk"
    PHONE = "phone"
    LETTER = "letter"
    HOTLINE = "hotline"  # 12345


class Audience(StrEnum):
    """Who is told of a case. A tip-off never reaches the line of whom it is about."""

    SUPERVISION = "supervision"
    DISCIPLINE = "discipline"


def audience_of(kind: CaseKind) -> Audience:
    """Who in the hall handles a case of that kind."""
    return Audience.DISCIPLINE if kind is CaseKind.TIP_OFF else Audience.SUPERVISION
