"""Which kinds of round, finding and order are there, and where can each stand?"""

from enum import StrEnum


class RoundKind(StrEnum):
    """What sort of round it is."""

    PATROL = "patrol"  # 值班巡查: the duty leader's, every day
    SCHEDULED = "scheduled"  # 定时抽查: one of the plan
    RANDOM = "random"  # 不定时抽查: the windows are drawn
    SPECIAL = "special"  # 专项督查: about one theme


class Rhythm(StrEnum):
    """How often a round of the plan is made."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class RoundState(StrEnum):
    """Whether a round goes on."""

    OPEN = "open"
    CLOSED = "closed"


class Look(StrEnum):
    """How a window of a round was found."""

    WAITING = "waiting"
    NORMAL = "normal"
    FOUND = "found"


class FoundEvent(StrEnum):
    """Which kind of fact a finding is: an item that a person picks, or one of these two."""

    FINDING = "finding"
    OFF_POST = "off_post"
    MEETING = "meeting"


class Severity(StrEnum):
    """How grave it was."""

    LIGHT = "light"
    SERIOUS = "serious"


class MeetingKind(StrEnum):
    """What somebody was not at, or not in time."""

    MEETING = "meeting"
    TRAINING = "training"
    JOINT_REVIEW = "joint_review"


class MeetingHow(StrEnum):
    """In which way."""

    LATE = "late"
    EARLY = "early"
    ABSENT = "absent"


class FindingState(StrEnum):
    """Whether a finding counts."""

    WAITING = "waiting"  # for the second signer of its value
    COUNTED = "counted"
    NOTED = "noted"  # neither witness nor photo
    WITHDRAWN = "withdrawn"


COUNTS = frozenset({FindingState.COUNTED})
STANDING = frozenset(FindingState) - {FindingState.WITHDRAWN}


class OrderState(StrEnum):
    """Where a rectification order stands."""

    ISSUED = "issued"
    ANSWERED = "answered"
    PASSED = "passed"
    CANCELLED = "cancelled"


OPEN_ORDERS = frozenset({OrderState.ISSUED, OrderState.ANSWERED})


class Term(StrEnum):
    """How long the department has; the hall says how many working days each is."""

    SHORT = "short"
    LONG = "long"


TERM_SETTINGS = {Term.SHORT: "rectification_short_days", Term.LONG: "rectification_long_days"}
