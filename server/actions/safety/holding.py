"""How do words come to wait for a person, in the transaction that brings them?"""

from datetime import date

from sqlalchemy import delete
from sqlalchemy.orm import Session

from server.actions.operations.statements import insert_into, table_of
from server.ids import new_id, new_number
from server.models.safety import HeldWords
from server.queries.safety.words_in_force import hits_in, usable_list, version_in_force
from server.rules.safety.holding import Fate, Place, Why, categories, why_held


def hold_if_hit(
    session: Session, hall_id: int, place: Place, ref: str, *texts: str, today: date
) -> bool:
    """The words wait where one of the list is in them, or where there is no list; whether so.

    Never an error: whoever wrote is not to know, and is not to be refused.
    """
    hits = hits_in(*texts, by=usable_list())
    why = why_held(hits)
    if why is None:
        return False
    hold(session, hall_id, place, ref, why=why, said=categories(hits), today=today)
    return True


def hold(  # noqa: PLR0913 - one row at four places, read like a sentence
    session: Session, hall_id: int, place: Place, ref: str, *, why: Why, said: str, today: date
) -> None:
    """The words wait, unless a person has decided about them already."""
    connection = session.connection()
    row = insert_into(connection, table_of(HeldWords)).values(
        hall_id=hall_id,
        id=new_id(today),
        number=new_number(),
        place=place,
        ref=ref,
        why=why,
        categories=said,
        list_version=version_in_force(),
        fate=Fate.HELD,
        held_on=today,
        reason="",
    )
    connection.execute(row.on_conflict_do_nothing(index_elements=["hall_id", "place", "ref"]))


def let_go(session: Session, hall_id: int, place: Place, ref: str) -> None:
    """The words do not wait and nothing is decided: they were worded anew, or are clean."""
    session.execute(
        delete(HeldWords).where(
            HeldWords.hall_id == hall_id, HeldWords.place == place, HeldWords.ref == ref
        )
    )
