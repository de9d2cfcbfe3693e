"""When may a person see a further batch of their ratings, and which ratings does it hold?

One by one, ratings tell who gave them: whoever was served at ten knows what they wrote at ten.
So a person sees a further batch only after enough ratings and enough days, of whole days that
are over (research: reliability, 4.5). What a batch showed does not change afterwards: a
re-attribution or an exclusion made later shows in no batch that was released before it.
"""

import json
from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from server.rules.ratings.levels import Level

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Limits:
    """So many ratings and so many days at least; a hall may ask for more, never for less."""

    ratings: int = 10
    days: int = 7


@dataclass(frozen=True)
class Move:
    """From that moment on the rating was that person's (None: nobody's)."""

    at: datetime
    staff_id: int | None


@dataclass(frozen=True)
class OwnRating:
    """One rating that is or was a person's. ``moves``: approved re-attributions, in order.

    ``aside_at`` is when two people set it aside; ``is_aside``: the guards had done so before.
    """

    id: int
    day: date
    level: Level
    tags: tuple[str, ...]
    staff_id: int | None
    is_second: bool = False
    is_aside: bool = False
    aside_at: datetime | None = None
    moves: tuple[Move, ...] = ()

    def owner_at(self, moment: datetime) -> int | None:
        """Whose it was then."""
        if not self.moves:
            return self.staff_id
        owners = [move.staff_id for move in self.moves if move.at <= moment]
        return owners[-1] if owners else self.staff_id

    def is_aside_at(self, moment: datetime) -> bool:
        """Whether it was not counted then."""
        return self.is_aside or (self.aside_at is not None and self.aside_at <= moment)


@dataclass(frozen=True)
class Release:
    """A batch as it was released: up to which day, and when."""

    until: date
    released_at: datetime


@dataclass(frozen=True)
class Batch:
    """What a person may see of the ratings of some days; ``n`` first ratings count.

    ``ids`` never leave the server.
    """

    since: date
    until: date
    ids: tuple[int, ...]
    levels: Mapping[Level, int]
    tags: Mapping[str, int] = field(default_factory=dict)
    second: int = 0
    aside: int = 0

    @property
    def n(self) -> int:
        """The counted first ratings."""
        return sum(self.levels.values())


def due_batch(days: Sequence[date], last: date | None, today: date, limits: Limits) -> date | None:
    """The last day of the batch that is due today, None while none is.

    ``days`` are those of the counted ratings in no batch so far; ``last`` is the last day of the
    batch before, None for the first one. Only days that are over count.
    """
    until = today - ONE_DAY
    waiting = [day for day in days if day <= until]
    if len(waiting) < limits.ratings:
        return None
    begins = last if last is not None else min(waiting) - ONE_DAY
    return until if (until - begins).days >= limits.days else None


def batches(
    staff_id: int, ratings: Iterable[OwnRating], releases: Iterable[Release]
) -> tuple[Batch, ...]:
    """The batches with what each showed when it was released, in order of their days."""
    coming, found = deque(sorted(ratings, key=lambda rating: rating.day)), list[Batch]()
    held: list[OwnRating] = []  # of days that were shown, but not theirs then
    for release in sorted(releases, key=lambda each: each.until):
        while coming and coming[0].day <= release.until:
            held.append(coming.popleft())
        inside = members(staff_id, held, release)
        if inside:
            last = found[-1].until if found else None
            found.append(new_batch(inside, release, last))
            taken = {rating.id for rating in inside}
            held = [rating for rating in held if rating.id not in taken]
    return tuple(found)


def new_batch(inside: Sequence[OwnRating], release: Release, last: date | None) -> Batch:
    """What a batch shows when it is released; ``last`` is the last day of the one before.

    ``inside`` is not empty: a batch is due only when enough ratings wait.
    """
    moment = release.released_at
    counted = [rating for rating in inside if not rating.is_aside_at(moment)]
    first = [rating for rating in counted if not rating.is_second]
    return Batch(
        since=last + ONE_DAY if last is not None else min(rating.day for rating in inside),
        until=release.until,
        ids=tuple(rating.id for rating in inside),
        levels=Counter(rating.level for rating in first),
        tags=Counter(tag for rating in first for tag in rating.tags),
        second=len(counted) - len(first),
        aside=len(inside) - len(counted),
    )


def written(batch: Batch) -> str:
    """What the batch showed, as it is kept beside its release; without any rating's id."""
    facts = {
        "since": batch.since.isoformat(),
        "levels": {str(int(level)): n for level, n in sorted(batch.levels.items())},
        "tags": dict(sorted(batch.tags.items())),
        "second": batch.second,
        "aside": batch.aside,
    }
    return json.dumps(facts, separators=(",", ":"))


def read(until: date, text: str) -> Batch:
    """The batch that was written, released up to that day."""
    facts = json.loads(text)
    return Batch(
        since=date.fromisoformat(facts["since"]),
        until=until,
        ids=(),
        levels={Level(int(level)): n for level, n in facts["levels"].items()},
        tags=facts["tags"],
        second=facts["second"],
        aside=facts["aside"],
    )


def members(staff_id: int, ratings: Iterable[OwnRating], release: Release) -> list[OwnRating]:
    """Those of the ratings that a batch of the person holds when it is released then."""
    return [
        rating
        for rating in ratings
        if rating.day <= release.until and rating.owner_at(release.released_at) == staff_id
    ]


def unseen(
    staff_id: int, ratings: Iterable[OwnRating], released: Sequence[Release]
) -> list[OwnRating]:
    """Those of the ratings that no batch of the person held."""
    return [
        rating
        for rating in ratings
        if not any(members(staff_id, [rating], release) for release in released)
    ]


def counted_days(staff_id: int, ratings: Iterable[OwnRating], asked: Release) -> list[date]:
    """The days of the counted first ratings that a batch released then would hold."""
    return [
        rating.day
        for rating in members(staff_id, ratings, asked)
        if not rating.is_second and not rating.is_aside_at(asked.released_at)
    ]
