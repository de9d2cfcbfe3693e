"""The clock looks again at what others see, by the list in force."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from server.actions.safety.holding import hold, let_go
from server.db import session as reading
from server.db import transaction
from server.ids import first_id
from server.models.handling import PublishedReply
from server.models.opinions import AnswerText, OpinionProblem
from server.models.safety import HeldWords
from server.queries.registry.halls import Hall
from server.queries.safety.held import IN_THE_QUEUE
from server.queries.safety.held_texts import answer_ref
from server.queries.safety.words_in_force import hits_in, usable_list
from server.rules.safety.holding import Fate, Place, Why, categories, why_held

# Texts of two years are kept at most (retention); older ones are nowhere shown.
LOOKED_BACK = timedelta(days=731)


@dataclass(frozen=True)
class Shown:
    """Words at a place where others see them."""

    place: Place
    ref: str
    texts: tuple[str, ...]


def recheck_words(hall: Hall, *, now: datetime) -> int:
    """Words that a new list hits wait from now on, those it no longer hits wait no more.

    What a person decided stays decided. How much changed; without a list nothing does.
    """
    today = now.astimezone(hall.zone).date()
    words = usable_list()
    if words is None:
        return 0
    with transaction() as session:
        held = {
            (Place(place), ref): Fate(fate)
            for place, ref, fate in session.execute(
                select(HeldWords.place, HeldWords.ref, HeldWords.fate).where(
                    HeldWords.hall_id == hall.id, HeldWords.why != Why.WECHAT
                )
            )
        }
        changed = 0
        everything = tuple(_shown(hall, today))
        gone = {key for key, fate in held.items() if fate is Fate.HELD and key[0] in IN_THE_QUEUE}
        for place, ref in gone - {(shown.place, shown.ref) for shown in everything}:
            let_go(session, hall.id, place, ref)  # erased since, or no longer shown
            changed += 1
        for shown in everything:
            hits = hits_in(*shown.texts, by=words)
            why, fate = why_held(hits), held.get((shown.place, shown.ref))
            if why is not None and fate is None:
                said = categories(hits)
                hold(session, hall.id, shown.place, shown.ref, why=why, said=said, today=today)
                changed += 1
            if why is None and fate is Fate.HELD:
                let_go(session, hall.id, shown.place, shown.ref)
                changed += 1
        return changed


def _shown(hall: Hall, today: date) -> Iterator[Shown]:
    for number, asked, reply in reading.execute(
        select(PublishedReply.number, PublishedReply.asked, PublishedReply.reply).where(
            PublishedReply.hall_id == hall.id, PublishedReply.withdrawn_on.is_(None)
        )
    ):
        yield Shown(Place.REPLY, number, (asked, reply))
    for sheet_id, position, text in reading.execute(
        select(AnswerText.sheet_id, AnswerText.position, AnswerText.text).where(
            AnswerText.hall_id == hall.id, AnswerText.sheet_id >= first_id(today - LOOKED_BACK)
        )
    ):
        yield Shown(Place.ANSWER, answer_ref(sheet_id, position), (text,))
    for number, words in reading.execute(
        select(OpinionProblem.number, OpinionProblem.words).where(
            OpinionProblem.hall_id == hall.id,
            OpinionProblem.id >= first_id(today - LOOKED_BACK),
        )
    ):
        yield Shown(Place.PROBLEM, number, (words,))
