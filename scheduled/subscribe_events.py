"""What is done when WeChat tells of consents, and of messages that did not arrive?

Only somebody of the hall is found by what WeChat calls their phone. A citizen's phone is sealed
for its case alone and cannot be looked for: their own page tells what they accepted, and a
message that they refuse goes by another way.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from scheduled.parcels import Desk
from senders.channels import senders_of
from senders.outcomes import Reason
from server.actions.messages.hear_consents import Heard, hear_consents
from server.actions.messages.hear_delivery import hear_delivery
from server.errors import ChuangpingError
from server.gate import wiring
from server.packs.wechat_templates import chosen_here
from server.queries.messages.consents import phone_behind
from server.queries.messages.targets import Ways
from server.queries.wechat.phones import phone_keys
from server.rules.messages.templates import Chosen

ACCEPT, REJECT = "accept", "reject"
ARRIVED = "0"
# The number of a message is noted right after WeChat has given it; an event may be quicker.
NOTED_WITHIN = timedelta(hours=1)


class NotNotedYet(ChuangpingError):
    """A message did not arrive of which we have not noted that it was sent."""

    code = "messages.not_noted_yet"


def answered(event: dict[str, object], now: datetime) -> None:
    """subscribe_msg_popup_event: what somebody answered. A no leaves earlier consents alone."""
    accepted = {chosen.name for chosen, said in _answers(event) if said == ACCEPT}
    _hear(event, accepted, set(), now)


def changed(event: dict[str, object], now: datetime) -> None:
    """subscribe_msg_change_event: somebody switched messages off, or on again, in WeChat.

    Being switched on again earns no message, unless the consent to the template lasts.
    """
    answers = tuple(_answers(event))
    accepted = {one.name for one, said in answers if said == ACCEPT and one.is_lasting}
    _hear(event, accepted, {one.name for one, said in answers if said == REJECT}, now)


def arrived(event: dict[str, object], now: datetime) -> None:
    """subscribe_msg_sent_event: what became of messages. Raises NotNotedYet, to be asked again."""
    for entry in _entries(event):
        code, number = str(entry.get("ErrorCode", "")), str(entry.get("MsgID", ""))
        if code == ARRIVED or not number:
            continue
        is_known = hear_delivery(number, f"{Reason.WECHAT} {code}", _ways(), now=now)
        if not is_known and now - _moment(event) < NOTED_WITHIN:
            raise NotNotedYet


def _hear(
    event: dict[str, object], accepted: set[str], switched_off: set[str], now: datetime
) -> None:
    holder = phone_behind(str(event.get("FromUserName", "")), phone_keys(wiring().settings))
    if holder is not None:
        hear_consents(holder, Heard(accepted, switched_off, _moment(event)), now=now)


def _answers(event: Mapping[str, object]) -> Iterator[tuple[Chosen, str]]:
    """The templates of ours that were asked about, with the answer."""
    ours = {chosen.id: chosen for chosen in chosen_here(wiring().settings)}
    for entry in _entries(event):
        chosen = ours.get(str(entry.get("TemplateId", "")))
        if chosen is not None:
            yield chosen, str(entry.get("SubscribeStatusString", ""))


def _entries(event: Mapping[str, object]) -> tuple[Mapping[str, Any], ...]:
    """What the event lists. A list of one is no list, and some events wrap it once more."""
    inner = (part for part in event.values() if isinstance(part, dict) and "List" in part)
    found = event.get("List") or next(inner, {}).get("List") or ()
    entries = found if isinstance(found, list | tuple) else (found,)
    return tuple(entry for entry in entries if isinstance(entry, dict))


def _moment(event: Mapping[str, object]) -> datetime:
    return datetime.fromtimestamp(int(str(event.get("CreateTime", 0))), UTC)


def _ways() -> Ways:
    """The ways out that are set up here, as the worker has them; nobody is asked for WeChat's."""
    settings = wiring().settings
    channels = Desk(settings, senders_of(settings.outward)).channels
    return Ways(channels, settings.keys("contact"))


HANDLERS = {
    "subscribe_msg_popup_event": answered,
    "subscribe_msg_change_event": changed,
    "subscribe_msg_sent_event": arrived,
}
