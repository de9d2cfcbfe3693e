"""How does one text message get to the gateway of whichever provider the hall has?

Providers differ in an address, a few headers, the names of fields, and the word for success;
all of that is set up, so that one piece of code serves them all.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

import httpx2

from senders.outcomes import Delivered, Outcome, Reason, Refused, TryLater
from senders.places import Network
from senders.post import Answer, Parcel, post
from senders.webhook import by_status

PHONE = re.compile(r"\+?[0-9]{5,15}")
SHOWN_BEFORE, SHOWN_AFTER = 3, 2
SHORTEST_MASKED = 8


@dataclass(frozen=True)
class Sms:
    """One text to one phone. ``id`` is the same when it is sent again."""

    phone: str = field(repr=False)
    text: str
    id: str


@dataclass(frozen=True)
class SmsGateway:
    """What the provider's manual says.

    ``body`` is a JSON object in which {phone}, {text} and {id} are filled in inside strings;
    ``is_form``: its fields travel as a form. An answer must hold ``success`` (may be empty).
    """

    url: str
    body: Mapping[str, object]
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    is_form: bool = False
    success: str = ""
    network: Network = field(default_factory=Network)


def sms_gateway(url: str, *, body: str, headers: str = "", success: str = "") -> SmsGateway:
    """The gateway at that URL; ``body`` and ``headers`` are JSON objects.

    With a header Content-Type of application/x-www-form-urlencoded its fields travel as a form.
    Raises ValueError for a URL without a host, or what is no JSON object.
    """
    host = _host(url)
    fields, said = _object(body), _object(headers or "{}")
    own = {name: str(value) for name, value in said.items()}
    is_form = any("x-www-form-urlencoded" in value for value in own.values())
    # The operator wrote this one address: it may lie in the hall's own network.
    network = Network(private_hosts=frozenset({host}), may_be_plain=True)
    return SmsGateway(url, fields, own, is_form=is_form, success=success, network=network)


def send_sms(sms: Sms, gateway: SmsGateway) -> Outcome:
    """Hand one text to the gateway. What went wrong names the phone masked, never whole.

    A gateway that answers 200 without the words of success is asked again later: its words
    for "no credit" and for "no such phone" differ from provider to provider.
    """
    if not PHONE.fullmatch(sms.phone):
        return Refused(Reason.ADDRESS, masked(sms.phone))
    answer = post(Parcel(gateway.url, _headers(gateway), _content(sms, gateway)), gateway.network)
    outcome = _outcome(answer, gateway) if isinstance(answer, Answer) else answer
    if isinstance(outcome, Delivered):
        return outcome
    return replace(outcome, detail=f"{outcome.detail} {masked(sms.phone)}".strip())


def masked(phone: str) -> str:
    """A phone number that can be told from another one and not called: 138****78."""
    if len(phone) < SHORTEST_MASKED:
        return "****"
    return f"{phone[:SHOWN_BEFORE]}****{phone[-SHOWN_AFTER:]}"


def _outcome(answer: Answer, gateway: SmsGateway) -> Outcome:
    outcome = by_status(answer.status)
    if isinstance(outcome, Delivered) and gateway.success.encode() not in answer.beginning:
        return TryLater(Reason.NO_SUCCESS)
    return outcome


def _headers(gateway: SmsGateway) -> dict[str, str]:
    if any(name.lower() == "content-type" for name in gateway.headers):
        return dict(gateway.headers)
    return {"Content-Type": "application/json", **gateway.headers}


def _content(sms: Sms, gateway: SmsGateway) -> bytes:
    words = {"{phone}": sms.phone, "{text}": sms.text, "{id}": sms.id}
    filled = _filled(gateway.body, words)
    if gateway.is_form and isinstance(filled, dict):
        return urlencode(filled).encode()
    return json.dumps(filled, ensure_ascii=False).encode()


def _filled(thing: object, words: Mapping[str, str]) -> object:
    """The template with its placeholders filled: inside strings, so that nothing breaks out."""
    match thing:
        case str():
            # All at once: a text that holds "{phone}" itself stays as it is.
            return re.sub(r"\{(?:phone|text|id)\}", lambda found: words[found.group()], thing)
        case list():
            return [_filled(each, words) for each in thing]
        case Mapping():
            return {name: _filled(each, words) for name, each in thing.items()}
        case _:
            return thing


def _host(url: str) -> str:
    try:
        found = httpx2.URL(url)
    except httpx2.InvalidURL as error:
        raise ValueError(url) from error
    if found.scheme not in {"http", "https"} or not found.host:
        raise ValueError(url)
    return found.host


def _object(text: str) -> Mapping[str, object]:
    match json.loads(text):
        case dict() as found:
            return found
        case _:
            raise ValueError(text)
