"""How does a claimed delivery become a subscribe message of WeChat's, and what became of it?

WeChat knows no number of ours by which it could tell that it has a message already. What was
sent and not noted is sent again: told twice is better than not at all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from senders.outcomes import Delivered, Outcome, Reason, Refused, TryLater
from server.actions.messages.claim_message import Claim
from server.queries.messages.consents import holder_of, remaining
from server.queries.messages.outgoing import Outgoing, language_of, phone_for
from server.queries.messages.phone_pages import INBOX, page_of
from server.queries.messages.subscribe_words import data_of
from server.rules.messages.audience import Circle
from server.rules.messages.templates import Chosen, template_for
from server.settings import Settings
from wechat import errors
from wechat.client import Wechat
from wechat.spoken import SubscribeMessage

LANGUAGES = {"zh": "zh_CN", "en": "en_US"}
# The first that fits. What only an operator can mend comes back, and so does what passes.
OUTCOMES: Sequence[tuple[type[errors.WechatError], Callable[[Mapping[str, object]], Outcome]]] = (
    (errors.ConsentUsedUp, lambda _: Refused(Reason.CONSENT)),
    (errors.OpenidUnknown, lambda _: Refused(Reason.ADDRESS)),
    (errors.TemplateUnknown, lambda _: Refused(Reason.TEMPLATE)),
    (errors.TemplateFieldUnfit, lambda data: Refused(Reason.FIELD, str(data.get("field", "")))),
    (errors.QuotaUsedUp, lambda _: TryLater(Reason.QUOTA)),
    (errors.TooFrequent, lambda _: TryLater(Reason.BUSY)),
    (errors.WechatBusy, lambda _: TryLater(Reason.BUSY)),
    (errors.WechatUnreachable, lambda data: TryLater(_network_reason(data))),
    (errors.NotSetUpThere, lambda data: TryLater(Reason.NOT_LET_IN, _code(data))),
    (errors.WechatError, lambda data: Refused(Reason.WECHAT, _code(data))),
)
NETWORK = {"timeout": Reason.TIMEOUT, "certificate": Reason.CERTIFICATE}


@dataclass(frozen=True)
class PhoneDesk:
    """Who speaks to WeChat here, and the templates that the operator chose."""

    client: Wechat
    templates: tuple[Chosen, ...]


def subscribe_parcel(
    claim: Claim, message: Outgoing, desk: PhoneDesk, settings: Settings
) -> Callable[[], Outcome]:
    """The message, ready to be sent to the phone; it refuses itself where none accepts it now."""
    is_citizen = message.audience.circle is Circle.CITIZEN
    chosen = template_for(desk.templates, message.topic, is_citizen=is_citizen)
    openid = phone_for(message, claim.recipient, settings)
    holder = holder_of(claim.hall_id, claim.recipient)
    if openid is None or holder is None:
        return partial(Refused, Reason.GONE)
    if chosen is None:
        return partial(Refused, Reason.TEMPLATE)
    if not remaining(holder).get(chosen.name):
        return partial(Refused, Reason.CONSENT)
    lang = language_of(claim.recipient)
    page = page_of(message.topic, message.facts, circle=message.audience.circle)
    spoken = SubscribeMessage(
        openid, chosen.id, data_of(message, chosen, lang), page or INBOX, LANGUAGES[lang]
    )
    return partial(send_subscribe, spoken, desk.client)


def send_subscribe(message: SubscribeMessage, client: Wechat) -> Outcome:
    """Hand one message to WeChat. A page that is not published yet costs the page, no more."""
    try:
        return Delivered(client.send_subscribe(message))
    except errors.PageUnpublished as error:
        if not message.page:
            return outcome_of(error)
        return send_subscribe(replace(message, page=""), client)
    except errors.WechatError as error:
        return outcome_of(error)


def outcome_of(error: errors.WechatError) -> Outcome:
    """What that error means for the message."""
    return next(outcome(error.data) for kind, outcome in OUTCOMES if isinstance(error, kind))


def _network_reason(data: Mapping[str, object]) -> Reason:
    return NETWORK.get(str(data.get("reason", "")), Reason.CONNECTION)


def _code(data: Mapping[str, object]) -> str:
    return str(data.get("errcode", ""))
