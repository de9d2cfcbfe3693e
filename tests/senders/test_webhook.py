"""Does an event reach a real HTTPS server, signed, and nowhere else?"""

import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from senders.outcomes import Delivered, Outcome, Reason, Refused, TryLater
from senders.places import Network
from senders.signature import is_genuine
from senders.webhook import Event, Hook, send_event
from tests.senders.certificates import Certificates, certificates_for
from tests.senders.web_servers import Asked, Receiver, answering

SECRET = b"s" * 32
BODY = json.dumps({"topic": "case_received", "facts": {"number": "7KQ2M4XT9B"}}).encode()
EVENT = Event("evt-1", BODY, sent_at=1_795_658_400)


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    folder = tmp_path_factory.mktemp("web")
    return certificates_for("127.0.0.1", "hooks.example.gov.cn", folder=folder)


@pytest.fixture
def network(certificates: Certificates) -> Network:
    return Network(private_hosts=frozenset({"127.0.0.1"}), ca_file=certificates.ca_file)


@pytest.fixture
def receiver(certificates: Certificates) -> Iterator[Receiver]:
    with answering(Receiver(), certificates.server) as receiver:
        yield receiver


def genuine(asked: Asked, *, now: int, secret: bytes = SECRET) -> bool:
    header = asked.headers["chuangping-signature"]
    event_id = asked.headers["chuangping-event"]
    return is_genuine(secret, event_id, asked.body, header=header, now=now)


def test_an_event_arrives_signed_and_named(receiver: Receiver, network: Network) -> None:
    outcome = send_event(EVENT, Hook(receiver.url, SECRET), network)

    (asked,) = receiver.asked
    assert outcome == Delivered()
    assert asked.body == BODY
    assert asked.headers["content-type"] == "application/json"
    assert asked.headers["idempotency-key"] == "evt-1"
    assert asked.headers["host"] == f"127.0.0.1:{receiver.port}"
    assert genuine(asked, now=EVENT.sent_at)


def test_sent_again_it_is_the_same_event_with_a_fresh_signature(
    receiver: Receiver, network: Network
) -> None:
    for event in (EVENT, replace(EVENT, sent_at=EVENT.sent_at + 86_400)):
        send_event(event, Hook(receiver.url, SECRET), network)

    first, again = receiver.asked
    assert (first.body, first.headers["chuangping-event"]) == (BODY, "evt-1")
    assert (again.body, again.headers["chuangping-event"]) == (BODY, "evt-1")
    assert genuine(again, now=EVENT.sent_at + 86_400)
    assert not genuine(first, now=EVENT.sent_at + 86_400)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, Delivered()),
        (204, Delivered()),
        (299, Delivered()),
        (300, Refused(Reason.REDIRECT, "300")),
        (304, Refused(Reason.REDIRECT, "304")),
        (400, Refused(Reason.STATUS, "400")),
        (404, Refused(Reason.STATUS, "404")),
        (408, TryLater(Reason.STATUS, "408")),
        (410, Refused(Reason.STATUS, "410")),
        (429, TryLater(Reason.STATUS, "429")),
        (499, Refused(Reason.STATUS, "499")),
        (500, TryLater(Reason.STATUS, "500")),
        (503, TryLater(Reason.STATUS, "503")),
    ],
    ids=lambda value: str(value) if isinstance(value, int) else "",
)
def test_the_status_decides(
    receiver: Receiver, network: Network, status: int, outcome: Outcome
) -> None:
    receiver.status = status

    assert send_event(EVENT, Hook(receiver.url, SECRET), network) == outcome


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_nobody_is_led_on(receiver: Receiver, network: Network, status: int) -> None:
    receiver.status, receiver.headers = status, {"Location": "/elsewhere"}

    outcome = send_event(EVENT, Hook(receiver.url, SECRET), network)

    assert outcome == Refused(Reason.REDIRECT, str(status))
    assert len(receiver.asked) == 1


def test_an_answer_without_end_is_left(receiver: Receiver, network: Network) -> None:
    receiver.body = b"x" * 50_000_000

    assert send_event(EVENT, Hook(receiver.url, SECRET), network) == Delivered()


