"""Who bears the points of a fact? (Scheme, step 5.)

Whoever the fact names for the item's charge, if the sheet appraises that kind. Somebody known in
the period whom the sheet does not cover (excluded class, other group, another sheet for chiefs)
bears nothing on it; somebody who left keeps what is theirs.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from server.rules.appraisal.facts import Fact, Member
from server.rules.appraisal.lines import Line
from server.rules.appraisal.naming import PEOPLE
from server.rules.appraisal.served import is_covered
from server.rules.schemes.shape import Charge, Scheme, Sheet, Subject


@dataclass(frozen=True)
class Covered:
    """Who stands outside a sheet, and who served at each window."""

    outside: frozenset[int] = frozenset()
    at_window: Mapping[int, tuple[int, ...]] = field(default_factory=dict)


def covered(scheme: Scheme, sheet: Sheet, members: Iterable[Member]) -> Covered:
    """The coverage of a sheet of that version over the members of a period."""
    outside, at_window = set(), defaultdict(list)
    for member in members:
        if not _is_of_kind(sheet, member):
            continue
        if not is_covered(scheme, sheet, member):
            outside.add(member.who.id)
        elif sheet.subject in PEOPLE:
            for window in member.windows:
                at_window[window].append(member.who.id)
    return Covered(frozenset(outside), {key: tuple(ids) for key, ids in at_window.items()})


def charge(fact: Fact, line: Line, known: Covered) -> tuple[int, ...]:
    """The ids of those who bear the points on the line's sheet; empty: nobody known or covered."""
    if line.charge is Charge.MEMBERS:
        return known.at_window.get(fact.window_id or 0, ())
    bearer = line.names(fact)
    return () if bearer is None or bearer in known.outside else (bearer,)


def _is_of_kind(sheet: Sheet, member: Member) -> bool:
    subject = Subject.STAFF if sheet.subject is Subject.CHIEF else sheet.subject
    return member.who.subject is subject
