"""Who bears the points of a fact? (Scheme, step 5.)

Whoever the fact names for the item's charge, if the sheet appraises that kind. Somebody known in
the period whom the sheet does not cover (excluded class, other group, another sheet for chiefs)
bears nothing on it; somebody who left keeps what is theirs.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from server.rules.appraisal.facts import Fact, Member
from server.rules.appraisal.served import is_covered
from server.rules.schemes.shape import Charge, Scheme, Sheet, Subject

PEOPLE = frozenset({Subject.STAFF, Subject.CHIEF})
_BEARERS: Mapping[Charge, frozenset[Subject]] = {
    Charge.PERSON: PEOPLE,
    Charge.CHIEF: PEOPLE,
    Charge.MEMBERS: PEOPLE,
    Charge.EXAMINER: PEOPLE,
    Charge.WINDOW: frozenset({Subject.WINDOW}),
    Charge.DEPARTMENT: frozenset({Subject.DEPARTMENT}),
}
_NAMED: Mapping[Charge, Callable[[Fact], int | None]] = {
    Charge.PERSON: lambda fact: fact.staff_id,
    Charge.CHIEF: lambda fact: fact.chief_id,
    Charge.MEMBERS: lambda _: None,
    Charge.EXAMINER: lambda fact: fact.examiner_id,
    Charge.WINDOW: lambda fact: fact.window_id,
    Charge.DEPARTMENT: lambda fact: fact.department_id,
}


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


def charge(fact: Fact, how: Charge, sheet: Sheet, known: Covered) -> tuple[int, ...]:
    """The ids of those who bear the points on that sheet; nobody: no one is known or covered."""
    if sheet.subject not in _BEARERS[how]:
        return ()
    if how is Charge.MEMBERS:
        return known.at_window.get(fact.window_id or 0, ())
    bearer = named(fact, how)
    return () if bearer is None or bearer in known.outside else (bearer,)


def named(fact: Fact, how: Charge) -> int | None:
    """Whom the fact names for that charge; several (``members``) are named by nobody."""
    return _NAMED[how](fact)


def _is_of_kind(sheet: Sheet, member: Member) -> bool:
    subject = Subject.STAFF if sheet.subject is Subject.CHIEF else sheet.subject
    return member.who.subject is subject
