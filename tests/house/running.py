"""How does a test get the real server? Granian in a process of its own, on a free port."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from server.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN = 60.0  # other groups of tests run beside; nobody waits longer than it takes
STOPS_WITHIN = 10.0


@dataclass(frozen=True)
class LiveServer:
    """A running server: where it answers, with which settings, in which process."""

    url: str
    settings: Settings
    process: subprocess.Popen[bytes]
    log: Path


def environment(settings: Settings) -> dict[str, str]:
    """The environment variables that give a process these settings."""
    return {
        **os.environ,
        "DATABASE_URL": settings.database_url,
        "SECRET_KEY": settings.secret_key,
        "PUBLIC_URL": settings.public_url,
        "VAR_DIR": str(settings.var_dir),
        "DEMO": "1" if settings.is_demo else "0",
        "THREADS": str(settings.threads),
        "LEASE_SECONDS": str(settings.lease_seconds),
        "TRUSTED_PROXIES": str(settings.trusted_proxies),
        **settings.outward,
        **settings.wechat,
    }


def free_port() -> int:
    """A port that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(settings: Settings) -> Iterator[LiveServer]:
    """The real server with these settings, answering; its own address becomes the public one."""
    port = free_port()
    own = replace(settings, public_url=f"http://127.0.0.1:{port}")
    with serving_at(port, own, environment(own)) as server:
        yield server


@contextmanager
def serving_at(
    port: int, settings: Settings, variables: dict[str, str], *, program: Path = ROOT
) -> Iterator[LiveServer]:
    """The real server on that port, in that environment, whatever its public address is.

    ``program`` is the folder of the code that serves: ours, or another version of it.
    """
    command = ["granian", "--interface", "wsgi", "--http", "1", "--workers", "1"]
    threads = ["--blocking-threads", str(settings.threads), "--log-level", "warning"]
    place = ["--host", "127.0.0.1", "--port", str(port), "wsgi:app"]
    log = settings.var_dir / f"server-{port}.log"
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", *command, *threads, *place],
            cwd=program,
            env=variables,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    server = LiveServer(url=f"http://127.0.0.1:{port}", settings=settings, process=process, log=log)
    try:
        _wait_until_it_answers(server)
        yield server
    finally:
        _stop(process)


@pytest.fixture
def live_server(settings: Settings) -> Iterator[LiveServer]:
    """The real server on the test's fresh database."""
    with serving(settings) as server:
        yield server


def _wait_until_it_answers(server: LiveServer) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end and server.process.poll() is None:
        try:
            with urlopen(f"{server.url}/healthz", timeout=2):  # noqa: S310 - always our own http address
                return
        except HTTPError:
            return  # it answers, if only to say no
        except (URLError, ConnectionError):
            time.sleep(0.05)
    raise RuntimeError(f"the server did not start:\n{server.log.read_text()}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOPS_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
