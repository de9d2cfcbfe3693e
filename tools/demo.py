"""How does a stranger get a running hall with one command?"""

import html
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from tools import environment
from tools.children import Children, end_like_ctrl_c
from tools.demo_phone import bind_the_clerk, phone_settings, start_standin
from tools.interrupted import whole_or_anew
from tools.progress import say

ANSWERS_WITHIN = 30.0
# SQLite has one writer; more threads would only wait for each other.
THREADS_ON_SQLITE, THREADS_ON_POSTGRESQL = "1", "4"


@dataclass(frozen=True)
class Address:
    """A page to look at, and words that stand on it."""

    name: str
    url: str
    shows: str


def demo(*, once: bool) -> int:
    """Set up what is needed, then serve the demo hall; the exit code."""
    return serve(environment.ready("requirements.txt"), once=once)


def serve(python: Path, *, once: bool) -> int:
    """Load the demo hall if there is none, serve it until Ctrl-C; the exit code.

    With ``once`` it looks at each page itself and stops.
    """
    signal.signal(signal.SIGTERM, end_like_ctrl_c)
    settings = demo_settings(dict(os.environ))
    _refuse_taken_port(settings)
    settings |= phone_settings(python, settings)
    try:
        with running(python, settings) as (children, addresses):
            _print(addresses, settings.get("WECHAT_API_URL", ""))
            return _look(addresses, settings, children) if once else _wait(children)
    except KeyboardInterrupt:
        say("Stopped.")
        return 0


def demo_settings(given: dict[str, str]) -> dict[str, str]:
    """The environment of the demo: what is given wins, the rest has defaults."""
    var_dir = Path(given.get("VAR_DIR") or environment.ROOT / "var").resolve()
    var_dir.mkdir(parents=True, exist_ok=True)
    host, port = given.get("HOST") or "127.0.0.1", given.get("PORT") or "8000"
    url = given.get("DATABASE_URL") or f"sqlite:///{var_dir / 'demo.db'}"
    is_sqlite = url.startswith("sqlite")
    chosen = {
        "DEMO": "1",
        "HOST": host,
        "PORT": port,
        "PUBLIC_URL": given.get("PUBLIC_URL") or f"http://127.0.0.1:{port}",
        "DATABASE_URL": url,
        "VAR_DIR": str(var_dir),
        "SECRET_KEY": given.get("SECRET_KEY") or _secret(var_dir / "demo-secret"),
        "THREADS": given.get("THREADS")
        or (THREADS_ON_SQLITE if is_sqlite else THREADS_ON_POSTGRESQL),
    }
    return {**given, **chosen}


def _secret(kept: Path) -> str:
    """A random secret, made once and readable by its owner alone."""
    if not kept.exists():
        with os.fdopen(os.open(kept, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as new:
            new.write(secrets.token_urlsafe(48))
    return kept.read_text(encoding="utf-8")


def _refuse_taken_port(settings: dict[str, str]) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings["HOST"], int(settings["PORT"])))
        except (OSError, OverflowError, ValueError) as cause:
            sys.exit(f"{settings['HOST']}:{settings['PORT']} is not free ({cause}); set PORT.")


@contextmanager
def running(python: Path, settings: dict[str, str]) -> Iterator[tuple[Children, list[Address]]]:
    """The demo with its data, served, with its worker; the pages to look at. Ends with the with.

    Exits when a part of it fails, after that part has said why.
    """
    addresses = _prepare(python, settings)
    has_standin = settings.get("WECHAT_API_URL", "").startswith("http://127.0.0.1:")
    with Children(settings) as children:
        if has_standin:
            start_standin(python, settings, children)
        children.start("web server", [python, "-m", *_granian(settings)])
        children.start("worker", [python, "-m", "flask", "--app", "wsgi", "worker"])
        _wait_for_answer(settings, children)
        if has_standin:
            bind_the_clerk(python, settings)
        yield children, addresses


def _granian(settings: dict[str, str]) -> list[str]:
    place = ["--host", settings["HOST"], "--port", settings["PORT"]]
    size = ["--workers", "1", "--blocking-threads", settings["THREADS"]]
    manners = ["--http", "1", "--log-level", "warning", "--workers-kill-timeout", "5s"]
    return ["granian", "--interface", "wsgi", *place, *size, *manners, "wsgi:app"]


def _prepare(python: Path, settings: dict[str, str]) -> list[Address]:
    """Migrate the database and load the demo hall if there is none; the pages to look at."""
    with whole_or_anew(settings):
        told = subprocess.run(
            [python, "-m", "tools.prepare"],
            cwd=environment.ROOT,
            env=settings,
            stdout=subprocess.PIPE,
            check=False,
        )
        if told.returncode:
            sys.exit(told.returncode)
    return [Address(**address) for address in json.loads(told.stdout)]


def _print(addresses: list[Address], wechat: str) -> None:
    for address in addresses:
        say(f"  {address.name}  {address.url}")
    if wechat:
        say(f"  微信替身收到的消息  {wechat}/standin/sent")
    say("Ctrl-C stops everything.")


def _wait_for_answer(settings: dict[str, str], children: Children) -> None:
    end = time.monotonic() + ANSWERS_WITHIN
    while children.ended() is None and time.monotonic() < end:
        try:
            _body(settings, "/healthz")
        except (URLError, ConnectionError):
            time.sleep(0.05)
        else:
            return
    sys.exit(f"The {children.ended() or 'web server'} did not start; its words stand above.")


def _wait(children: Children) -> int:
    while (name := children.ended()) is None:
        time.sleep(0.5)
    say(f"The {name} has ended by itself; its words stand above.")
    return 1


def _look(addresses: list[Address], settings: dict[str, str], children: Children) -> int:
    """Whether each page shows what it should and all programs are still running."""
    wrong = 0
    for address in addresses:
        parts = urlsplit(address.url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        is_right, found = _shows(settings, path, address.shows)
        wrong += not is_right
        say(f"  {'right' if is_right else 'WRONG'}  {path} {found}")
    if name := children.ended():
        say(f"  WRONG  the {name} has ended by itself")
        return 1
    say("  right  web server and worker are running")
    return 1 if wrong else 0


def _shows(settings: dict[str, str], path: str, words: str) -> tuple[bool, str]:
    """Whether a page shows those words, and what to say of it."""
    try:
        body = _body(settings, path)
    except URLError as refusal:
        return False, f"answers with {refusal}"
    return words in body, f"shows {words!r}" if words in body else f"does not show {words!r}"


def _body(settings: dict[str, str], path: str) -> str:
    """The text of a page of the running demo, whatever its public address is."""
    host = "127.0.0.1" if settings["HOST"] in {"0.0.0.0", ""} else settings["HOST"]  # noqa: S104 - asks, does not bind
    with urlopen(f"http://{host}:{settings['PORT']}{path}", timeout=10) as answer:
        body: bytes = answer.read()
    return html.unescape(body.decode())
