"""WeChat tells that a message which it had taken did not arrive."""

from datetime import datetime

from sqlalchemy import select

from server.actions.messages.taking_over import others_take_over
from server.db import transaction
from server.models.messages import MessageDelivery
from server.queries.messages.targets import Ways
from server.rules.messages.delivery import Channel, DeliveryState

LONGEST_WORDS = 200


def hear_delivery(outside_id: str, error: str, ways: Ways, *, now: datetime) -> bool:
    """WeChat says that the message did not arrive: it is refused, and goes by the other ways.

    ``error`` as ``message_delivery`` keeps it. False: no delivery is known by that id. Told
    again it changes nothing.
    """
    wanted = (
        select(MessageDelivery)
        .where(
            MessageDelivery.channel == Channel.WECHAT,
            MessageDelivery.outside_id == outside_id,
            MessageDelivery.outside_id != "",  # as the index has it
        )
        .with_for_update()
    )
    with transaction() as session:
        delivery = session.scalar(wanted)
        if delivery is None:
            return False
        if delivery.state == DeliveryState.SENT:
            delivery.state, delivery.error = DeliveryState.REFUSED, error[:LONGEST_WORDS]
            delivery.sent_at = None
            others_take_over(session, delivery, ways, now=now)
        return True
