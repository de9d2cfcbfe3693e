"""Which facts does attendance state, and what of those stated before no longer holds?

A fact is named by person, day, event and place within the day, and by how often that was stated
before: what is learned better reverses the old fact and states another one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from server.rules.appraisal.facts import FieldValue
from server.rules.attendance.day import DayOutcome, Happening
from server.rules.attendance.leaves import KnownLeave, half_days
from server.rules.attendance.words import Event
from server.rules.months import Month
from server.rules.working_days import Calendar

SHORT = {
    Event.LATE: "late",
    Event.EARLY: "early",
    Event.OFF_POST: "off",
    Event.MISSING_SIGN: "sign",
    Event.ABSENT: "absent",
    Event.LEAVE: "leave",
}


@dataclass(frozen=True)
class WantedFact:
    """A fact as attendance sees it now; ``base`` names the happening without its count."""

    base: str
    event: Event
    staff_id: int
    day: date
    fields: Mapping[str, FieldValue] = field(default_factory=dict)
    window_id: int | None = None
    number: str = ""


@dataclass(frozen=True)
class StatedFact:
    """A fact stated before: its name, what it said, whether it was reversed and by whom.

    ``is_settled``: reversed for another reason than that the source changed (an upheld appeal);
    what a person has decided is not stated anew.
    """

    dedupe: str
    fields: Mapping[str, FieldValue]
    is_reversed: bool = False
    is_settled: bool = False


@dataclass(frozen=True)
class Restated:
    """What to do: facts to state, under their names, and names of facts to reverse."""

    stated: tuple[tuple[str, WantedFact], ...]
    reversed: tuple[str, ...]


def base_of(dedupe: str) -> str:
    """The happening that a fact's name means."""
    return dedupe.rpartition("/")[0]


def day_facts(staff_id: int, day: date, outcome: DayOutcome) -> Iterator[WantedFact]:
    """The facts of one person's day."""
    for one in outcome.happenings:
        base = f"att/{staff_id}/{day:%Y%m%d}/{SHORT[one.event]}/{one.key}"
        yield WantedFact(
            base, one.event, staff_id, day, _fields(one), one.window_id, day.isoformat()
        )


def leave_facts(leave: KnownLeave, calendar: Calendar, month: Month) -> Iterator[WantedFact]:
    """The fact of an approved leave in a month: its working days there, halves count.

    It happened on its first day in that month. A leave that takes no working day states nothing.
    """
    halves = half_days(leave.span, calendar, month)
    first = next(
        (day for day in leave.span.days() if Month(day.year, day.month) == month), leave.span.to_on
    )
    if halves:
        yield WantedFact(
            f"att/leave/{leave.number}/{month}",
            Event.LEAVE,
            leave.staff_id,
            first,
            {
                "days": Fraction(halves, 2),
                "kind": leave.kind.value,
                "procedure": leave.procedure.value,
            },
            number=leave.number,
        )


def restate(wanted: Iterable[WantedFact], stated: Sequence[StatedFact]) -> Restated:
    """What to state and what to reverse, so that what holds is what is wanted now.

    ``stated``: every fact of attendance of the same people and days, reversed ones too, in the
    order in which they were stated. Wanting the same again does nothing.
    """
    before: dict[str, list[StatedFact]] = {}
    for fact in stated:
        before.setdefault(base_of(fact.dedupe), []).append(fact)
    to_state, kept = [], set()
    for want in wanted:
        known = before.get(want.base, [])
        same = next((one for one in known if _holds(one, want)), None)
        if same:
            kept.add(same.dedupe)
        else:
            to_state.append((f"{want.base}/{len(known)}", want))
    gone = tuple(fact.dedupe for fact in stated if not fact.is_reversed and fact.dedupe not in kept)
    return Restated(tuple(to_state), gone)


def _holds(stated: StatedFact, want: WantedFact) -> bool:
    """Whether the fact says what is wanted and stands, or was taken back by a person's decision."""
    is_same = dict(stated.fields) == dict(want.fields)
    return is_same and (stated.is_settled or not stated.is_reversed)


def _fields(one: Happening) -> dict[str, FieldValue]:
    match one.event:
        case Event.MISSING_SIGN:
            return {"edge": one.edge or "", "purpose": one.purpose or ""}
        case Event.ABSENT:
            return {"half_days": Fraction(one.quantity), "days": Fraction(one.quantity, 2)}
        case _:
            return {"minutes": Fraction(one.quantity)}
