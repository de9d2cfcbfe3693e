"""The worked example of the scheme (design, section 4): five people, three months, as facts."""

from fractions import Fraction
from typing import Any

from server.packs.schemes import preset
from server.rules.appraisal.facts import Signed, Who
from server.rules.schemes.shape import Subject
from tests.appraisal_build import a_chief, a_group, an_adopted_scheme, figures, state
from tests.build import TestHall, a_hall, in_being_since

LI, WANG = "0137", "0138"
OTHERS = ("0139", "0140", "0141")
PEOPLE = (LI, WANG, *OTHERS)
VOLUMES = {
    "2026-01": ("6", "15/2", "8", "17/2", "9"),
    "2026-02": ("9", "17/2", "8", "17/2", "9"),
    "2026-03": ("10", "17/2", "8", "17/2", "9"),
}
ON_TIME = {"2026-01": "99/100", "2026-02": "1", "2026-03": "98/100"}


def a_worked_hall() -> TestHall:
    """The hall of the example with the facts of its first quarter; 李 is 0137, 王 0138."""
    place = a_hall(windows=("A01",), staff=PEOPLE)
    in_being_since("2025-12-01 08:00")
    a_chief(place, WANG)
    place = a_group(place, "permit")
    an_adopted_scheme(place, preset("district").text)
    for month, volumes in VOLUMES.items():
        by_person = dict(zip(PEOPLE, volumes, strict=True))
        figures(place, month, "weighted_applications_per_day", by_person)
        figures(place, month, "attended_days", dict.fromkeys(PEOPLE, 20))
        on_time: dict[str, Fraction | int | str] = dict.fromkeys(PEOPLE, 1)
        figures(place, month, "on_time_rate", on_time | {LI: ON_TIME[month]})
    _january(place)
    state(place, "late", "2026-02-05", chief=WANG, minutes=12)
    state(place, "late", "2026-03-05", chief=WANG, minutes=45)
    return place


def who(place: TestHall, staff: str) -> Who:
    """The subject that a person is."""
    return Who(Subject.STAFF, place.staff[staff])


def _january(place: TestHall) -> None:
    rating: dict[str, Any] = {"level": 1, "finding": "substantiated"}
    state(place, "late", "2026-01-06", chief=WANG, minutes=12)
    state(place, "leave", "2026-01-08", chief=WANG, days=1, kind="personal", procedure="done")
    state(place, "late", "2026-01-14", chief=WANG, minutes=30)
    state(place, "rating", "2026-01-16", chief=WANG, cause="person", **rating)
    state(place, "rating", "2026-01-19", chief=WANG, cause="rule", **rating)
    state(place, "off_post", "2026-01-20", chief=WANG, minutes=75)
    signed = Signed(Fraction(-3), has_reason=True, has_second=True)
    state(place, "application_fault", "2026-01-21", chief=WANG, what="error", signed=signed)
    state(place, "leave", "2026-01-22", chief=WANG, days=3, kind="personal", procedure="done")
    state(place, "overdue", "2026-01-28", chief=WANG, days=2)
    bonus = Signed(Fraction(2), has_reason=True, has_second=True)
    state(place, "bonus", "2026-01-30", item="D1", signed=bonus, is_approved=True)
    state(place, "bonus", "2026-01-31", item="D2", is_approved=False)
