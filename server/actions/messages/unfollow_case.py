"""A citizen has their phone hear of their case no more."""

from datetime import datetime

from server.actions.messages.forgetting import forget_followers
from server.db import transaction
from server.ids import new_id
from server.models.operations import Erasure
from server.queries.cases.opened import held_case
from server.queries.registry.halls import Hall
from server.rules.cases.takers import Citizen
from server.rules.months import day_of
from server.rules.retention import DataClass


def unfollow_case(hall: Hall, number: str, citizen: Citizen, *, now: datetime) -> bool:
    """A citizen has what WeChat calls their phone erased; False: nothing was kept.

    With a line in the register of deletions. Raises UnknownCase.
    """
    with transaction() as session:
        case = held_case(hall.id, number, citizen)
        rows = forget_followers(session, hall.id, [case.id])
        if rows:
            today = day_of(now, hall.zone)
            session.add(
                Erasure(
                    hall_id=hall.id,
                    id=new_id(now.date()),
                    data_class=DataClass.FOLLOWER,
                    up_to=today,
                    rows=rows,
                    erased_at=now,
                )
            )
        return rows > 0
