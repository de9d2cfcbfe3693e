"""What did a person decide about these words, and which of them wait?"""

from collections.abc import Collection, Mapping

from sqlalchemy import select

from server.db import session
from server.models.safety import HeldWords
from server.queries.safety.words_in_force import hits_in, usable_list
from server.rules.safety.holding import Fate, Place, seen


def fates(hall_id: int, place: Place, refs: Collection[str]) -> Mapping[str, Fate]:
    """The fate of each of these that ever waited; the others never did."""
    rows = session.execute(
        select(HeldWords.ref, HeldWords.fate).where(
            HeldWords.hall_id == hall_id, HeldWords.place == place, HeldWords.ref.in_(refs)
        )
    )
    return {ref: Fate(fate) for ref, fate in rows}


def as_seen(hall_id: int, place: Place, texts: Mapping[str, str]) -> Mapping[str, str | None]:
    """Each of these texts as others see it; None: not, or not yet."""
    decided = fates(hall_id, place, texts.keys()) if texts else {}
    words = usable_list() if Fate.MASKED in decided.values() else None
    return {
        ref: seen(text, decided.get(ref), hits_in(text, by=words)) for ref, text in texts.items()
    }
