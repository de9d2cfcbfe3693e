"""By which address does WeChat fetch a photo that it is to look at, and for how long?"""

from datetime import UTC, datetime, timedelta

from qr.seals import TicketForged, fields, seal, texts, unseal
from server.errors import Unknown
from server.queries.codes.scans import ticket_keys
from server.settings import Settings

PURPOSE = "checked-photo/v1"
# WeChat answers within half an hour; after that nobody is to find the photo there.
LIFE = timedelta(minutes=30)
SECONDS_BYTES = 8


def picture_address(name: str, settings: Settings, *, now: datetime) -> str:
    """An address that opens that one photo for half an hour."""
    until = int((now + LIFE).timestamp())
    token = seal(PURPOSE, until.to_bytes(SECONDS_BYTES) + fields(name), ticket_keys(settings))
    return f"{settings.public_url}/wechat/pictures/{token}"


def picture_named(token: str, settings: Settings, *, now: datetime) -> str:
    """The photo that the address opens. Raises Unknown for every other text, and after its time."""
    try:
        body = unseal(PURPOSE, token, ticket_keys(settings))
    except TicketForged:
        raise Unknown from None
    until = datetime.fromtimestamp(int.from_bytes(body[:SECONDS_BYTES]), UTC)
    if now > until:
        raise Unknown
    (name,) = texts(body[SECONDS_BYTES:])
    return name
