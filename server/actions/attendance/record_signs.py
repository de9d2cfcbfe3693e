"""An attendance machine tells of signs as they happen: all of them are taken, or none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from server.actions.attendance.signing import NewSign, add_sign
from server.db import transaction
from server.errors import FormProblems, Problem
from server.queries.attendance.incoming import people_by_number
from server.queries.registry.halls import Hall
from server.rules.attendance.file import OLDEST_DAYS, KnownPerson
from server.rules.attendance.words import Direction, SignSource
from server.rules.cells import folded
from server.rules.months import day_of

# The clocks of machine and server may stand a little apart.
AHEAD = timedelta(minutes=5)


@dataclass(frozen=True)
class ToldSign:
    """A machine says: this staff number signed then (with zone), that way."""

    staff_number: str
    moment: datetime
    direction: Direction


def record_signs(hall: Hall, told: Sequence[ToldSign], *, by: str, now: datetime) -> int:
    """A machine tells of signs; how many were new. What it told before changes nothing.

    Days are assessed by night. Raises FormProblems with everything that is wrong, each under the
    number of its sign (``signs.0.staff``); then none was taken.
    """
    people = people_by_number(hall.id)
    problems = tuple(_problems(hall, told, people, now))
    if problems:
        raise FormProblems(problems)
    with transaction() as session:
        return sum(add_sign(session, hall.id, _sign(one, people), by, now) for one in told)


def _problems(
    hall: Hall, told: Sequence[ToldSign], people: Mapping[str, KnownPerson], now: datetime
) -> Iterator[Problem]:
    for at, one in enumerate(told):
        person = people.get(folded(one.staff_number))
        day = day_of(one.moment, hall.zone)
        data: dict[str, str | int] = {"found": day.isoformat()}
        if person is None:
            found = {"found": one.staff_number}
            yield Problem(f"signs.{at}.staff", "attendance.unknown_staff", found)
        elif person.closed_on and day >= person.closed_on:
            left = {**data, "right": person.closed_on.isoformat()}
            yield Problem(f"signs.{at}.at", "attendance.has_left", left)
        if one.moment > now + AHEAD:
            yield Problem(f"signs.{at}.at", "attendance.day_ahead", data)
        if one.moment < now - timedelta(days=OLDEST_DAYS):
            yield Problem(f"signs.{at}.at", "attendance.day_too_old", {**data, "most": OLDEST_DAYS})


def _sign(one: ToldSign, people: Mapping[str, KnownPerson]) -> NewSign:
    person = people[folded(one.staff_number)]
    moment = one.moment.replace(microsecond=0)
    return NewSign(person.id, moment, one.direction, SignSource.MACHINE)
