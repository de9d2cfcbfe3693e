"""What exactly goes out with a claimed delivery, as things are at the moment of sending?"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from server.db import session
from server.envelope import unseal
from server.models.accounts import Account, Preference
from server.models.messages import Message, Webhook
from server.queries.messages.citizen import way_to_citizen
from server.queries.messages.followers import SEALING, openid_of_case
from server.queries.messages.wording import Words, citizen_words_of, words_of
from server.queries.registry.halls import Hall, hall_of_id
from server.queries.wechat.phones import openid_of, phone_keys
from server.rules.messages.audience import Audience, Circle, audience_of
from server.rules.messages.delivery import Channel
from server.rules.messages.topics import Facts, Topic
from server.settings import Settings
from server.texts import DEFAULT_LANGUAGE, LANGUAGES

LANGUAGE = "language"


@dataclass(frozen=True)
class Outgoing:
    """One message as it is: what happened, in which hall, for whom, since when."""

    topic: Topic
    audience: Audience
    facts: Facts
    hall: Hall
    written_at: datetime
    case_id: int | None


@dataclass(frozen=True)
class Listener:
    """Where another system listens, and the secret that it shares with us."""

    url: str
    secret: str


def outgoing(hall_id: int, message_id: int) -> Outgoing:
    """The message of a delivery that was claimed."""
    message = session.scalars(
        select(Message).where(Message.hall_id == hall_id, Message.id == message_id)
    ).one()
    return Outgoing(
        topic=Topic(message.topic),
        audience=audience_of(message.audience),
        facts=json.loads(message.facts),
        hall=hall_of_id(hall_id),
        written_at=message.written_at,
        case_id=message.case_id,
    )


def words_for(message: Outgoing, recipient: str) -> Words:
    """The message in words, in the language that its reader chose."""
    if message.audience.circle is Circle.CITIZEN:
        return citizen_words_of(message.facts, DEFAULT_LANGUAGE)
    lang, circle = language_of(recipient), message.audience.circle
    return words_of(message.topic, message.facts, circle=circle, lang=lang)


def address_of(
    message: Outgoing, recipient: str, channel: Channel, *, contact_keys: Sequence[bytes]
) -> str:
    """The e-mail address or the phone; empty: there is none any more, or it may not be used."""
    if message.audience.circle is Circle.CITIZEN:
        case_id = message.audience.of or 0
        way = way_to_citizen(message.hall.id, case_id, contact_keys)
        return way[1] if way and way[0] is channel else ""
    email = session.scalar(
        select(Account.email).where(
            Account.number == recipient.removeprefix("account/"), Account.state != "disabled"
        )
    )
    return email or ""


def listener_of(recipient: str, *, keys: Sequence[bytes]) -> Listener | None:
    """Where that webhook listens; None: it was revoked."""
    webhook_id = int(recipient.removeprefix("webhook/"))
    row = session.execute(
        select(Webhook.url, Webhook.secret_sealed).where(
            Webhook.id == webhook_id, Webhook.revoked_at.is_(None)
        )
    ).first()
    if row is None:
        return None
    return Listener(row.url, unseal(row.secret_sealed, keys, context=webhook_context(webhook_id)))


def webhook_context(webhook_id: int) -> str:
    """What binds a sealed secret to its row."""
    return f"webhook|{webhook_id}"


def phone_for(message: Outgoing, recipient: str, settings: Settings) -> str | None:
    """What WeChat calls the phone of the recipient; None: there is none any more."""
    if message.audience.circle is Circle.CITIZEN:
        case_id = message.audience.of or 0
        return openid_of_case(message.hall.id, case_id, settings.keys(SEALING))
    account_id = session.scalar(
        select(Account.id).where(
            Account.number == recipient.removeprefix("account/"), Account.state == "active"
        )
    )
    return openid_of(account_id, phone_keys(settings)) if account_id else None


def language_of(recipient: str) -> str:
    """The language that an account chose; a citizen's message is in the usual one."""
    chosen = session.scalar(
        select(Preference.value)
        .join(Account, Account.id == Preference.account_id)
        .where(Account.number == recipient.removeprefix("account/"), Preference.key == LANGUAGE)
    )
    return chosen if chosen in LANGUAGES else DEFAULT_LANGUAGE
