"""How long do the questions about cases take, with few and with very many of them?"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any

from sqlalchemy import event, select, text

from bench import installation
from bench.case_filling import RARE, WORDS, fill_cases
from server.db import db, hurried, session, transaction
from server.models.cases import Case
from server.queries.cases.due import due_reminders
from server.queries.cases.office import Office, office_of
from server.queries.cases.queue import queue
from server.queries.cases.search import search
from server.queries.cases.story import story
from server.queries.registry.halls import Hall, hall_named
from server.rules.accounts.roles import Actor, Grant, Role
from server.rules.cases.queue import QueueFilter
from server.settings import Settings

MOST_PAGE_SECONDS = 0.150
MOST_SEARCH_SECONDS = 0.300


@dataclass(frozen=True)
class Size:
    """So many cases in a hall of so many windows; each question is asked so often."""

    windows: int
    cases: int
    rounds: int


SMALL = Size(windows=20, cases=2_000, rounds=3)
FULL = Size(windows=60, cases=200_000, rounds=40)


def measure(settings: Settings, size: Size) -> dict[str, float]:
    """Of each question the 95th percentile of the seconds, the median of processor time of ours.

    And its statements. On SQLite the processor time is all of the work; read it where other
    work runs beside the bench.
    """
    with installation.installed(settings):
        ids = installation.a_large_hall(windows=size.windows, staff=size.windows)
        with hurried(), transaction() as written:
            fill_cases(written.connection(), ids, size.cases)
        analyse()
        hall = hall_named("BENCH")
        actor = Actor(1, "supervisor", (Grant(Role.SUPERVISOR, hall.id),))
        found: dict[str, float] = {}
        for name, ask in _questions(hall, actor).items():
            found |= _asked(name, ask, size.rounds)
        return found


def _questions(hall: Hall, actor: Actor) -> dict[str, Callable[[], Any]]:
    office = office_of(hall, installation.a_moment())
    first = queue(office, actor)
    deep = _deep(office, actor)
    number = session.scalars(
        select(Case.number).where(Case.hall_id == hall.id, Case.kind != "tip_off").limit(1)
    ).one()
    return {
        "queue": lambda: queue(office, actor),
        "queue_unit": lambda: queue(office, actor, QueueFilter.FOR_UNIT),
        "queue_deep": lambda: queue(office, actor, after=deep),
        "story": lambda: story(hall, first.rows[0].number, actor, now=office.now),
        "search_number": lambda: search(office, actor, number),
        "search_window": lambda: search(office, actor, "00001"),
        "search_common": lambda: search(office, actor, WORDS[0][:6]),
        "search_rare": lambda: search(office, actor, RARE),
        "search_nothing": lambda: search(office, actor, "没有这样的话"),
        "reminders": lambda: due_reminders(office),
    }


def _deep(office: Office, actor: Actor) -> Any:
    """A place far down the queue."""
    after = None
    for _ in range(20):
        page = queue(office, actor, after=after)
        after = page.after or after
    return after


def _asked(name: str, ask: Callable[[], Any], rounds: int) -> dict[str, float]:
    taken = [_timed(ask) for _ in range(rounds)]
    seconds, processor = zip(*taken, strict=True)
    return {
        f"{name}_p95": quantiles(seconds, n=20, method="inclusive")[-1],
        f"{name}_cpu": median(processor),
        f"{name}_statements": _statements(ask),
    }


def _timed(ask: Callable[[], Any]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor."""
    session.rollback()
    begun, worked = time.perf_counter(), time.process_time()
    ask()
    return time.perf_counter() - begun, time.process_time() - worked


def _statements(ask: Callable[[], Any]) -> int:
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    session.rollback()
    ask()
    event.remove(db.engine, "before_cursor_execute", note)
    return len(sent)


def analyse() -> None:
    """What PostgreSQL does by itself after its first night; SQLite keeps no statistics here."""
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
