"""Who serves at a window at a moment, and is the hall open then?"""

from dataclasses import dataclass
from datetime import datetime

from server.queries.registry.duties import duties_around
from server.queries.registry.halls import Hall
from server.queries.registry.hours import hall_facts
from server.rules.attribution import on_duty
from server.rules.hall_settings import YES
from server.rules.months import day_of
from server.rules.opening import is_open


@dataclass(frozen=True)
class PersonServing:
    """Somebody on duty as citizens may see them; ``name`` is empty unless the hall shows names."""

    number: str
    name: str


@dataclass(frozen=True)
class Serving:
    """The people on duty at a moment, in the order of their numbers, and whether it is open."""

    people: tuple[PersonServing, ...]
    is_open: bool


def serving(hall: Hall, window_id: int, moment: datetime) -> Serving:
    """Who serves at the window at that moment (with its zone)."""
    facts = hall_facts(hall.id, hall.registry_version)
    day = day_of(moment, hall.zone)
    shows_names = facts.setting("staff_name_shown", day) == YES
    duties = duties_around(hall.id, window_id, moment)
    present = on_duty(moment, [each.duty for each in duties])
    people = {
        each.staff_number: PersonServing(each.staff_number, each.staff_name if shows_names else "")
        for each in duties
        if each.duty.staff_id in present
    }
    kind = facts.calendar.kind_of(day)
    open_now = is_open(moment, hall.zone, hours=facts.hours, day_kind=kind)
    return Serving(tuple(people[number] for number in sorted(people)), open_now)
