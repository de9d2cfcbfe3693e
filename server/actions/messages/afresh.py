"""What does a delivery look like that is to be sent as if it never had been?"""

from datetime import datetime

from server.errors import Unknown
from server.rules.messages.delivery import DeliveryState


class UnknownDelivery(Unknown):
    """The hall has no delivery of that number that could be sent again."""

    code = "messages.delivery_unknown"


def afresh(now: datetime) -> dict[str, object]:
    """The columns of a delivery, or a message, that is tried again with fresh patience."""
    return {"state": DeliveryState.WAITING, "tries": 0, "next_try_at": now}
