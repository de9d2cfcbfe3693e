"""WeChat tells what somebody of the hall answered on their phone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from server.actions.messages.consents import hear_of, void
from server.db import transaction
from server.queries.messages.consents import Holder


@dataclass(frozen=True)
class Heard:
    """The templates of which one more message was accepted, those switched off, and when."""

    accepted: Collection[str]
    switched_off: Collection[str]
    happened_at: datetime


def hear_consents(holder: Holder, heard: Heard, *, now: datetime) -> None:
    """WeChat tells what somebody of the hall accepted on their phone, or switched off.

    What the phone told already is not counted twice, and neither is an event that comes again.
    """
    with transaction() as session:
        for template in sorted(heard.accepted):
            hear_of(session, holder, template, happened_at=heard.happened_at, now=now)
        if heard.switched_off:
            void(session, holder, heard.switched_off, happened_at=heard.happened_at)
