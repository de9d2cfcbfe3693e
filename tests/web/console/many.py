"""Many rows at once, for tests of what must not grow: windows, ratings, cases, flags, strays."""

from datetime import date
from hashlib import sha256

from sqlalchemy import insert

from server.db import transaction
from server.ids import new_id, new_number
from server.models.cases import Case
from server.models.codes import StrayScan
from server.models.ratings import MonthTally, NightFlag, Rating
from server.models.registry import Window
from tests.build import TestHall, at

TODAY = date(2026, 11, 25)
LEVELS = (5, 4, 2, 1)


def crowd(place: TestHall, many: int, *, first: int = 0) -> None:
    """So many windows, each with a rating, its tally, a case, a flag and a stray scan of today."""
    hall = {"hall_id": place.hall.id}
    windows = {n: new_id(TODAY) for n in range(first, first + many)}
    with transaction() as session:
        session.execute(insert(Window), [_window(place, *one) for one in windows.items()])
        session.execute(insert(Rating), [hall | _rating(*one) for one in windows.items()])
        session.execute(insert(MonthTally), [hall | _tally(window) for window in windows.values()])
        session.execute(insert(Case), [hall | _case(*one) for one in windows.items()])
        session.execute(insert(NightFlag), [hall | _flag(window) for window in windows.values()])
        session.execute(
            insert(StrayScan), [{"day": TODAY, "code": f"N{n:07}", "scans": 1} for n in windows]
        )


def _window(place: TestHall, n: int, window: int) -> dict[str, object]:
    return {
        "id": window,
        "hall_id": place.hall.id,
        "number": f"Z{n:04}",
        "name": "综合受理窗口",
        "department_id": place.departments["D1"],
        "group_id": place.groups["G1"],
    }


def _rating(n: int, window: int) -> dict[str, object]:
    level = LEVELS[n % len(LEVELS)]
    return {
        "id": new_id(TODAY),
        "window_id": window,
        "unattributed": "nobody_on_duty",
        "level": level,
        "tags": {2: "214", 1: "115"}.get(level, ""),
        "tag_set": "v2",
        "lane": "printed",
        "channel": "qr",
        "day": TODAY,
        "half_day": "am",
        "month": "2026-11",
    }


def _tally(window: int) -> dict[str, object]:
    return {
        "month": "2026-11",
        "kind": "window",
        "unit_id": window,
        "lane": "printed",
        "level_5": 1,
    }


def _case(n: int, window: int) -> dict[str, object]:
    return {
        "id": new_id(TODAY),
        "number": new_number(),
        "submission": sha256(f"case {n}".encode()).digest(),
        "kind": "complaint",
        "state": "received",
        "source": "web",
        "window_id": window,
        "received_at": at("2026-11-24 10:00"),
        "due_on": date(2026, 11, 20 + n % 10),
    }


def _flag(window: int) -> dict[str, object]:
    return {
        "day": date(2026, 11, 24),
        "window_id": window,
        "kind": "burst",
        "chance": "",
        "seen": 9,
        "flagged_at": at("2026-11-25 01:00"),
    }
