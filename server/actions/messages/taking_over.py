"""What happens to consents, and to who was to hear, when WeChat has taken a message or has not?"""

from datetime import datetime
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.messages.consents import use, void
from server.actions.messages.spreading import add_deliveries
from server.models.messages import Message
from server.queries.messages.consents import holder_of
from server.queries.messages.targets import Ways, envelope_of, targets, template_of
from server.rules.messages.delivery import Channel


class Addressed(Protocol):
    """A delivery, or the claim of one: which message it is of, and to whom."""

    @property
    def hall_id(self) -> int:
        """The hall of the message."""

    @property
    def message_id(self) -> int:
        """The message."""

    @property
    def recipient(self) -> str:
        """To whom it goes."""


def consent_used(session: Session, sent: Addressed, ways: Ways) -> None:
    """WeChat has the message: one less is accepted, unless the template's consent lasts."""
    template = template_of(envelope_of(_message(session, sent)), ways)
    holder = holder_of(sent.hall_id, sent.recipient)
    if template and holder and not template.is_lasting:
        use(session, holder, template.name)


def consent_void(session: Session, refused: Addressed, ways: Ways) -> None:
    """WeChat says that nothing of that template is accepted any more."""
    template = template_of(envelope_of(_message(session, refused)), ways)
    holder = holder_of(refused.hall_id, refused.recipient)
    if template and holder:
        void(session, holder, {template.name})


def others_take_over(session: Session, failed: Addressed, ways: Ways, *, now: datetime) -> None:
    """Whoever does not hear it by WeChat hears it by what else they have: once, and at once."""
    message = _message(session, failed)
    found = targets(envelope_of(message), ways.without(Channel.WECHAT))
    theirs = [target for target in found if target.recipient == failed.recipient]
    add_deliveries(session, message, theirs, now=now)


def _message(session: Session, addressed: Addressed) -> Message:
    wanted = (Message.hall_id == addressed.hall_id, Message.id == addressed.message_id)
    return session.scalars(select(Message).where(*wanted)).one()
