"""Where may a request of ours go? Only where the operator says, and never inside by accident.

A name in a URL is resolved once, every address it has is looked at, and the connection goes to
an address that was looked at: a name that answers otherwise a moment later changes nothing.
"""

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx2

from senders.outcomes import Reason, Refused, TryLater

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], tuple[str, ...]]
"""The addresses of a host; raises OSError where the name has none."""

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address in its last 32 bits
HTTPS_PORT, MOST_PORT = 443, 65_535


def system_resolver(host: str, port: int) -> tuple[str, ...]:
    """The addresses as the operating system knows them, each once, in its order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True)
class Network:
    """What the operator allows: hosts to send to, and which of them may lie in this network.

    A host stands there as in the URL, lower case, without its port. ``seconds`` is the most
    that one request may last, ``silent_seconds`` the longest without a byte.
    """

    hosts: frozenset[str] = frozenset()
    private_hosts: frozenset[str] = frozenset()
    may_be_plain: bool = False  # http:// as well; only for an address that the operator wrote
    ca_file: str = ""
    silent_seconds: float = 5
    seconds: float = 20
    resolve: Resolver = field(default=system_resolver, compare=False)


@dataclass(frozen=True)
class Where:
    """One address of a place: the URL to connect to, the Host header, the certificate's name."""

    url: httpx2.URL
    host: str
    name: str


@dataclass(frozen=True)
class Place:
    """A URL that may be asked, and the addresses at which."""

    url: httpx2.URL
    addresses: tuple[str, ...]

    def at(self, address: str) -> Where:
        """The same URL at one of its addresses, so that its name is not resolved once more."""
        pinned = self.url.copy_with(host=address)
        return Where(pinned, self.url.netloc.decode("ascii"), self.url.host)


def place_of(url: str, network: Network) -> Place | Refused | TryLater:
    """Where that URL leads, or why nothing is sent there."""
    try:
        parsed = httpx2.URL(url)
    except httpx2.InvalidURL:
        return Refused(Reason.URL)
    refusal = _refusal(parsed, network)
    if refusal:
        return refusal
    try:
        addresses = network.resolve(parsed.host, _port_of(parsed))
    except OSError:
        return TryLater(Reason.HOST_UNKNOWN)
    may_be_private = parsed.host in network.private_hosts
    if not all(_may_be_asked(each, may_be_private=may_be_private) for each in addresses):
        return Refused(Reason.HOST_PRIVATE)
    return Place(parsed, addresses)


def _refusal(url: httpx2.URL, network: Network) -> Refused | None:
    schemes = {"https", "http"} if network.may_be_plain else {"https"}
    if url.scheme not in schemes or url.userinfo or not url.host or not _port_of(url) <= MOST_PORT:
        return Refused(Reason.URL)
    if url.host not in network.hosts | network.private_hosts:
        return Refused(Reason.HOST_UNLISTED)
    return None


def _port_of(url: httpx2.URL) -> int:
    return HTTPS_PORT if url.port is None else url.port


def _may_be_asked(address: str, *, may_be_private: bool) -> bool:
    """Never the cloud's own addresses (169.254/16) or several at once; ours only where listed."""
    found = _innermost(ipaddress.ip_address(address.partition("%")[0]))
    if found.is_loopback:
        return may_be_private
    if found.is_link_local or found.is_multicast or found.is_unspecified or found.is_reserved:
        return False
    return found.is_global or may_be_private


def _innermost(address: Address) -> Address:
    """The IPv4 address inside an IPv6 one, where there is one: it is where the packets go."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or address
