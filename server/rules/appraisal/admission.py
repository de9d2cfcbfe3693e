"""Does a fact count already, and if not, what does it wait for? (Scheme, step 2.)"""

from collections.abc import Iterable
from fractions import Fraction
from operator import attrgetter

from server.rules.appraisal.facts import Fact
from server.rules.appraisal.results import WaitingReason
from server.rules.schemes.shape import Item, PointRange


def admitted(facts: Iterable[Fact]) -> list[Fact]:
    """The facts that hold, each once, in the order of the days they happened and their ids."""
    standing = {fact.id: fact for fact in facts if not fact.is_reversed}
    # Two stable sorts are cheaper than one by a pair: most facts come nearly in order.
    by_id = sorted(standing.values(), key=attrgetter("id"))
    by_id.sort(key=attrgetter("happened_on"))
    return by_id


def waits_for(fact: Fact, item: Item) -> WaitingReason | None:
    """What keeps the fact from counting by this item; None: nothing."""
    if fact.excused:
        return WaitingReason.EXCUSED
    unsigned = _unsigned(fact, item.points) if isinstance(item.points, PointRange) else None
    if unsigned is not None:
        return unsigned
    if item.approve and not fact.is_approved:
        return WaitingReason.NOT_APPROVED
    if item.evidence and not fact.has_evidence:
        return WaitingReason.NO_EVIDENCE
    return None


def _unsigned(fact: Fact, allowed: PointRange) -> WaitingReason | None:
    """What is missing of a value that a person sets within a range: both ends are allowed."""
    signed = fact.signed
    if signed is None:
        return WaitingReason.NO_VALUE
    if not is_within(signed.value, allowed):
        return WaitingReason.OUT_OF_RANGE
    if not signed.has_reason:
        return WaitingReason.NO_REASON
    return None if signed.has_second else WaitingReason.NO_SECOND


def is_within(value: Fraction, allowed: PointRange) -> bool:
    """Whether the value lies between the ends, both included."""
    return allowed.low <= value <= allowed.high
