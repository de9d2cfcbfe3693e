"""Which items does a fact fit? (Scheme, step 4.)

Per sheet the first in file order, and those marked ``also`` beside it. A fact for which a person
picked an item fits that one alone. A rating or complaint fits an item that charges a person only
where a person was the cause, unless the scheme says why, in public (``cause_reason``).
"""

from collections.abc import Iterable, Mapping

from server.rules.appraisal.fitting import FOUND_SO, fits
from server.rules.appraisal.lines import Line
from server.rules.appraisal.recasting import Seen
from server.rules.cases.codes import ESTABLISHED, Cause

JUDGED_BY_CAUSE = frozenset({"rating", "complaint"})
"""The facts that say what they came from, and what was found."""


def match(seen: Seen, picked: str, lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines that the fact fits. ``picked``: the code of the item that a person picked."""
    taken: set[str] = set()
    matched = []
    for line in lines:
        if line.sheet.key in taken and not line.item.also:
            continue
        if _takes(line, seen.event, picked) and _fits(line, seen):
            matched.append(line)
            if not line.item.also:
                taken.add(line.sheet.key)
    return tuple(matched)


def is_personal(seen: Seen) -> bool:
    """Whether the fact, if it tells of a cause at all, came from a person."""
    return seen.event not in JUDGED_BY_CAUSE or seen.fields.get("cause") == Cause.PERSON


def _takes(line: Line, event: str, picked: str) -> bool:
    if picked:
        return line.item.code == picked and event in (line.item.when or (line.picked,))
    return event in line.item.when


def _fits(line: Line, seen: Seen) -> bool:
    if not fits(line.item.conditions, seen.fields):
        return False
    if seen.event not in JUDGED_BY_CAUSE:
        return True
    return _may_charge(line, seen) and _was_found(line, seen.fields)


def _may_charge(line: Line, seen: Seen) -> bool:
    named = _names(line, "cause") and bool(line.item.cause_reason)
    return not line.is_personal or named or is_personal(seen)


def _was_found(line: Line, fields: Mapping[str, object]) -> bool:
    return _names(line, "finding") or fields.get("finding") in {*ESTABLISHED, FOUND_SO}


def _names(line: Line, field: str) -> bool:
    return any(one.field == field for one in line.item.conditions)
