"""What does one fact come to, whoever bears it and whatever came before? (Scheme, steps 2 to 7.)

The same for all facts that tell the same, so that each such case is judged once a computation.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from server.rules.appraisal.admission import waits_for
from server.rules.appraisal.facts import Fact
from server.rules.appraisal.lines import Line
from server.rules.appraisal.matching import is_personal, match
from server.rules.appraisal.pointing import Rate, points, rate_of
from server.rules.appraisal.recasting import Seen, recast
from server.rules.appraisal.results import Computation, WaitingReason
from server.rules.appraisal.sharing import Part
from server.rules.appraisal.units import Units, quantity, runs_on, units
from server.rules.schemes.events import EVENTS
from server.rules.schemes.shape import Scheme


@dataclass(frozen=True, eq=False)
class Step:
    """The units charged for one fact, the total of the period then, and whether it costs points."""

    units: Units
    total: Fraction
    costs: bool


@dataclass(frozen=True, eq=False)
class Hit:
    """A line that the fact fits and counts by: so many units, worth so much each.

    ``bears`` and ``parts``: whether its points, and which parts, come to sheets that are computed.
    ``alone``: what is charged for it where no other fact of the period matters, else None.
    ``is_limited``: by ``once`` or ``cap``. ``may_reach_persons``: whether a part of it may be
    charged to a person.
    """

    line: Line
    quantity: Fraction
    rate: Rate
    is_measured: bool
    recast_from: str
    may_reach_persons: bool
    is_limited: bool = False
    alone: Step | None = None
    bears: bool = True
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, eq=False)
class Judged:
    """The lines that a fact counts by, and those it fits but waits at, with the reason."""

    hits: tuple[Hit, ...]
    waiting: tuple[tuple[Line, WaitingReason], ...]


def case_of(fact: Fact) -> tuple[object, ...]:
    """What judging reads of a fact."""
    return (
        fact.event,
        fact.item,
        fact.excused,
        fact.has_evidence,
        fact.is_approved,
        fact.signed,
        *fact.fields.items(),
    )


def judge(fact: Fact, scheme: Scheme, lines: Iterable[Line]) -> Judged:
    """The fact by the version in force when it happened."""
    seen = recast(fact, scheme.recasts)
    judged = [(line, _hit(fact, seen, line, scheme)) for line in match(seen, fact.item, lines)]
    return Judged(
        tuple(found for _, found in judged if isinstance(found, Hit)),
        tuple((line, found) for line, found in judged if isinstance(found, WaitingReason)),
    )


def _hit(fact: Fact, seen: Seen, line: Line, scheme: Scheme) -> Hit | WaitingReason:
    item = line.item
    waits = waits_for(fact, item)
    if waits is not None:
        return waits
    rate = rate_of(item, fact.signed.value if fact.signed else None, seen.fields, scheme)
    if isinstance(rate, WaitingReason):
        return rate
    found = Hit(
        line=line,
        quantity=quantity(item, seen),
        rate=rate,
        is_measured=item.per in EVENTS[seen.event].quantities,
        recast_from=seen.recast_from,
        may_reach_persons=is_personal(seen) or bool(item.cause_reason),
        is_limited=item.once is not None or item.cap is not None,
    )
    return found if runs_on(item, seen.event) else replace(found, alone=step(found, Fraction(0)))


def step(hit: Hit, before: Fraction) -> Step:
    """What is charged for the fact after so many units of earlier facts of the period."""
    found = units(hit.line.item, hit.quantity, before, is_measured=hit.is_measured)
    return Step(found, before + hit.quantity, points(hit.rate, found.charged) < 0)


def computation(hit: Hit, charged: Units) -> Computation:
    """How the points of the charged units come about, before repeats and limits."""
    return Computation(
        quantity=hit.quantity,
        free=charged.free,
        units=charged.charged,
        rate=hit.rate.points,
        recast_from=hit.recast_from,
    )
