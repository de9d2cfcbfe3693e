"""What waits for a person before others see it, and what was decided lately?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select

from server.db import session
from server.models.accounts import Account
from server.models.safety import HeldWords
from server.queries.registry.halls import Hall
from server.queries.safety.held_texts import texts_at
from server.queries.safety.words_in_force import hits_in, usable_list
from server.rules.safety.hits import Hit, masked
from server.rules.safety.holding import Fate, Place, Why
from server.words import WordList

IN_THE_QUEUE = (Place.REPLY, Place.ANSWER, Place.PROBLEM)
"""The other places have a page of their own, where a person looks at everything anyway."""
SHOWN_A_PAGE = 30


@dataclass(frozen=True)
class Piece:
    """A run of a text; ``is_hit``: it is a word of the list."""

    text: str
    is_hit: bool


@dataclass(frozen=True)
class HeldItem:
    """Something that waits or was decided. ``masked`` is None where no word can be covered."""

    number: str
    place: Place
    why: Why
    categories: tuple[str, ...]
    pieces: tuple[Piece, ...]
    masked: str | None
    fate: Fate
    held_on: date
    decided_by: str
    reason: str


@dataclass(frozen=True)
class HeldPage:
    """One page of what waits, how much does in all, and what was decided lately."""

    waiting: tuple[HeldItem, ...]
    total: int
    decided: tuple[HeldItem, ...]


def held_page(hall: Hall, *, page: int = 1) -> HeldPage:
    """What waits, the oldest day first, in no order that tells who wrote first."""
    waits = (*_of(hall), HeldWords.fate == Fate.HELD)
    waiting = (
        select(HeldWords, Account.title)
        .outerjoin(Account, Account.id == HeldWords.decided_by)
        .where(*waits)
        .order_by(HeldWords.held_on, HeldWords.number)
        .limit(SHOWN_A_PAGE)
        .offset((page - 1) * SHOWN_A_PAGE)
    )
    decided = (
        select(HeldWords, Account.title)
        .outerjoin(Account, Account.id == HeldWords.decided_by)
        .where(*_of(hall), HeldWords.decided_at.is_not(None))
        .order_by(HeldWords.decided_at.desc())
        .limit(SHOWN_A_PAGE)
    )
    total = session.scalar(select(func.count()).select_from(HeldWords).where(*waits))
    return HeldPage(
        _items(hall, waiting),
        total or 0,
        _items(hall, decided),
    )


def held_number(hall_id: int, place: Place, ref: str) -> str | None:
    """The number under which those words wait; None where they do not."""
    return session.scalar(
        select(HeldWords.number).where(
            HeldWords.hall_id == hall_id,
            HeldWords.place == place,
            HeldWords.ref == ref,
            HeldWords.fate == Fate.HELD,
        )
    )


def pieces(text: str, hits: tuple[Hit, ...]) -> Iterator[Piece]:
    """The text in runs that are words of the list, and the runs between them."""
    covered = {sign for hit in hits for sign in range(hit.start, hit.end)}
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or (place in covered) != (start in covered):
            yield Piece(text[start:place], start in covered)
            start = place


def _of(hall: Hall) -> tuple[ColumnElement[bool], ...]:
    return HeldWords.hall_id == hall.id, HeldWords.place.in_(IN_THE_QUEUE)


def _items(hall: Hall, asked: Select[HeldWords, str]) -> tuple[HeldItem, ...]:
    """What was asked for, with its words; as many questions for many as for one."""
    rows = session.execute(asked).all()
    words = usable_list()
    texts = {
        place: texts_at(hall.id, place, [held.ref for held, _ in rows if held.place == place])
        for place in IN_THE_QUEUE
    }
    return tuple(
        _item(held, decided_by or "", texts[Place(held.place)].get(held.ref, ""), words)
        for held, decided_by in rows
    )


def _item(held: HeldWords, decided_by: str, text: str, words: WordList | None) -> HeldItem:
    hits = hits_in(text, by=words) or ()
    return HeldItem(
        held.number,
        Place(held.place),
        Why(held.why),
        tuple(filter(None, held.categories.split(","))),
        tuple(pieces(text, hits)),
        masked(text, hits) if hits else None,
        Fate(held.fate),
        held.held_on,
        decided_by,
        held.reason,
    )
