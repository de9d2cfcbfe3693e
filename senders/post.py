"""How is something posted to a place that may be asked, in time and without being led on?"""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import httpx2

from senders.fuse import Fuse
from senders.outcomes import Reason, Refused, TryLater
from senders.places import Network, Place, Where, place_of
from senders.trust import trusting

# What is read of an answer: enough for the words of success, too little to fill the memory.
MOST_BYTES = 4096
MOST_ADDRESSES = 3
CONNECTED = "connection.connect_tcp.complete"


@dataclass(frozen=True)
class Answer:
    """The status, and the beginning of what was said."""

    status: int
    beginning: bytes


@dataclass(frozen=True)
class Parcel:
    """What is posted where."""

    url: str
    headers: Mapping[str, str]
    content: bytes


def post(parcel: Parcel, network: Network) -> Answer | Refused | TryLater:
    """Post it once; the answer whatever its status, or why there is none.

    Follows no redirect and knows no proxy of the environment. Raises OSError where the
    operator's file of certificates cannot be read.
    """
    place = place_of(parcel.url, network)
    if not isinstance(place, Place):
        return place
    with Fuse(network.seconds) as fuse, _client(network) as client:
        try:
            return _first_answer(client, place, parcel, fuse)
        except httpx2.TransportError as error:
            return TryLater(Reason.TIMEOUT if fuse.is_blown else _reason(error))


def _client(network: Network) -> httpx2.Client:
    return httpx2.Client(
        verify=trusting(network.ca_file),
        timeout=network.silent_seconds,
        trust_env=False,
        follow_redirects=False,
    )


def _first_answer(client: httpx2.Client, place: Place, parcel: Parcel, fuse: Fuse) -> Answer:
    """Of the addresses that were looked at, the first that lets itself be connected to."""
    *others, last = place.addresses[:MOST_ADDRESSES]
    for address in others:
        with suppress(httpx2.ConnectError, httpx2.ConnectTimeout):  # nothing has arrived there
            return _ask(client, place.at(address), parcel, fuse)
    return _ask(client, place.at(last), parcel, fuse)


def _ask(client: httpx2.Client, where: Where, parcel: Parcel, fuse: Fuse) -> Answer:
    def watch(event: str, particulars: Mapping[str, Any]) -> None:
        if event == CONNECTED:
            fuse.watch(particulars["return_value"].get_extra_info("socket"))

    request = client.build_request(
        "POST",
        where.url,
        headers={**parcel.headers, "Host": where.host, "Accept-Encoding": "identity"},
        content=parcel.content,
        extensions={"sni_hostname": where.name, "trace": watch},
    )
    response = client.send(request, stream=True)
    try:
        return Answer(response.status_code, _beginning(response))
    finally:
        response.close()


def _beginning(response: httpx2.Response) -> bytes:
    read = b""
    for part in response.iter_raw(MOST_BYTES):
        read += part
        if len(read) >= MOST_BYTES:
            break
    return read[:MOST_BYTES]


def _reason(error: httpx2.TransportError) -> Reason:
    if isinstance(error, httpx2.TimeoutException):
        return Reason.TIMEOUT
    is_distrust = any(isinstance(one, ssl.SSLCertVerificationError) for one in _behind(error))
    return Reason.CERTIFICATE if is_distrust else Reason.CONNECTION


def _behind(error: BaseException | None) -> Iterator[BaseException]:
    """An error and all that led to it: the client wraps TLS's own one more than once."""
    while error:
        yield error
        error = error.__cause__ or error.__context__
