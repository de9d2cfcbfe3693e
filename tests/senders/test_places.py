"""Can anybody make us ask an address inside the house? (ASVS 1.3.6)"""

from collections.abc import Sequence

import pytest

from senders.outcomes import Outcome, Reason, Refused, TryLater
from senders.places import Network, Place, place_of, system_resolver

HOST = "hooks.example.gov.cn"
INSIDE = "esb.hall.example"
PUBLIC = ("203.1.113.7", "2400:3200::1")  # addresses of the open internet

OURS = ("10.1.2.3", "172.16.0.1", "192.168.1.1", "127.0.0.1", "127.8.9.1", "::1", "fd00::1")
OURS_IN_DISGUISE = (
    "::ffff:10.0.0.1",
    "::ffff:127.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
    "100.64.0.1",
    "192.0.2.1",
    "198.18.0.1",
)
NEVER = (
    "169.254.169.254",
    "169.254.0.1",
    "fe80::1",
    "fe80::1%eth0",
    "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe",
    "2002:a9fe:a9fe::",
    "0.0.0.0",  # noqa: S104  an address that is refused, nothing binds to it
    "::",
    "224.0.0.1",
    "ff02::1",
    "255.255.255.255",
    "240.0.0.1",
)


def a_network(*addresses: str) -> Network:
    """One public host and one inside; every name has these addresses."""
    return Network(
        hosts=frozenset({HOST}),
        private_hosts=frozenset({INSIDE}),
        resolve=lambda _host, _port: addresses,
    )


@pytest.mark.parametrize("address", PUBLIC)
def test_a_listed_host_of_the_open_internet_is_asked(address: str) -> None:
    place = place_of(f"https://{HOST}/in?a=1", a_network(address))

    assert isinstance(place, Place)
    assert place.at(address).url.path == "/in"
    assert place.at(address).host == HOST


@pytest.mark.parametrize("address", [*OURS, *OURS_IN_DISGUISE, *NEVER])
def test_a_name_that_leads_inside_is_refused(address: str) -> None:
    assert place_of(f"https://{HOST}/", a_network(address)) == Refused(Reason.HOST_PRIVATE)


@pytest.mark.parametrize("address", OURS)
def test_a_host_that_is_listed_as_inside_is_asked(address: str) -> None:
    assert isinstance(place_of(f"https://{INSIDE}/", a_network(address)), Place)


@pytest.mark.parametrize("address", NEVER)
def test_the_clouds_own_addresses_are_never_asked(address: str) -> None:
    assert place_of(f"https://{INSIDE}/", a_network(address)) == Refused(Reason.HOST_PRIVATE)


@pytest.mark.parametrize("order", [(PUBLIC[0], "10.0.0.1"), ("10.0.0.1", PUBLIC[0])], ids=str)
def test_one_address_inside_among_others_is_enough_to_refuse(order: Sequence[str]) -> None:
    assert place_of(f"https://{HOST}/", a_network(*order)) == Refused(Reason.HOST_PRIVATE)


@pytest.mark.parametrize(
    "url",
    [
        "https://169.254.169.254/latest/meta-data/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://localhost/",
        "https://elsewhere.example.org/",
        f"https://{HOST}.elsewhere.example.org/",
        f"https://elsewhere.example.org/{HOST}",
        f"https://elsewhere.example.org#{HOST}",
        f"https://elsewhere.example.org?{HOST}",
        f"https://{HOST}./",
        "https://hooks%2eexample.gov.cn/",
    ],
)
def test_a_host_that_is_not_listed_is_refused(url: str) -> None:
    assert place_of(url, a_network(PUBLIC[0])) in UNLISTED


UNLISTED: tuple[Outcome, ...] = (Refused(Reason.HOST_UNLISTED), Refused(Reason.URL))


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        f"http://{HOST}/",
        f"ftp://{HOST}/",
        f"gopher://{HOST}/",
        f"HTTPS:{HOST}",
        f"//{HOST}/",
        f"/{HOST}",
        "",
        "https://",
        f"https://user:word@{HOST}/",
        f"https://user@{HOST}/",
        f"https://{HOST}:99999/",
        f"https://{HOST}/\r\nX: y",
        f"https://{HOST}\\@elsewhere.example.org/",
        "https://[::1",
    ],
)
def test_what_is_no_plain_https_address_is_refused(url: str) -> None:
    assert place_of(url, a_network(PUBLIC[0])) in UNLISTED


def test_capital_letters_name_the_same_host() -> None:
    assert isinstance(place_of(f"HTTPS://{HOST.upper()}/", a_network(PUBLIC[0])), Place)


def test_a_name_that_answers_otherwise_the_second_time_is_asked_once() -> None:
    answers = iter([(PUBLIC[0],), ("127.0.0.1",)])
    network = Network(hosts=frozenset({HOST}), resolve=lambda _host, _port: next(answers))

    place = place_of(f"https://{HOST}/", network)

    assert isinstance(place, Place)
    assert [str(place.at(each).url) for each in place.addresses] == [f"https://{PUBLIC[0]}/"]


def test_a_name_without_address_is_tried_later() -> None:
    def resolve(_host: str, _port: int) -> tuple[str, ...]:
        raise OSError

    network = Network(hosts=frozenset({HOST}), resolve=resolve)

    assert place_of(f"https://{HOST}/", network) == TryLater(Reason.HOST_UNKNOWN)


def test_without_a_list_nothing_is_asked() -> None:
    assert place_of(f"https://{HOST}/", Network()) == Refused(Reason.HOST_UNLISTED)


def test_the_system_knows_this_machine() -> None:
    assert "127.0.0.1" in system_resolver("localhost", 443)