def test_a_name_goes_to_the_address_that_was_looked_at(
    receiver: Receiver, certificates: Certificates
) -> None:
    hook = Hook(f"https://hooks.example.gov.cn:{receiver.port}/events", SECRET)
    network = Network(
        private_hosts=frozenset({"hooks.example.gov.cn"}),
        ca_file=certificates.ca_file,
        resolve=lambda _host, _port: ("127.0.0.1",),
    )

    outcome = send_event(EVENT, hook, network)

    assert outcome == Delivered()
    assert receiver.asked[0].headers["host"] == f"hooks.example.gov.cn:{receiver.port}"


def test_an_address_that_does_not_answer_is_passed_over(
    receiver: Receiver, network: Network
) -> None:
    both = replace(network, resolve=lambda _host, _port: ("127.0.0.2", "127.0.0.1"))

    assert send_event(EVENT, Hook(receiver.url, SECRET), both) == Delivered()


def test_a_certificate_of_another_name_is_not_believed(network: Network, tmp_path: Path) -> None:
    other = certificates_for("elsewhere.example.org", folder=tmp_path)
    with answering(Receiver(), other.server) as receiver:
        trusting = replace(network, ca_file=other.ca_file)

        outcome = send_event(EVENT, Hook(receiver.url, SECRET), trusting)

    assert outcome == TryLater(Reason.CERTIFICATE)
    assert receiver.asked == []


def test_a_certificate_of_a_stranger_is_not_believed(receiver: Receiver, network: Network) -> None:
    trusting_none = replace(network, ca_file="")

    outcome = send_event(EVENT, Hook(receiver.url, SECRET), trusting_none)

    assert outcome == TryLater(Reason.CERTIFICATE)
    assert receiver.asked == []


def test_nobody_there_is_a_reason_to_try_later(network: Network) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        url = f"https://127.0.0.1:{gone.getsockname()[1]}/"

    assert send_event(EVENT, Hook(url, SECRET), network) == TryLater(Reason.CONNECTION)


@pytest.mark.parametrize("patience", ["silent_seconds", "seconds"])
def test_a_silent_receiver_is_left(network: Network, patience: str) -> None:
    limits: dict[str, Any] = {patience: 0.2}
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://127.0.0.1:{silent.getsockname()[1]}/"

        outcome = send_event(EVENT, Hook(url, SECRET), replace(network, **limits))

    assert outcome == TryLater(Reason.TIMEOUT)


def test_a_receiver_that_answers_one_byte_at_a_time_is_left(
    network: Network, certificates: Certificates
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as slow:
        Thread(target=drip, args=(slow, certificates), daemon=True).start()
        url = f"https://127.0.0.1:{slow.getsockname()[1]}/"

        outcome = send_event(EVENT, Hook(url, SECRET), replace(network, seconds=0.4))

    assert outcome == TryLater(Reason.TIMEOUT)


def drip(listener: socket.socket, certificates: Certificates) -> None:
    """Reads the request, then answers a header letter by letter."""
    raw, _ = listener.accept()
    raw.settimeout(0.02)
    with certificates.server.wrap_socket(raw, server_side=True) as connection:
        try:
            connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
            while True:
                connection.sendall(b"x")
                try:
                    connection.recv(1)
                except TimeoutError:
                    continue
        except OSError:
            return


@pytest.mark.parametrize(
    ("change", "now"),
    [
        ({"secret": b"t" * 32}, 0),
        ({"event_id": "evt-2"}, 0),
        ({"body": BODY + b" "}, 0),
        ({"header": "t=1795658400"}, 0),
        ({"header": ""}, 0),
        ({"header": "v1=00"}, 0),
        ({"header": "t=,v1=00"}, 0),
        ({"header": "t=²,v1=00"}, 0),
        ({"header": "t=-5,v1=ä"}, 0),
        ({"header": f"t={'9' * 5000},v1=00"}, 0),
        ({}, 301),
        ({}, -301),
    ],
    ids=str,
)
def test_what_was_changed_or_kept_back_is_not_genuine(
    receiver: Receiver, network: Network, change: dict[str, Any], now: int
) -> None:
    send_event(EVENT, Hook(receiver.url, SECRET), network)
    header = receiver.asked[0].headers["chuangping-signature"]
    shown: dict[str, Any] = {"secret": SECRET, "event_id": "evt-1", "body": BODY, "header": header}

    assert is_genuine(**shown, now=EVENT.sent_at)
    assert is_genuine(**shown, now=EVENT.sent_at + 300)
    assert not is_genuine(**{**shown, **change}, now=EVENT.sent_at + now)
