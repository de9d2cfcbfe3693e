"""Which closed words does attendance use?"""

from enum import StrEnum


class Direction(StrEnum):
    """Which way somebody signed; ``any`` where a machine does not tell in from out."""

    IN = "in"
    OUT = "out"
    ANY = "any"


class SignSource(StrEnum):
    """How a sign came: pressed on the page, read by a machine, entered by an officer."""

    PAGE = "page"
    MACHINE = "machine"
    ENTERED = "entered"


class LeaveKind(StrEnum):
    """请假种类, as the facts of a scheme name them."""

    PERSONAL = "personal"
    SICK = "sick"
    ANNUAL = "annual"
    OFFICIAL = "official"
    TRAINING = "training"
    MARRIAGE = "marriage"
    MATERNITY = "maternity"
    BEREAVEMENT = "bereavement"
    OTHER = "other"


class Procedure(StrEnum):
    """Whether leave was asked for as it should be."""

    DONE = "done"
    NONE = "none"
    FALSE = "false"


class RequestState(StrEnum):
    """Where a request for leave or official business stands."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Kept(StrEnum):
    """How a hall keeps attendance: not at all, by pressing on the page, or by a machine's file."""

    NONE = "none"
    PAGE = "page"
    MACHINE = "machine"


class Edge(StrEnum):
    """Which sign is missing."""

    IN = "in"
    OUT = "out"
    BOTH = "both"


class Purpose(StrEnum):
    """Why it may be missing: official business that nobody has approved, or nothing known."""

    NONE = "none"
    OFFICIAL = "official"


class Event(StrEnum):
    """What attendance states as facts."""

    LATE = "late"
    EARLY = "early"
    OFF_POST = "off_post"
    MISSING_SIGN = "missing_sign"
    ABSENT = "absent"
    LEAVE = "leave"


# Legal leave and work elsewhere leave somebody's full attendance (全勤) whole.
BREAKING_FULL = frozenset({LeaveKind.PERSONAL, LeaveKind.SICK, LeaveKind.OTHER})
