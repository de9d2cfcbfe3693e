"""What does the engine know? Facts, people and figures of a span of time: plain values.

Where a fact has two days, ``happened_on`` chooses the version of the rule and ``established_on``
the month that bears the points (scheme, section 8).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from server.rules.schemes.shape import Subject

FieldValue = str | Fraction


@dataclass(frozen=True)
class Signed:
    """The points that a person set within a range: how many, why, and who signed with them."""

    value: Fraction
    has_reason: bool
    has_second: bool


@dataclass(frozen=True)
class Fact:
    """One thing that happened. The same id is the same happening.

    ``staff_id``, ``chief_id``, ``window_id``, ``department_id``: who and where, as frozen then;
    ``chief_id`` is the chief representative of that window or department at the time.
    ``examiner_id``: who bent the rule, for an ``examiner`` fact alone.
    ``item``: the code of the item that a person picked; empty where the event decides.
    ``excused``: the code of the reason why it does not count (official business, approved).
    ``known_on``: the day on which it was stated; None: when it was established.
    """

    id: str
    event: str
    happened_on: date
    established_on: date
    staff_id: int | None = None
    chief_id: int | None = None
    window_id: int | None = None
    department_id: int | None = None
    examiner_id: int | None = None
    fields: Mapping[str, FieldValue] = field(default_factory=dict)
    item: str = ""
    signed: Signed | None = None
    has_evidence: bool = False
    is_approved: bool = False
    excused: str = ""
    is_reversed: bool = False
    known_on: date | None = None


@dataclass(frozen=True, order=True)
class Who:
    """A subject of appraisal; for staff and chiefs the id is that of the member of staff."""

    subject: Subject
    id: int


@dataclass(frozen=True)
class Member:
    """Somebody or something appraised in a period, as it stood in that period.

    A person is always ``Who(STAFF, id)``; ``is_chief`` says that they are the chief representative.
    On a sheet for chiefs their results and entries are ``Who(CHIEF, id)``.
    ``windows``: where a person served, or which ones a department has. ``attended_days``: working
    days attended in the period, halves count; windows and departments have none (None).
    """

    who: Who
    group: str
    department_id: int
    staff_class: str = ""
    is_chief: bool = False
    windows: tuple[int, ...] = ()
    attended_days: Fraction | None = None


@dataclass(frozen=True)
class Figure:
    """One number of one subject and period, with its n. No data is no Figure, never nought."""

    value: Fraction
    n: int


Figures = Mapping[tuple[Who, str], Figure]
"""Per subject and name of the figure, as in ``(Who(STAFF, 7), "on_time_rate")``. The figures of a
person are under STAFF, of whatever sheet."""
