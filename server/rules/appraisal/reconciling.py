"""Which rows bring the posted ledger to what the facts now say? (Scheme, section 7.)

Nothing posted is edited: what no longer holds is reversed, what holds now is posted. Done again on
the result, nothing is left to post.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from server.rules.appraisal.frozen import cause_of
from server.rules.appraisal.results import Entry


class Why(StrEnum):
    """Why a row is posted."""

    NEW = "new"  # its cause was not there before
    CAUSE_GONE = "cause_gone"  # the fact was reversed, or charges nobody here any more
    RECOMPUTED = "recomputed"  # the cause stands, other facts changed what it counts


@dataclass(frozen=True)
class Posted:
    """A row of the ledger. ``cause``: that of its entry; ``reverses``: the row it took back."""

    id: int
    cause: str
    points: Fraction
    money: Fraction = Fraction(0)
    reverses: int | None = None


@dataclass(frozen=True)
class Posting:
    """A row to be posted: a new entry, or the reversal of a posted row with its sign turned.

    ``because``: the ids of the facts of the same bearer that came or went, where the cause itself
    did not change.
    """

    why: Why
    cause: str
    points: Fraction
    money: Fraction
    entry: Entry | None = None
    reverses: int | None = None
    because: tuple[str, ...] = ()


def reconcile(posted: Iterable[Posted], target: Iterable[Entry]) -> tuple[Posting, ...]:
    """The rows to post so that the ledger says what the target does: reversals first.

    A posted row that still says the same stays as it is, even if its computation reads otherwise
    now (another number of occurrence at the same points).
    """
    standing = _standing(posted)
    entries = {cause_of(entry): entry for entry in target}
    triggers = _triggers(standing, entries)
    changed = {cause for cause, rows in standing.items() if not _agrees(rows, entries.get(cause))}
    return (
        *(_back(row, entries, triggers) for cause in sorted(changed) for row in standing[cause]),
        *(
            _again(entry, triggers) if cause in standing else _new(entry)
            for cause, entry in entries.items()
            if cause in changed or cause not in standing
        ),
    )


def _standing(posted: Iterable[Posted]) -> dict[str, list[Posted]]:
    """The rows that no other row took back, by their cause."""
    rows = list(posted)
    taken_back = {row.reverses for row in rows}
    standing: defaultdict[str, list[Posted]] = defaultdict(list)
    for row in rows:
        if row.reverses is None and row.id not in taken_back:
            standing[row.cause].append(row)
    return dict(standing)


def _agrees(rows: Sequence[Posted], entry: Entry | None) -> bool:
    return (
        entry is not None
        and len(rows) == 1
        and (rows[0].points, rows[0].money) == (entry.points, entry.money)
    )


def _back(
    row: Posted, entries: Mapping[str, Entry], triggers: Mapping[str, tuple[str, ...]]
) -> Posting:
    stands = row.cause in entries
    return Posting(
        Why.RECOMPUTED if stands else Why.CAUSE_GONE,
        row.cause,
        -row.points,
        -row.money,
        reverses=row.id,
        because=triggers.get(_bearer(row.cause), ()) if stands else (),
    )


def _again(entry: Entry, triggers: Mapping[str, tuple[str, ...]]) -> Posting:
    because = triggers.get(_bearer(cause_of(entry)), ())
    return replace(_new(entry), why=Why.RECOMPUTED, because=because)


def _new(entry: Entry) -> Posting:
    return Posting(Why.NEW, cause_of(entry), entry.points, entry.money, entry=entry)


def _triggers(
    standing: Mapping[str, object], entries: Mapping[str, object]
) -> dict[str, tuple[str, ...]]:
    """Per bearer, the facts that came or went."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for cause in standing.keys() ^ entries.keys():
        found[_bearer(cause)].add(cause.split("|")[0])
    return {bearer: tuple(sorted(facts)) for bearer, facts in found.items()}


def _bearer(cause: str) -> str:
    """Sheet, subject and id, as ``Entry.key`` holds them."""
    return "|".join(cause.split("|")[1:4])
