"""Which duties of a roster cannot both be true?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from server.rules.attribution import Conflict, Duty, overlaps
from server.rules.registry.rows import Place, RowProblem
from server.rules.registry.stored import RosterDuty

# Each conflict shows up among the duties of one person or of one window, so each is looked for
# where few duties run at once: a year of a large hall is then a matter of a second.
OF_ONE_PERSON = {Conflict.TWO_WINDOWS, Conflict.TWICE}
OF_ONE_WINDOW = {Conflict.UNMARKED_SHARING}


def roster_conflicts(
    duties: Iterable[RosterDuty],
    places: Mapping[RosterDuty, Place],
    shared_windows: frozenset[str],
) -> list[RowProblem]:
    """Every two duties that contradict each other, told once for each two rows.

    ``places`` says which row a duty comes from; two stored duties are not the workbook's fault.
    """
    found: dict[tuple[object, ...], RowProblem] = {}
    for conflict, first, second in _pairs(duties, shared_windows):
        late, other = (second, first) if second in places else (first, second)
        if late in places:
            key = (conflict, places[late], places.get(other))
            found.setdefault(key, _told(conflict, late, other, places))
    return list(found.values())


def _pairs(
    duties: Iterable[RosterDuty], shared_windows: frozenset[str]
) -> Iterator[tuple[Conflict, RosterDuty, RosterDuty]]:
    by_person, by_window = defaultdict(list), defaultdict(list)
    for duty in sorted(duties, key=lambda each: (each.starts_at, each.window, each.staff)):
        by_person[duty.staff].append(duty)
        by_window[duty.window].append(duty)
    for group in by_person.values():
        yield from _of_group(group, shared_windows, OF_ONE_PERSON)
    for group in by_window.values():
        yield from _of_group(group, shared_windows, OF_ONE_WINDOW)


def _of_group(
    group: list[RosterDuty], shared_windows: frozenset[str], wanted: set[Conflict]
) -> Iterator[tuple[Conflict, RosterDuty, RosterDuty]]:
    """The conflicts of a few duties; attribution knows people and windows by number."""
    people = {name: at for at, name in enumerate(sorted({duty.staff for duty in group}))}
    windows = {name: at for at, name in enumerate(sorted({duty.window for duty in group}))}
    plain = {
        Duty(people[d.staff], windows[d.window], d.starts_at, d.ends_at, d.source): d for d in group
    }
    shared = frozenset(at for name, at in windows.items() if name in shared_windows)
    for overlap in overlaps(plain, shared_windows=shared):
        if overlap.conflict in wanted:
            yield overlap.conflict, plain[overlap.first], plain[overlap.second]


def _told(
    conflict: Conflict, late: RosterDuty, other: RosterDuty, places: Mapping[RosterDuty, Place]
) -> RowProblem:
    place = places.get(other)
    where: dict[str, str | int] = (
        {"other_sheet": place.sheet, "other_row": place.row} if place else {}
    )
    data: dict[str, str | int] = {
        "window": other.window,
        "staff": other.staff,
        "right": shown_times(other),
        "found": shown_times(late),
        **where,
    }
    kind = "row" if place else "stored"
    return RowProblem(places[late], "", f"registry.overlap_{conflict}_{kind}", data)


def shown_times(duty: RosterDuty) -> str:
    """When the duty is, as one would write it: 2026-11-02 09:00-12:00."""
    start = f"{duty.starts_at:%Y-%m-%d %H:%M}"
    if duty.ends_at is None:
        return f"{start}-"
    is_same_day = duty.ends_at.date() == duty.starts_at.date()
    return (
        f"{start}-{duty.ends_at:%H:%M}" if is_same_day else f"{start}-{duty.ends_at:%Y-%m-%d %H:%M}"
    )
