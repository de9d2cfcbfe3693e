"""How long do the console's pages of cases take, with few and with very many cases?"""

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from http import HTTPStatus
from statistics import median, quantiles
from typing import Any, NamedTuple

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from bench import installation
from bench.case_filling import RARE, WORDS, fill_cases
from bench.cases import Size, analyse
from bench.signed_in import a_supervisor
from server.db import db, hurried, session, transaction
from server.models.cases import Case
from server.settings import Settings

SMALL = Size(windows=20, cases=2_000, rounds=3)
FULL = Size(windows=60, cases=200_000, rounds=40)
CASES, BARE = "/console/cases", "/console/password"
DEEP = 20  # pages down the queue


class Taken(NamedTuple):
    """What one page took: on the clock, and of the processor, in seconds."""

    seconds: float
    cpu: float


def measure(settings: Settings, size: Size) -> dict[str, float]:
    """For each page: seconds (95th percentile and best), ÷ a bare page, processor time, statements.

    The pages are asked in turn, through the whole program, by a supervisor who is signed in; the
    bare one has the same frame and no rows. What was asked once before is warm. ``cpu`` is the
    median of this process: with SQLite all there is, with PostgreSQL without the server's part.
    """
    with installation.installed(settings) as app:
        ids = installation.a_large_hall(windows=size.windows, staff=size.windows)
        with hurried(), transaction() as written:
            fill_cases(written.connection(), ids, size.cases)
        analyse()
        addresses = _addresses(ids["hall"][0])
        token = a_supervisor(ids["hall"][0])
    # Outside the context, so that each request has its own, as in a server.
    client = app.test_client()
    client.set_cookie("__Host-console", token, secure=True, httponly=True)
    addresses["queue_deep"] = _deep(client)
    try:
        return _measured(app, client, addresses, size.rounds)
    finally:
        with app.app_context():
            db.engine.dispose()


def _measured(
    app: Flask, client: FlaskClient, addresses: Mapping[str, str], rounds: int
) -> dict[str, float]:
    asked = {"bare": BARE, **addresses}
    times: dict[str, list[Taken]] = {name: [] for name in asked}
    for _ in range(rounds + 1):
        for name, address in asked.items():
            times[name].append(_timed(client, address))
    bare = median(one.seconds for one in times["bare"][1:])
    found: dict[str, float] = {}
    for name, address in asked.items():
        seconds = [one.seconds for one in times[name][1:]]
        found[f"{name}_p95"] = quantiles(seconds, n=20, method="inclusive")[-1]
        found[f"{name}_best"] = min(seconds)
        found[f"{name}_ratio"] = median(seconds) / bare
        found[f"{name}_cpu"] = median(one.cpu for one in times[name][1:])
        found[f"{name}_statements"] = _statements(app, client, address)
    return found


def _addresses(hall_id: int) -> dict[str, str]:
    number, closed = (
        session.scalars(
            select(Case.number)
            .where(Case.hall_id == hall_id, Case.kind != "tip_off", Case.is_open.is_(is_open))
            .limit(1)
        ).one()
        for is_open in (True, False)
    )
    return {
        "queue": CASES,
        "queue_unit": f"{CASES}?filter=for_unit",
        "case_open": f"{CASES}/{number}",
        "case_closed": f"{CASES}/{closed}",
        "search_number": f"{CASES}?q={number}",
        "search_window": f"{CASES}?q=00001",
        "search_common": f"{CASES}?q={WORDS[0][:6]}",
        "search_rare": f"{CASES}?q={RARE}",
        "search_nothing": f"{CASES}?q=没有这样的话",
    }


def _deep(client: FlaskClient) -> str:
    """A page far down the queue, reached as a person reaches it."""
    address = CASES
    for _ in range(DEEP):
        further = re.findall(r'href="(/console/cases\?[^"]*after=[^"]*)"', client.get(address).text)
        if not further:
            break
        address = unescape(further[-1])
    return address


def _timed(client: FlaskClient, address: str) -> Taken:
    begun, cpu = time.perf_counter(), time.process_time()
    answer = client.get(address)
    taken = Taken(time.perf_counter() - begun, time.process_time() - cpu)
    if answer.status_code != HTTPStatus.OK:
        msg = f"{address} answered {answer.status}"
        raise RuntimeError(msg)
    return taken


@contextmanager
def noted(app: Flask) -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def _statements(app: Flask, client: FlaskClient, address: str) -> int:
    with noted(app) as sent:
        client.get(address)
    return len(sent)
