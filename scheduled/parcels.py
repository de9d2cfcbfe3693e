"""How does a claimed delivery become something that a channel can take?"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from scheduled.subscribe import PhoneDesk, subscribe_parcel
from senders.channels import Senders
from senders.mail import Mail
from senders.outcomes import Outcome, Reason, Refused
from senders.places import Network
from senders.sms import Sms, send_sms
from senders.smtp import send_mail
from senders.webhook import Event, Hook, send_event
from server.actions.messages.claim_message import Claim
from server.queries.messages.outgoing import (
    Outgoing,
    address_of,
    listener_of,
    outgoing,
    words_for,
)
from server.queries.messages.wording import Words
from server.rules.messages.delivery import Channel
from server.settings import Settings
from server.texts import say

Parcel = Callable[[], Outcome]
"""Sends it: everything that the database knows is in it, so that it needs none while it lasts."""


@dataclass(frozen=True)
class Desk:
    """What packing needs: the settings with their keys, and the channels that are set up."""

    settings: Settings
    senders: Senders
    phones: PhoneDesk | None = None

    @property
    def channels(self) -> frozenset[Channel]:
        """The channels by which something can leave here."""
        ways = {
            Channel.EMAIL: self.senders.mail,
            Channel.WEBHOOK: self.senders.hooks,
            Channel.SMS: self.senders.sms,
            Channel.WECHAT: self.phones,
        }
        return frozenset(channel for channel, way in ways.items() if way is not None)


def pack(claim: Claim, desk: Desk, *, now: datetime) -> Parcel:
    """The delivery, ready to be sent. Whom it was for may be gone: then it refuses itself."""
    message = outgoing(claim.hall_id, claim.message_id)
    if claim.channel is Channel.WEBHOOK and desk.senders.hooks:
        return _event(claim, message, desk.senders.hooks, desk, now=now)
    if claim.channel is Channel.WECHAT and desk.phones:
        return subscribe_parcel(claim, message, desk.phones, desk.settings)
    keys = desk.settings.keys("contact")
    to = address_of(message, claim.recipient, claim.channel, contact_keys=keys)
    words = words_for(message, claim.recipient)
    text = _signed(message, words, desk.settings.public_url)
    match claim.channel:
        case Channel.EMAIL if to and desk.senders.mail:
            mail = Mail(to, words.subject, text, claim.number, now)
            return partial(send_mail, mail, desk.senders.mail)
        case Channel.SMS if to and desk.senders.sms:
            short = f"{words.text} {desk.settings.public_url}{words.link}"
            return partial(send_sms, Sms(to, short, claim.number), desk.senders.sms)
        case _:
            return _nobody


def _event(
    claim: Claim, message: Outgoing, network: Network, desk: Desk, *, now: datetime
) -> Parcel:
    listener = listener_of(claim.recipient, keys=desk.settings.keys("webhook"))
    if listener is None:
        return _nobody
    event = Event(claim.number, body_of(claim.number, message), int(now.timestamp()))
    return partial(send_event, event, Hook(listener.url, listener.secret.encode()), network)


def body_of(event_id: str, message: Outgoing) -> bytes:
    """The event as JSON. It tells the day and no moment: moments tell who stood at the window."""
    day = message.written_at.astimezone(message.hall.zone).date()
    said = {
        "id": event_id,
        "topic": message.topic,
        "hall": message.hall.code,
        "audience": message.audience.circle,
        "day": f"{day}",
        "facts": dict(message.facts),
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True).encode()


def _signed(message: Outgoing, words: Words, public_url: str) -> str:
    link = f"{public_url}{words.link}"
    return say("messages.signed", text=words.text, link=link, hall=message.hall.name)


def _nobody() -> Outcome:
    return Refused(Reason.GONE)
