"""At which window does somebody of a hall sign, who scanned its code?"""

from qr.codes import code_in
from server.errors import CodeRevoked
from server.queries.codes.scanned import scanned_window
from server.queries.registry.halls import Hall
from server.rules.attendance.scans import CodeElsewhere


def window_scanned(hall: Hall, scanned: str) -> str:
    """The number of the window whose code, or whole link, was scanned.

    Raises UnknownCode, CodeRevoked, and CodeElsewhere for a window of another hall.
    """
    place = scanned_window(code_in(scanned))
    if place.hall.id != hall.id:
        raise CodeElsewhere(hall=place.hall.name)
    if place.revoked_at is not None:
        raise CodeRevoked
    return place.number
