"""U2: two hundred uploads that come drop by drop keep nobody from rating; too much is cut off."""

import asyncio
import contextlib
import http.client
import ssl
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask

from server.app import MOST_BODY_BYTES
from server.settings import Settings
from tests.build import TestHall, a_hall
from tests.deploy.nginx import Front, behind_nginx
from tests.house.installation import a_settings
from tests.house.running import LiveServer, serving
from tests.reliability.nodes import until
from tests.reliability.raters import a_rating_form

pytestmark = [pytest.mark.reliability, pytest.mark.alone]

SLOW, RATINGS = 200, 60
MOST_P95_SECONDS = 0.3
PATIENCE = 3.0
WINDOWS = tuple(f"A{number:02d}" for number in range(1, 31))
UNBUFFERED = {"proxy_request_buffering   on;": "proxy_request_buffering off;"}
HEAD = (
    "POST /w/{code} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
    "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {length}\r\n\r\n--x\r\n"
)


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path) -> Settings:
    """One thread serves all: the tightest place there is."""
    return a_settings(database_url=sqlite_url, var_dir=tmp_path)


@pytest.fixture
def place(app: Flask) -> TestHall:
    """A hall that is always open."""
    with app.app_context():
        return a_hall(windows=WINDOWS, opens=None)


class Drops:
    """So many connections, each of which sends one byte a second of a long form."""

    def __init__(self, front: Front, code: str) -> None:
        self._front, self._code = front, code
        self._over = threading.Event()
        self.open = 0

    async def send_all(self) -> None:
        """Send until it is over."""
        await asyncio.gather(*(self._send() for _ in range(SLOW)))

    async def _send(self) -> None:
        port = self._front.https
        _, writer = await asyncio.open_connection("127.0.0.1", port, ssl=trusting())
        head = HEAD.format(code=self._code, port=port, length=1_000_000)
        writer.write(head.encode())
        await writer.drain()
        self.open += 1
        with contextlib.suppress(ConnectionError):
            while not self._over.is_set():
                writer.write(b"a")
                await writer.drain()
                await asyncio.sleep(1)
        self.open -= 1
        writer.transport.abort()

    def end(self) -> None:
        """Let go."""
        self._over.set()


def trusting() -> ssl.SSLContext:
    """The certificate is the test's own."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


@contextmanager
def dripping(front: Front, place: TestHall) -> Iterator[Drops]:
    """All slow uploads are under way inside the block."""
    drops = Drops(front, next(iter(place.codes.values())))
    thread = threading.Thread(target=lambda: asyncio.run(drops.send_all()))
    thread.start()
    until(lambda: drops.open == SLOW, lambda: None, seconds=60)
    try:
        yield drops
    finally:
        drops.end()
        thread.join()


def seconds_of_a_rating(front: Front, body: bytes) -> float:
    """How long the answer took, on a fresh connection; only "created" counts as one."""
    began = time.monotonic()
    line = http.client.HTTPSConnection(
        "127.0.0.1", front.https, timeout=PATIENCE, context=trusting()
    )
    with contextlib.closing(line):
        line.request("POST", "/api/v1/ratings", body, {"Content-Type": "application/json"})
        status = line.getresponse().status
    assert status == http.client.CREATED
    return time.monotonic() - began


def test_ratings_are_answered_while_two_hundred_uploads_drip(
    settings: Settings, place: TestHall, tmp_path: Path
) -> None:
    (tmp_path / "nginx").mkdir()
    forms = [a_rating_form(place, settings).body for _ in range(RATINGS)]

    with (
        serving(settings) as server,
        behind_nginx(server.url, tmp_path / "nginx") as front,
        dripping(front, place) as drops,
    ):
        seconds = [seconds_of_a_rating(front, body) for body in forms]
        still_open = drops.open

    assert still_open == SLOW
    assert statistics.quantiles(seconds, n=20)[-1] <= MOST_P95_SECONDS


def test_without_the_buffer_of_the_proxy_nobody_could_rate(
    settings: Settings, place: TestHall, tmp_path: Path
) -> None:
    (tmp_path / "nginx").mkdir()
    form = a_rating_form(place, settings).body

    with (
        serving(settings) as server,
        behind_nginx(server.url, tmp_path / "nginx", UNBUFFERED) as front,
        dripping(front, place),
        pytest.raises(TimeoutError),
    ):
        seconds_of_a_rating(front, form)


def status_of_a_body(line: http.client.HTTPConnection, code: str, size: int) -> int:
    """What is answered to a form of so many bytes; a server may hang up before all is sent."""
    with contextlib.closing(line):
        line.putrequest("POST", f"/w/{code}")
        line.putheader("Content-Type", "multipart/form-data; boundary=x")
        line.putheader("Content-Length", str(size))
        line.endheaders()
        with contextlib.suppress(ConnectionError):
            for _ in range(size // 65_536):
                line.send(b"a" * 65_536)
        return line.getresponse().status


@pytest.fixture
def server(settings: Settings) -> Iterator[LiveServer]:
    """The program on its own."""
    with serving(settings) as running:
        yield running


def test_a_body_over_the_limit_is_cut_off_at_the_proxy_and_at_the_program(
    server: LiveServer, place: TestHall, tmp_path: Path
) -> None:
    (tmp_path / "nginx").mkdir()
    code = next(iter(place.codes.values()))
    port = int(server.url.rpartition(":")[2])

    with behind_nginx(server.url, tmp_path / "nginx") as front:
        at_proxy = http.client.HTTPSConnection("127.0.0.1", front.https, context=trusting())
        through = http.client.HTTPSConnection("127.0.0.1", front.https, context=trusting())
        at_program = http.client.HTTPConnection("127.0.0.1", port)

        assert status_of_a_body(at_proxy, code, 46 * 1024 * 1024) == 413
        assert status_of_a_body(through, code, MOST_BODY_BYTES + 65_536) == 413
        assert status_of_a_body(at_program, code, MOST_BODY_BYTES + 65_536) == 413


def test_a_hall_at_its_busiest_is_not_refused(server: LiveServer, tmp_path: Path) -> None:
    (tmp_path / "nginx").mkdir()
    with behind_nginx(server.url, tmp_path / "nginx") as front:
        assert set(statuses(front, 300)) == {200}


def test_a_flood_from_one_address_is_refused(server: LiveServer, tmp_path: Path) -> None:
    (tmp_path / "nginx").mkdir()
    # A tenth of the sample's limits, so that a slow machine can flood it too.
    tenth = {"rate=200r/s": "rate=20r/s", "burst=400": "burst=40"}
    with behind_nginx(server.url, tmp_path / "nginx", tenth) as front:
        told = statuses(front, 400)

    assert set(told[:40]) == {200}
    assert 429 in told


def statuses(front: Front, requests: int) -> list[int]:
    """So many small requests, one after the other as fast as they go."""
    line = http.client.HTTPSConnection(
        "127.0.0.1", front.https, timeout=PATIENCE, context=trusting()
    )
    found = []
    with contextlib.closing(line):
        for _ in range(requests):
            line.request("GET", "/healthz")
            answer = line.getresponse()
            answer.read()
            found.append(answer.status)
    return found
