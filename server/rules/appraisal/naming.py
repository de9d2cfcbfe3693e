"""Whom does a fact name for a charge?"""

from collections.abc import Callable, Mapping
from operator import attrgetter

from server.rules.appraisal.facts import Fact
from server.rules.schemes.shape import Charge, Subject

PEOPLE = frozenset({Subject.STAFF, Subject.CHIEF})
Namer = Callable[[Fact], int | None]

_NAMED: Mapping[Charge, tuple[frozenset[Subject], Namer]] = {
    Charge.PERSON: (PEOPLE, attrgetter("staff_id")),
    Charge.CHIEF: (PEOPLE, attrgetter("chief_id")),
    Charge.EXAMINER: (PEOPLE, attrgetter("examiner_id")),
    Charge.WINDOW: (frozenset({Subject.WINDOW}), attrgetter("window_id")),
    Charge.DEPARTMENT: (frozenset({Subject.DEPARTMENT}), attrgetter("department_id")),
    Charge.MEMBERS: (frozenset(), attrgetter("staff_id")),  # several, whom the fact does not name
}


def can_bear(charge: Charge, subject: Subject) -> bool:
    """Whether a sheet for that subject appraises the one whom the charge names."""
    return subject in _NAMED[charge][0]


def namer(charge: Charge, subject: Subject) -> Namer:
    """Who is named for the charge on a sheet for that subject; nobody where it has none such."""
    return _NAMED[charge][1] if can_bear(charge, subject) else _nobody


def _nobody(_: Fact) -> None:
    return None
