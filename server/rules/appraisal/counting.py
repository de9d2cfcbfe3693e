"""When is the n-th entry of some items, or the n-th fact of a kind, reached? (scheme, step 16.)"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from server.rules.appraisal.facts import Fact, Who
from server.rules.appraisal.history import History
from server.rules.appraisal.periods import Period
from server.rules.appraisal.results import Entry, EntryKind
from server.rules.months import Month
from server.rules.schemes.shape import ByEvent, ByItems, ChargeMonth, Scheme, Sheet, Span, Subject


@dataclass(frozen=True, order=True)
class Occurrence:
    """One thing that is counted: of whom, in which month, in the order of the facts."""

    who: Who
    month: Month
    happened_on: date
    fact_id: str
    sheet: str


@dataclass(frozen=True)
class Reached:
    """The n-th of somebody within a stretch, with those that led to it, in order."""

    who: Who
    month: Month
    sheet: str
    fact_ids: tuple[str, ...]


def nth(occurrences: Iterable[Occurrence], number: int, within: Span) -> list[Reached]:
    """Who reached that number in a stretch, once for each stretch."""
    stretches: dict[tuple[Who, Period], list[Occurrence]] = defaultdict(list)
    for one in sorted(occurrences):
        stretches[one.who, Period.around(one.month, within)].append(one)
    return [
        Reached(
            who,
            found[number - 1].month,
            found[number - 1].sheet,
            tuple(one.fact_id for one in found[:number]),
        )
        for (who, _), found in stretches.items()
        if len(found) >= number
    ]


def of_items(trigger: ByItems, history: History) -> Iterable[Occurrence]:
    """The own entries of those items or categories; what a free allowance covered is none."""
    happened = {fact.id: fact.happened_on for fact in history.facts}
    for entry in history.entries:
        if {entry.item, entry.category} & set(trigger.items) and _counts(entry):
            day = happened.get(entry.fact_id, date.min)
            yield Occurrence(entry.who, entry.month, day, entry.fact_id, entry.sheet)


def of_event(
    trigger: ByEvent, sheet: Sheet, scheme: Scheme, history: History
) -> Iterable[Occurrence]:
    """The facts of that kind that count: not reversed, excused or waiting for somebody.

    They are counted for the subject of the sheet; a fact that names none, for its window or
    department.
    """
    for fact in history.facts:
        who = _concerned(fact, sheet.subject)
        if fact.event == trigger.event and who is not None and _stands(fact, history):
            month = _month_of(fact, scheme)
            yield Occurrence(who, month, fact.happened_on, fact.id, sheet.key)


def _counts(entry: Entry) -> bool:
    return entry.kind is EntryKind.OWN and entry.computation.units > 0


def _stands(fact: Fact, history: History) -> bool:
    return not fact.is_reversed and not fact.excused and fact.id not in history.waiting


def _concerned(fact: Fact, subject: Subject) -> Who | None:
    known = {
        Subject.STAFF: fact.staff_id,
        Subject.CHIEF: fact.chief_id,
        Subject.WINDOW: fact.window_id,
        Subject.DEPARTMENT: fact.department_id,
    }
    order = (subject, Subject.WINDOW, Subject.DEPARTMENT)
    found = ((one, known[one]) for one in order)
    return next((Who(one, who_id) for one, who_id in found if who_id is not None), None)


def _month_of(fact: Fact, scheme: Scheme) -> Month:
    established = scheme.charge_month is ChargeMonth.ESTABLISHED
    day = fact.established_on if established else fact.happened_on
    return Month(day.year, day.month)
