"""Whom and what can a source's file name, and which months are closed to it?"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import select

from server.db import session
from server.models.registry import Department, Matter, Staff, Window
from server.models.scores import AppraisalPeriod
from server.queries.registry.halls import Hall
from server.queries.registry.hours import national_calendar
from server.rules.appraisal.states import PeriodState
from server.rules.cells import folded
from server.rules.months import day_of
from server.rules.sources.known import Known, KnownMatter, KnownWindow
from server.rules.sources.reading import Words
from server.rules.sources.words import CLOSED_LISTS
from server.texts import LANGUAGES, say

# Registers of halls and the shipped schemes write the fault both ways.
ALSO_CALLED = {"faults": {"未一次性告知": "not_told_once"}}
SIGNED = (PeriodState.SIGNED, PeriodState.FINAL)
MONTH_LENGTH = len("2026-11")


def known_in(hall: Hall, now: datetime) -> Known:
    """What rows can name in that hall now."""
    windows = session.execute(
        select(Window.number, Window.id, Window.department_id).where(Window.hall_id == hall.id)
    ).all()
    matters = session.execute(
        select(Matter.code, Matter.id, Matter.difficulty).where(Matter.hall_id == hall.id)
    ).all()
    people = select(Staff.number, Staff.name, Staff.id).where(Staff.hall_id == hall.id)
    parts = select(Department.code, Department.name, Department.id).where(
        Department.hall_id == hall.id
    )
    return Known(
        windows={folded(number): KnownWindow(one, of) for number, one, of in windows},
        staff=_by_number_or_name(session.execute(people).all()),
        matters={folded(code): KnownMatter(one, rank) for code, one, rank in matters},
        departments=_by_number_or_name(session.execute(parts).all()),
        signed=signed_months(hall.id),
        calendar=national_calendar(),
        today=day_of(now, hall.zone),
    )


def signed_months(hall_id: int) -> frozenset[str]:
    """The months of which some revision was signed: their figures stand."""
    periods = session.scalars(
        select(AppraisalPeriod.period).where(
            AppraisalPeriod.hall_id == hall_id, AppraisalPeriod.state.in_(SIGNED)
        )
    )
    return frozenset(period for period in periods if is_month(period))


def window_names(hall_id: int) -> Mapping[int, str]:
    """The number of each window of the hall by its id."""
    rows = session.execute(select(Window.id, Window.number).where(Window.hall_id == hall_id))
    return {row[0]: row[1] for row in rows}


def is_month(period: str) -> bool:
    """Whether the period's name is a month's: quarters and years have others."""
    return len(period) == MONTH_LENGTH and period[-2:].isdigit() and "-" in period


def chiefs_of(hall_id: int, day: date) -> Mapping[int, int]:
    """The chief representative of each department on that day; of several the first number."""
    rows = session.execute(
        select(Staff.department_id, Staff.id, Staff.closed_on)
        .where(Staff.hall_id == hall_id, Staff.is_chief.is_(True))
        .order_by(Staff.number.desc())
    )
    return {
        department_id: staff_id
        for department_id, staff_id, closed_on in rows
        if closed_on is None or closed_on > day
    }


def closed_words() -> Words:
    """The closed lists by name: words of both languages, the codes, and what schemes call them."""
    return {
        name: {folded(code): code for code in codes}
        | {folded(say(f"source.{name}_{code}", lang)): code for code in codes for lang in LANGUAGES}
        | {word: code for word, code in ALSO_CALLED.get(name, {}).items() if code in codes}
        for name, codes in CLOSED_LISTS.items()
    }


def _by_number_or_name(rows: Iterable[tuple[str, str, int]]) -> Mapping[str, int]:
    """The ids by number, and by a name that only one has and that is nobody's number."""
    found = list(rows)
    names = Counter(folded(name) for _, name, _ in found)
    by_name = {folded(name): one for _, name, one in found if names[folded(name)] == 1}
    return by_name | {folded(number): one for number, _, one in found}
