"""Real HTTPS servers on loopback that note what they are asked and answer as they are told."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Asked:
    """One request as it came in; names of headers in lower case."""

    path: str
    headers: dict[str, str]
    body: bytes
    answered: int


@dataclass
class Receiver:
    """What a server answers, and what it was asked. ``statuses`` are used up one by one."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    statuses: list[int] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    port: int = 0

    def next_status(self) -> int:
        """What the next one who asks is answered."""
        return self.statuses.pop(0) if self.statuses else self.status

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.port}/events"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    receiver: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        headers = {name.lower(): value for name, value in self.headers.items()}
        status = self.receiver.next_status()
        self.receiver.asked.append(Asked(self.path, headers, body, status))
        self.send_response(status)
        for name, value in self.receiver.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(self.receiver.body)))
        self.end_headers()
        self.wfile.write(self.receiver.body)

    do_GET = do_POST  # noqa: N815  a client that is led on by a redirect asks with GET

    def log_message(self, *_: Any) -> None:
        """Tests read what was asked, not a log."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """A client that does not believe the certificate hangs up; the test sees its side."""


@contextmanager
def answering(receiver: Receiver, tls: ssl.SSLContext | None) -> Iterator[Receiver]:
    """The receiver listens on a free port of 127.0.0.1."""
    handler = type("Handler", (_Handler,), {"receiver": receiver})
    server = _Server(("127.0.0.1", 0), handler)
    if tls:
        server.socket = tls.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    receiver.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
