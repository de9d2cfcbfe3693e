"""Who hears of a message, and by which channels?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from server.db import session
from server.models.cases import Case
from server.models.messages import Message, Webhook
from server.queries.messages.citizen import way_to_citizen
from server.queries.messages.consents import case_accepts, phones_that_accept
from server.queries.messages.readers import ROLES, Reader, readers
from server.rules.cases.kinds import CaseKind
from server.rules.messages.audience import Audience, Circle, audience_of
from server.rules.messages.delivery import Channel, goes_by_email, is_for_systems
from server.rules.messages.templates import Chosen, template_for
from server.rules.messages.topics import Topic

NOBODY = "nobody"
"""The recipient where a circle of the hall should have heard and nobody stands in it."""


@dataclass(frozen=True)
class Ways:
    """The channels that are set up here, and the keys that open what a citizen left.

    ``templates`` are those of WeChat's that the operator chose.
    """

    channels: frozenset[Channel]
    contact_keys: Sequence[bytes]
    templates: Sequence[Chosen] = ()

    def without(self, channel: Channel) -> "Ways":
        """The other ways."""
        return replace(self, channels=self.channels - {channel})


@dataclass(frozen=True)
class Target:
    """One recipient on one channel; ``account_id`` where it is somebody of the hall."""

    channel: Channel
    recipient: str
    account_id: int | None = None


@dataclass(frozen=True)
class Envelope:
    """What decides who hears: hall, topic, audience, case, and since when it is known."""

    hall_id: int
    topic: Topic
    audience: Audience
    case_id: int | None
    written_at: datetime


def envelope_of(message: Message) -> Envelope:
    """The same of a stored message."""
    return Envelope(
        hall_id=message.hall_id,
        topic=Topic(message.topic),
        audience=audience_of(message.audience),
        case_id=message.case_id,
        written_at=message.written_at,
    )


def targets(envelope: Envelope, ways: Ways) -> Iterator[Target]:
    """The recipients as they are now. Of a tip-off: its discipline contacts and its citizen."""
    if envelope.audience.circle is Circle.CITIZEN:
        yield from _of_citizen(envelope, ways)
        return
    is_tip_off = _is_tip_off(envelope)
    yield from _of_accounts(envelope, ways, is_tip_off=is_tip_off)
    is_for_them = not is_tip_off and is_for_systems(envelope.topic, envelope.audience.circle)
    if is_for_them and Channel.WEBHOOK in ways.channels:
        yield from _of_systems(envelope)


def _of_accounts(envelope: Envelope, ways: Ways, *, is_tip_off: bool) -> Iterator[Target]:
    circle = envelope.audience.circle
    found = readers(envelope.hall_id, envelope.audience, is_tip_off=is_tip_off)
    # That a department's head is not told of a tip-off is meant so; anywhere else it is a gap.
    is_meant = is_tip_off and circle is not Circle.DISCIPLINE
    if not found and circle in ROLES and not is_meant:
        yield Target(Channel.INBOX, NOBODY)
    has_letters = Channel.EMAIL in ways.channels and goes_by_email(envelope.topic, circle)
    # A tip-off is closed to phones: nothing of it lies on one.
    phones = frozenset() if is_tip_off else _phones(envelope, ways, found)
    for reader in found:
        recipient = f"account/{reader.number}"
        yield Target(Channel.INBOX, recipient, reader.account_id)
        if recipient in phones:
            yield Target(Channel.WECHAT, recipient, reader.account_id)
        elif has_letters and reader.has_email:
            yield Target(Channel.EMAIL, recipient, reader.account_id)


def _phones(envelope: Envelope, ways: Ways, found: Iterable[Reader]) -> frozenset[str]:
    """Those of the recipients whose phone accepts such a message."""
    template = template_of(envelope, ways)
    if template is None:
        return frozenset()
    return phones_that_accept(template.name, [f"account/{reader.number}" for reader in found])


def template_of(envelope: Envelope, ways: Ways) -> Chosen | None:
    """The template that tells this, where WeChat is a way here; None: none does."""
    if Channel.WECHAT not in ways.channels:
        return None
    is_citizen = envelope.audience.circle is Circle.CITIZEN
    return template_for(ways.templates, envelope.topic, is_citizen=is_citizen)


def _of_systems(envelope: Envelope) -> Iterator[Target]:
    rows = session.execute(
        select(Webhook.id, Webhook.topics)
        .where(
            Webhook.hall_id == envelope.hall_id,
            Webhook.revoked_at.is_(None),
            # What lay here before it was added is no news to it.
            Webhook.created_at <= envelope.written_at,
        )
        .order_by(Webhook.id)
    )
    for webhook_id, topics in rows:
        if not topics or envelope.topic in topics.split():
            yield Target(Channel.WEBHOOK, f"webhook/{webhook_id}")


def _of_citizen(envelope: Envelope, ways: Ways) -> Iterator[Target]:
    case_id = envelope.audience.of or 0
    number = _of_case(Case.number, envelope.hall_id, case_id)
    template = template_of(envelope, ways)
    if template and case_accepts(envelope.hall_id, number or "", template.name):
        yield Target(Channel.WECHAT, f"case/{number}")
        return
    way = way_to_citizen(envelope.hall_id, case_id, ways.contact_keys)
    if way and way[0] in ways.channels:
        yield Target(way[0], f"case/{number}")


def _is_tip_off(envelope: Envelope) -> bool:
    if envelope.case_id is None:
        return False
    return _of_case(Case.kind, envelope.hall_id, envelope.case_id) == CaseKind.TIP_OFF


def _of_case(column: InstrumentedAttribute[str], hall_id: int, case_id: int) -> str | None:
    found: str | None = session.scalar(
        select(column).where(Case.hall_id == hall_id, Case.id == case_id)
    )
    return found
