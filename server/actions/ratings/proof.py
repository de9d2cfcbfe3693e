"""How often has one showing of a screen's rotating code been used?"""

from sqlalchemy import Connection

from server.actions.ratings.rating_rows import insert_screen_use
from server.queries.codes.scanned import ScannedWindow
from server.rules.guards import MOST_USES_OF_A_SCREEN_CODE
from server.rules.ratings.form import Scan


def earlier_screen_uses(connection: Connection, place: ScannedWindow, scan: Scan) -> int:
    """How many ratings used this showing of the screen's code before; takes the next free place.

    A showing lasts 30 s and proves the presence of MOST_USES_OF_A_SCREEN_CODE people; that many
    is the answer when no place is free. 0 for a scan that used no screen.
    """
    if scan.step is None:
        return 0
    for use in range(MOST_USES_OF_A_SCREEN_CODE):
        row = {
            "hall_id": place.hall.id,
            "window_id": place.window_id,
            "step": scan.step,
            "place": use,
        }
        if connection.execute(insert_screen_use(connection.dialect.name), row).rowcount:
            return use
    return MOST_USES_OF_A_SCREEN_CODE
