"""How long does the month of a large hall take the engine of the appraisal?"""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from server.actions.appraisal.uncollected import uncollected
from server.packs.schemes import preset
from server.rules.appraisal.compute import compute
from server.rules.appraisal.facts import Fact, FieldValue, Figure, Figures, Member, Who
from server.rules.appraisal.inputs import Inputs
from server.rules.appraisal.periods import Period
from server.rules.appraisal.results import Computed
from server.rules.schemes.shape import Subject

MOST_SECONDS = 3.0
SCHEME = "district"
DAYS = 31
MONTH = Period.parse("2026-01")
GROUPS = ("general", "permit", "utility")
STAFF_IN_DEPARTMENT = 10
SEED = 20260126
FIGURES = {"weighted_applications_per_day": (2, 12, 4), "on_time_rate": (90, 100, 100)}
PERSON: dict[str, FieldValue] = {"cause": "person", "finding": "substantiated"}


@dataclass(frozen=True)
class Size:
    """So many people, each with so many facts in the month."""

    staff: int
    each: int
    rounds: int


SMALL = Size(staff=100, each=50, rounds=1)
FULL = Size(staff=2_000, each=200, rounds=3)


def measure(size: Size) -> dict[str, float]:
    """Seconds of processor time (best of the rounds) for one month, and what came of it."""
    inputs = a_hall(size)
    found, seconds = Computed(MONTH, ""), []
    for _ in range(size.rounds):
        start = time.process_time()
        with uncollected():
            found = compute(MONTH, inputs)
        seconds.append(time.process_time() - start)
    return {
        "seconds": min(seconds),
        "facts": float(len(inputs.facts)),
        "entries": float(len(found.entries)),
        "results": float(len(found.results)),
    }


def a_hall(size: Size) -> Inputs:
    """People in groups and departments, with facts of every kind, ordered as the database gives."""
    chance = random.Random(SEED)  # noqa: S311 - a repeatable hall, no secret
    facts = [
        _fact(chance, number * size.staff + staff, staff, day=1 + number * DAYS // size.each)
        for number in range(size.each)
        for staff in range(size.staff)
    ]
    members = tuple(_member(number) for number in range(size.staff))
    return Inputs((preset(SCHEME).scheme,), members, tuple(facts), figures=_figures(chance, size))


def _member(number: int) -> Member:
    return Member(
        Who(Subject.STAFF, number),
        GROUPS[number % len(GROUPS)],
        _department(number),
        is_chief=number % STAFF_IN_DEPARTMENT == 0,
        attended_days=Fraction(20),
    )


def _figures(chance: random.Random, size: Size) -> Figures:
    return {
        (Who(Subject.STAFF, number), name): Figure(Fraction(chance.randint(low, high), parts), 100)
        for number in range(size.staff)
        for name, (low, high, parts) in FIGURES.items()
    }


def _fact(chance: random.Random, number: int, staff: int, *, day: int) -> Fact:
    event, fields, item = chance.choice(list(_kinds(chance)))
    happened = date(2026, 1, day)
    return Fact(
        id=f"{number:08}",
        event=event,
        happened_on=happened,
        established_on=happened,
        staff_id=staff,
        chief_id=_department(staff) * STAFF_IN_DEPARTMENT,
        window_id=staff,
        department_id=_department(staff),
        fields=fields,
        item=item,
        has_evidence=True,
    )


def _kinds(chance: random.Random) -> Iterator[tuple[str, dict[str, FieldValue], str]]:
    minutes: dict[str, FieldValue] = {"minutes": Fraction(chance.randint(1, 90))}
    days: dict[str, FieldValue] = {"days": Fraction(chance.randint(1, 3))}
    for event in ("late", "early", "off_post"):
        yield event, minutes, ""
    yield "overdue", days, ""
    yield "leave", {**days, "kind": "personal", "procedure": "done"}, ""
    yield "rating", {"level": Fraction(1), **PERSON}, ""
    yield "application_fault", {"what": "not_told_once"}, ""
    for item in ("B1", "B2"):
        yield "finding", {}, item
    yield "missing_sign", {}, ""


def _department(staff: int) -> int:
    return staff // STAFF_IN_DEPARTMENT
