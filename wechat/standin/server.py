"""How does the stand-in answer over HTTP?"""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from wechat.account import Account
from wechat.standin.calls import Answer
from wechat.standin.door import answered
from wechat.standin.pushing import push
from wechat.standin.world import ACCOUNT, HandClock, StandIn

POLL_SECONDS = 0.01
GATEWAY = b"<html><title>502 Bad Gateway</title></html>"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    world: StandIn
    lock: threading.Lock

    def do_GET(self) -> None:
        """Answer a GET."""
        self._answer(b"")

    def do_POST(self) -> None:
        """Answer a POST."""
        self._answer(self.rfile.read(int(self.headers.get("Content-Length", "0"))))

    def log_message(self, *_: object) -> None:
        """Whoever wants to know reads ``asked``."""

    def _answer(self, body: bytes) -> None:
        asked = urlsplit(self.path)
        query = dict(parse_qsl(asked.query, keep_blank_values=True))
        with self.lock:
            if self.world.faults.spend("gateways"):
                self._send(502, "text/html", GATEWAY)
                return
            answer = answered(self.world, self.command, asked.path, query, body)
            is_hung_up = self.world.faults.spend("hang_ups")
        if is_hung_up:
            self.close_connection = True
            return
        self._send(200, *_written(answer))

    def _send(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port: int, handler: type[_Handler]) -> None:
        super().__init__(("127.0.0.1", port), handler)
        self._open: set[socket.socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Take a connection, and remember it."""
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """A connection ends."""
        self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """End all connections: a client that keeps one open would be answered for ever."""
        for connection in tuple(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


@contextmanager
def standing_in(
    clock: Callable[[], datetime] | None = None,
    *,
    account: Account = ACCOUNT,
    port: int = 0,
    seed: int = 1,
    pushes: bool = False,
) -> Iterator[StandIn]:
    """A stand-in that answers on 127.0.0.1 until it is left.

    Without a clock it has one that stands still (``standin.clock.move(minutes=5)``). With
    ``pushes`` events are delivered by themselves; else when ``push(standin)`` is called.
    """
    world = StandIn(clock or HandClock(), account, seed)
    handler = type("Handler", (_Handler,), {"world": world, "lock": threading.Lock()})
    server = _Server(port, handler)
    world.account = replace(account, base_url=f"http://127.0.0.1:{server.server_address[1]}")
    left = threading.Event()
    threads = [threading.Thread(target=server.serve_forever, args=(POLL_SECONDS,))]
    if pushes:
        threads.append(threading.Thread(target=_push_on, args=(world, left)))
    for thread in threads:
        thread.start()
    try:
        yield world
    finally:
        left.set()
        server.shutdown()
        for thread in threads:
            thread.join()
        server.server_close()
        server.hang_up()


def _push_on(world: StandIn, left: threading.Event) -> None:
    while not left.wait(POLL_SECONDS):
        push(world)


def _written(answer: Answer) -> tuple[str, bytes]:
    """Kind and content; WeChat says of JSON that it is plain text."""
    if isinstance(answer, bytes):
        return "image/png", answer
    return "text/plain", json.dumps(answer, ensure_ascii=False).encode()
