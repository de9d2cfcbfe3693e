"""How does a page name a row that has no number of its own, without its id leaving the server?

Ids tell the day (decision 0001). A form carries the row sealed: only we can make or read it.
"""

from flask import abort

from qr.seals import TicketForged, seal, unseal
from server.gate import wiring
from server.queries.codes.scans import ticket_keys

ID_BYTES = 8


def sealed_row(kind: str, row_id: int) -> str:
    """What stands for that row of that kind in a form."""
    keys = ticket_keys(wiring().settings)
    return seal(f"console/{kind}/v1", row_id.to_bytes(ID_BYTES, "big"), keys)


def opened_row(kind: str, text: str) -> int:
    """The id again; what was not sealed here for that kind is 404."""
    try:
        body = unseal(f"console/{kind}/v1", text, ticket_keys(wiring().settings))
    except TicketForged:
        abort(404)
    return int.from_bytes(body, "big")
