"""A line of a timetable that tests write themselves, and a node that stands at their moment."""

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from photos.store import PhotoStore
from scheduled.lines import Line
from scheduled.reconcile import Lines, Node
from scheduled.turns import NotYet, Turn
from server.gate import Wiring
from server.rules.slots import Daily
from server.rules.working_days import Calendar
from tests.build import MORNING, ZONE
from tests.house.installation import a_settings

LEASE_SECONDS = 600
LEASE = timedelta(seconds=LEASE_SECONDS)
DAY = timedelta(days=1)
AT_NINE = Daily(time(9))


class Diary:
    """Work that only notes for which slots it was done; it can fail or have to wait."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.trouble: Exception | NotYet | None = None

    def work(self, turn: Turn) -> NotYet | None:
        if isinstance(self.trouble, Exception):
            raise self.trouble
        if self.trouble is None:
            self.done.append(turn.slot.key)
        return self.trouble


def a_line(work: Callable[[Turn], NotYet | None], key: str = "diary", **more: Any) -> Line:
    """Every day at nine; first due on the day of MORNING, a Wednesday."""
    chosen = {"rhythm": AT_NINE, "first": MORNING - DAY, "within": None, **more}
    calendar = Calendar({}, frozenset({2026}))
    return Line(key=key, zone=ZONE, calendar=calendar, work=work, **chosen)


def the_lines(*lines: Line) -> Lines:
    """A timetable of these lines alone."""

    def at_any_time(_now: datetime) -> Iterable[Line]:
        return lines

    return at_any_time


def a_node(moment: datetime = MORNING, owner: str = "first", **more: Any) -> Node:
    """A node whose clock stands at that moment."""
    settings = a_settings(
        database_url="sqlite://", var_dir=Path("unused"), lease_seconds=LEASE_SECONDS
    )
    wiring = Wiring(settings, PhotoStore(settings.photo_folder))
    return Node(owner, more.pop("wiring", wiring), clock=lambda: moment, **more)
