"""How does a bench run a real server and fire at it?"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from server.settings import PROJECT, Settings

SCRIPT = Path(__file__).with_name("post.lua")
STARTS_WITHIN = 30.0
MOST_THREADS = 2


class NoWrk(RuntimeError):
    """The load generator is not installed."""


@dataclass(frozen=True)
class Fired:
    """What one burst gave: requests a second, answers that were no success, latencies in ms."""

    per_second: float
    refused: int
    median_ms: float
    p99_ms: float


def environment(settings: Settings) -> dict[str, str]:
    """The environment of a server with these settings."""
    return {
        **os.environ,
        "DATABASE_URL": settings.database_url,
        "SECRET_KEY": settings.secret_key,
        "PUBLIC_URL": settings.public_url,
        "VAR_DIR": str(settings.var_dir),
        "THREADS": str(settings.threads),
    }


@contextmanager
def serving(target: str, settings: Settings) -> Iterator[str]:
    """The application behind the product's own server, on a free port; its address."""
    port = _free_port()
    command = [
        str(Path(sys.executable).with_name("granian")),
        *("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "1", "--blocking-threads", str(settings.threads)),
        *("--http", "1", "--no-access-log", "--log-level", "warning", target),
    ]
    server = subprocess.Popen(command, cwd=PROJECT, env=environment(settings))  # noqa: S603 - our own server
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=STARTS_WITHIN)


def fire(address: str, bodies: Path, *, seconds: int, connections: int) -> Fired:
    """Post the lines of a file as fast as the server takes them."""
    wrk = shutil.which("wrk")
    if wrk is None:
        raise NoWrk
    threads = min(MOST_THREADS, connections)
    command = [
        wrk,
        *(f"-t{threads}", f"-c{connections}", f"-d{seconds}s", "-s", str(SCRIPT), address),
        *("--", str(bodies), str(threads)),
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - wrk, found above
    result = next(line for line in said.splitlines() if line.startswith("RESULT"))
    requests, microseconds, refused, median, p99 = map(int, result.split()[1:])
    return Fired(requests / (microseconds / 1e6), refused, median / 1000, p99 / 1000)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    msg = "the server did not start"
    raise RuntimeError(msg)
