"""May this person decide about that one, or do they stand too near?"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from server.rules.accounts.roles import Actor, Role


@dataclass(frozen=True)
class Concerned:
    """Whom a matter is about: a member of staff (None: nobody) and the departments that answer.

    ``people`` are the staff members of those departments.
    """

    hall_id: int
    staff_id: int | None
    departments: frozenset[int]
    people: frozenset[int] = frozenset()


class Bar(StrEnum):
    """Why somebody may not decide."""

    OWN = "own"  # it is about themselves
    LINE = "line"  # they lead whom it is about
    COLLEAGUE = "colleague"  # they work in the same department
    TOOK_PART = "took_part"


def bar_of(actor: Actor, concerned: Concerned, *, took_part: Collection[int] = ()) -> Bar | None:
    """The first reason why the person may not decide; None when they may.

    The same people stay out of a case (``rules.cases.guards``). ``took_part``: the ids of the
    accounts that had a hand in what is looked at again. A head's role without a department leads
    the whole hall (domain, cases: neither the accused nor their line, and somebody apart).
    """
    checks = (
        (Bar.OWN, concerned.staff_id is not None and actor.staff_id == concerned.staff_id),
        (Bar.LINE, _leads(actor, concerned)),
        (Bar.COLLEAGUE, actor.staff_id in concerned.people),
        (Bar.TOOK_PART, actor.account_id in took_part),
    )
    return next((bar for bar, applies in checks if applies), None)


def _leads(actor: Actor, concerned: Concerned) -> bool:
    return any(
        grant.role is Role.DEPARTMENT_HEAD
        and grant.hall_id in {None, concerned.hall_id}
        and (grant.department_id is None or grant.department_id in concerned.departments)
        for grant in actor.grants
    )
