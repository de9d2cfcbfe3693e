"""Citizens who rate over a bad line: each keeps asking with the same form until it is answered."""

import http.client
import json
import secrets
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

from server.queries.codes.scans import receipt_of, ticket_of
from server.rules.ratings.form import Scan
from server.rules.ratings.levels import Lane
from server.settings import Settings
from tests.build import TestHall

PATIENCE = 10.0
BEFORE_ASKING_AGAIN = 0.02


@dataclass(frozen=True)
class Form:
    """A rating form ready to send, and the receipt that its acknowledgement must name."""

    body: bytes
    level: int
    receipt: str


@dataclass
class Crowd:
    """What the citizens were told: the acknowledged forms, and the answers that made no sense."""

    acknowledged: list[Form] = field(default_factory=list)
    strange: list[tuple[int, bytes]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def a_rating_form(place: TestHall, settings: Settings) -> Form:
    """A citizen's form of this moment at one of the hall's windows."""
    code = secrets.choice(list(place.codes.values()))
    level = secrets.choice((3, 4, 5))
    scan = Scan(code, datetime.now(UTC), secrets.token_bytes(16), Lane.PRINTED)
    said = {"ticket": ticket_of(scan, place.hall.code, settings), "level": level}
    return Form(json.dumps(said).encode(), level, receipt_of(scan.nonce, settings))


def ask(url: str, form: Form) -> tuple[int, bytes]:
    """Send a form once: status and body. Raises OSError or HTTPException when the line breaks."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE)
    try:
        headers = {"Content-Type": "application/json"}
        connection.request("POST", "/api/v1/ratings", body=form.body, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def send_and_hang_up(url: str, form: Form) -> None:
    """Send a form whole and close the line before the answer comes."""
    target = urlsplit(url)
    head = (
        f"POST /api/v1/ratings HTTP/1.1\r\nHost: {target.netloc}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(form.body)}\r\n\r\n"
    )
    with socket.create_connection((target.hostname, target.port), timeout=PATIENCE) as line:
        line.sendall(head.encode() + form.body)


@contextmanager
def crowd(citizens: int, url: Callable[[], str], forms: Callable[[], Form]) -> Iterator[Crowd]:
    """So many citizens rate one form after the other until the block ends."""
    told, over = Crowd(), threading.Event()
    threads = [
        threading.Thread(target=_rate_until, args=(told, over, url, forms)) for _ in range(citizens)
    ]
    for thread in threads:
        thread.start()
    try:
        yield told
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _rate_until(
    told: Crowd, over: threading.Event, url: Callable[[], str], forms: Callable[[], Form]
) -> None:
    while not over.is_set():
        form = forms()
        while not over.is_set():
            try:
                status, body = ask(url(), form)
            except (OSError, http.client.HTTPException):
                over.wait(BEFORE_ASKING_AGAIN)
                continue
            _note(told, form, status, body)
            break


def _note(told: Crowd, form: Form, status: int, body: bytes) -> None:
    with told.lock:
        if status == http.client.CREATED and json.loads(body)["receipt"] == form.receipt:
            told.acknowledged.append(form)
        else:
            told.strange.append((status, body))
