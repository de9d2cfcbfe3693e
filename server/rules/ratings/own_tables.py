"""Over which batches are a person's ratings broken down, and which parts of that are shown?

One batch of ten or twenty seldom has a part of ten. So batches are put together until something
may be shown; then that table is closed and the next one begins. Tables share no batch, so that
nothing can be worked out by subtracting one from another. Each begins anew with the year.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from server.rules.ratings.batches import Batch
from server.rules.ratings.levels import Level
from server.rules.ratings.small_cells import shown_alone, shown_parts


@dataclass(frozen=True)
class OwnTable:
    """A breakdown of ``n`` ratings; None is a number that is not shown.

    ``tags`` are the reasons named ten times or more. ``second`` and ``aside`` are not in n.
    """

    since: date
    until: date
    n: int
    levels: Mapping[Level, int | None]
    tags: Mapping[str, int]
    second: int | None
    aside: int | None


@dataclass(frozen=True)
class OwnRatings:
    """All that a person sees of their ratings: the batches, and the tables that are closed.

    ``waiting``: how many ratings of released batches are in no table yet.
    """

    batches: tuple[Batch, ...]
    tables: tuple[OwnTable, ...]
    waiting: int


def own_ratings(batches: Iterable[Batch]) -> OwnRatings:
    """What the batches, in order, let the person see."""
    found = tuple(batches)
    tables, held = list[OwnTable](), list[Batch]()
    for batch in found:
        if held and held[-1].until.year != batch.until.year:
            held = []
        held.append(batch)
        table = _table(held)
        if any(count is not None for count in table.levels.values()):
            tables.append(table)
            held = []
    return OwnRatings(found, tuple(tables), waiting=sum(batch.n for batch in held))


def _table(held: Sequence[Batch]) -> OwnTable:
    levels = {level: sum(batch.levels.get(level, 0) for batch in held) for level in Level}
    tags = Counter[str]()
    for batch in held:
        tags.update(batch.tags)
    named = {tag: shown_alone(count) for tag, count in sorted(tags.items())}
    return OwnTable(
        since=held[0].since,
        until=held[-1].until,
        n=sum(levels.values()),
        levels=shown_parts(levels),
        tags={tag: count for tag, count in named.items() if count is not None},
        second=shown_alone(sum(batch.second for batch in held)),
        aside=shown_alone(sum(batch.aside for batch in held)),
    )
