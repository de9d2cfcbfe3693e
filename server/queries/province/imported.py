"""Which ratings came from a provincial platform?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from server.db import session
from server.models.province import ProvinceRating
from server.models.registry import Window
from server.rules.ratings.levels import Level

KEYS_AT_ONCE = 5_000  # SQLite takes 32,766 values in one statement

# What a stored rating of the platform says, beside its key.
SAID = (
    ProvinceRating.window_id,
    ProvinceRating.day,
    ProvinceRating.is_default,
    ProvinceRating.level,
    ProvinceRating.channel,
    ProvinceRating.tags,
)


@dataclass(frozen=True)
class PlatformCount:
    """How many ratings of a window the platform sent for a month.

    ``defaults``: filled in by a system. ``good`` and ``bad`` were given by citizens there.
    """

    window: str
    defaults: int
    good: int
    bad: int


def stored_ratings(hall_id: int, keys: Sequence[bytes]) -> dict[bytes, tuple[Any, ...]]:
    """What is stored under those keys: the columns of SAID."""
    found: dict[bytes, tuple[Any, ...]] = {}
    for some in _parts(keys):
        rows = session.execute(
            select(ProvinceRating.key, *SAID).where(
                ProvinceRating.hall_id == hall_id, ProvinceRating.key.in_(some)
            )
        )
        found |= {key: tuple(said) for key, *said in rows}
    return found


def imported_defaults(hall_id: int, month: str) -> dict[int, int]:
    """How many ratings of each window in that month a system filled in, by the window's id."""
    rows = session.execute(
        select(ProvinceRating.window_id, func.count())
        .where(
            ProvinceRating.hall_id == hall_id,
            ProvinceRating.month == month,
            ProvinceRating.is_default.is_(True),
        )
        .group_by(ProvinceRating.window_id)
    )
    return dict(rows.all())


def platform_counts(hall_id: int, month: str) -> tuple[PlatformCount, ...]:
    """What the platform sent for a month, by window; they stand in no figure but the defaults."""
    table = ProvinceRating
    given = table.is_default.is_(False)
    bad = table.level <= Level.DISSATISFIED
    rows = session.execute(
        select(
            Window.number,
            func.count().filter(table.is_default.is_(True)),
            func.count().filter(given, ~bad),
            func.count().filter(given, bad),
        )
        .join(Window, Window.id == table.window_id)
        .where(table.hall_id == hall_id, table.month == month)
        .group_by(Window.number)
        .order_by(Window.number)
    )
    return tuple(PlatformCount(*row) for row in rows)


def _parts(keys: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    return (keys[at : at + KEYS_AT_ONCE] for at in range(0, len(keys), KEYS_AT_ONCE))
