"""May a rating be set aside after review, by whom, and what goes with it?

Nothing is deleted: the rating stays as it is, and is counted openly as set aside with the
reason (domain, cases). Two different people decide; neither is whom it is about, nor leads them.
"""

from dataclasses import dataclass

from server.errors import NotImpartial, SamePerson, StepNotAllowed
from server.rules.accounts.impartial import Concerned, bar_of
from server.rules.accounts.roles import Actor, Permission
from server.rules.cases.codes import ExclusionReason
from server.rules.guards import SetAside

LONGEST_WORDS = 500

# Whoever lied once lied twice, and an upheld appeal is about the visit. But a mistaken first
# rating is put right by a second one, which therefore stays.
TAKES_SECOND = frozenset({ExclusionReason.MALICIOUS, ExclusionReason.APPEAL_UPHELD})

MAY_PROPOSE = (Permission.HANDLE_CASES, Permission.DECIDE_APPEALS)
MAY_DECIDE = Permission.DECIDE_PROPOSALS

Aside = SetAside | ExclusionReason


@dataclass(frozen=True)
class Reviewed:
    """What a rating is when somebody wants it set aside.

    ``set_aside``: the reason why it is not counted already, '' when it counts. ``is_waiting``:
    an exclusion of it waits for a second person.
    """

    concerned: Concerned
    set_aside: str
    is_waiting: bool = False


def check_proposal(actor: Actor, reviewed: Reviewed) -> None:
    """Raises StepNotAllowed or NotImpartial unless the person may propose it, once."""
    hall_id = reviewed.concerned.hall_id
    is_allowed = any(actor.may(permission, hall_id) for permission in MAY_PROPOSE)
    if not is_allowed or reviewed.set_aside or reviewed.is_waiting:
        raise StepNotAllowed(step="propose_exclusion")
    _check_near(actor, reviewed)


def check_decision(actor: Actor, reviewed: Reviewed, *, asked_by: int) -> None:
    """Raises StepNotAllowed, SamePerson or NotImpartial unless the person may be the second one."""
    if not actor.may(MAY_DECIDE, reviewed.concerned.hall_id):
        raise StepNotAllowed(step="decide_exclusion")
    if actor.account_id == asked_by:
        raise SamePerson(name=actor.name)
    _check_near(actor, reviewed)


def aside_of(code: str) -> Aside:
    """The reason of that code. Raises ValueError for a code that is none."""
    is_reviewed = code in set(ExclusionReason)
    return ExclusionReason(code) if is_reviewed else SetAside(code)


def _check_near(actor: Actor, reviewed: Reviewed) -> None:
    bar = bar_of(actor, reviewed.concerned)
    if bar is not None:
        raise NotImpartial(bar=bar)
