"""Which entries does a further decision take back, and what does taking back look like?"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from server.rules.ledger.charging import Charge, NotCharged


class ReversalReason(StrEnum):
    """Why an entry no longer holds."""

    APPEAL_UPHELD = "appeal_upheld"
    DECIDED_AGAIN = "decided_again"  # a further round found otherwise
    MERGED = "merged"
    EXCLUDED = "excluded"  # two people set its rating aside


@dataclass(frozen=True)
class Standing:
    """An entry that nothing has reversed: its id, and what it charges whom with."""

    id: int
    charge: Charge


def overturned(
    standing: Iterable[Standing], decided: Charge | NotCharged
) -> tuple[tuple[int, ...], bool]:
    """The ids of the entries that a further decision of the case takes back; whether it enters.

    An entry that says the same stays, and is not entered twice.
    """
    entries = list(standing)
    gone = tuple(entry.id for entry in entries if entry.charge != decided)
    stays = len(gone) < len(entries)
    return gone, isinstance(decided, Charge) and not stays


def negated(points: str) -> str:
    """The points of the reversal; '' while no scheme has given the entry any."""
    return str(-Decimal(points)) if points else ""
