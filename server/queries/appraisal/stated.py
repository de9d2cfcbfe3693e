"""Which facts and figures did the sources state, as the engine reads them?"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, tzinfo
from fractions import Fraction
from typing import Any

from sqlalchemy import Row, select

from server.db import session
from server.models.appraisal import Fact as FactRow
from server.models.appraisal import FactReversal
from server.models.scores import MonthFigure
from server.rules.appraisal.facts import Fact, FieldValue, Figure, Figures, Signed, Who
from server.rules.appraisal.longer_figures import figures_of_months
from server.rules.appraisal.periods import Period
from server.rules.months import Month, day_of
from server.rules.schemes.words import Subject

AT_ONCE = 10_000
COLUMNS = (
    FactRow.id,
    FactRow.event,
    FactRow.happened_on,
    FactRow.established_on,
    FactRow.staff_id,
    FactRow.chief_id,
    FactRow.window_id,
    FactRow.department_id,
    FactRow.examiner_id,
    FactRow.fields,
    FactRow.item,
    FactRow.value,
    FactRow.has_reason,
    FactRow.has_second,
    FactRow.has_evidence,
    FactRow.is_approved,
    FactRow.excused,
    FactRow.entered_at,
    FactReversal.fact_id.is_not(None).label("is_reversed"),
)


def facts_between(
    hall_id: int, first_on: date, last_on: date, *, zone: tzinfo | None = None
) -> tuple[Fact, ...]:
    """The facts established from one day to another, both included; reversed ones are marked.

    With the zone of the hall they say on which day they were entered, too.
    """
    asked = (
        select(*COLUMNS)
        .outerjoin(
            FactReversal,
            (FactReversal.hall_id == FactRow.hall_id) & (FactReversal.fact_id == FactRow.id),
        )
        .where(FactRow.hall_id == hall_id, FactRow.established_on.between(first_on, last_on))
        .order_by(FactRow.happened_on, FactRow.id)
    )
    rows = session.execute(asked.execution_options(yield_per=AT_ONCE))
    if zone is None:
        return tuple(_fact(row) for row in rows)
    return tuple(replace(_fact(row), known_on=day_of(row.entered_at, zone)) for row in rows)


def figures_of(hall_id: int, period: Period) -> Figures:
    """The figures of the period, from those given for its months."""
    return figures_of_months(monthly_figures(hall_id, period.months()).values())


def monthly_figures(hall_id: int, months: Iterable[Month]) -> Mapping[str, Figures]:
    """The figures given for each of the months; a month without any is not among them."""
    rows = session.execute(
        select(
            MonthFigure.month,
            MonthFigure.subject,
            MonthFigure.subject_id,
            MonthFigure.figure,
            MonthFigure.value,
            MonthFigure.n,
        ).where(
            MonthFigure.hall_id == hall_id,
            MonthFigure.month.in_([str(month) for month in months]),
        )
    )
    given: dict[str, dict[tuple[Who, str], Figure]] = {}
    for month, subject, subject_id, name, value, n in rows:
        of_month = given.setdefault(month, {})
        of_month[Who(Subject(subject), subject_id), name] = Figure(Fraction(value), n)
    return given


def _fact(row: Row[*tuple[Any, ...]]) -> Fact:
    signed = Signed(Fraction(row.value), row.has_reason, row.has_second) if row.value else None
    return Fact(
        id=str(row.id),
        event=row.event,
        happened_on=row.happened_on,
        established_on=row.established_on,
        staff_id=row.staff_id,
        chief_id=row.chief_id,
        window_id=row.window_id,
        department_id=row.department_id,
        examiner_id=row.examiner_id,
        fields=_fields(row.fields),
        item=row.item,
        signed=signed,
        has_evidence=row.has_evidence,
        is_approved=row.is_approved,
        excused=row.excused,
        is_reversed=row.is_reversed,
    )


def _fields(text: str) -> Mapping[str, FieldValue]:
    if text == "{}":  # most facts of a hall: worth not asking the parser
        return {}
    return {key: _value(one) for key, one in json.loads(text).items()}


def _value(written: Any) -> FieldValue:
    return Fraction(written["number"]) if isinstance(written, dict) else str(written)
