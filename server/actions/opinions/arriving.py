"""How is a sheet or slip counted where it arrives, so that no flood comes in without a name?"""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from server.actions.operations.statements import insert_into, table_of
from server.errors import TooManyAtOnce
from server.models.opinions import Arrival
from server.rules.opinions.arrivals import minutes_left, span_of


def count_arrival(session: Session, hall_id: int, place: str, *, most: int, now: datetime) -> None:
    """One more came to the place. Raises TooManyAtOnce, which takes the caller's rows back too."""
    connection, span = session.connection(), span_of(now)
    first = insert_into(connection, table_of(Arrival)).values(
        hall_id=hall_id, place=place, span=span, count=0
    )
    connection.execute(first.on_conflict_do_nothing(index_elements=["hall_id", "place", "span"]))
    here = (Arrival.hall_id == hall_id, Arrival.place == place)
    connection.execute(
        update(Arrival).where(*here, Arrival.span == span).values(count=Arrival.count + 1)
    )
    count = session.scalar(select(Arrival.count).where(*here, Arrival.span == span)) or 0
    if count > most:
        raise TooManyAtOnce(minutes=minutes_left(now))
    if count == 1:
        connection.execute(delete(Arrival).where(*here, Arrival.span < span))
