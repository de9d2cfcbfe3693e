"""Arrangements with names: a hall, its windows and people, a scan, a form, each with defaults."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import update

from server.actions.ratings.submit_rating import Rated, submit_rating
from server.db import transaction
from server.ids import new_id
from server.models import codes as code_tables
from server.models import registry as tables
from server.queries.registry.halls import Hall, hall_named
from server.rules.attribution import DutySource
from server.rules.ratings.form import RatingForm, Scan
from server.rules.ratings.levels import Lane, Level

ZONE = ZoneInfo("Asia/Shanghai")
DAY = date(2026, 11, 1)
CONTACT_KEY = sha256(b"contact key of the tests").digest()


def at(text: str) -> datetime:
    """A moment in the hall: ``at("2026-11-25 10:00")``."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


FOUNDED_AT = at("2026-11-01 08:00")
MORNING = at("2026-11-25 10:00")  # a Wednesday


@dataclass(frozen=True)
class TestHall:
    """A hall in the database and the ids that tests need to speak of it."""

    hall: Hall
    windows: dict[str, int]
    codes: dict[str, str]
    staff: dict[str, int]
    departments: dict[str, int] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)

    __test__ = False


def a_hall(
    code: str = "H1",
    *,
    windows: Sequence[str] = ("A01", "A02"),
    staff: Sequence[str] = ("0137", "0138"),
    opens: time | None = time(9),
    closes: time = time(17),
) -> TestHall:
    """A hall with one department and one peer group, open on weekdays, nobody on duty yet."""
    ids = {name: new_id(DAY) for name in ("hall", "department", "group")}
    place = TestHall(
        Hall(ids["hall"], code, "", "", ZONE, "", "", 1),
        windows={number: new_id(DAY) for number in windows},
        codes={number: secrets.token_hex(4).upper() for number in windows},
        staff={number: new_id(DAY) for number in staff},
        departments={"D1": ids["department"]},
        groups={"G1": ids["group"]},
    )
    with transaction() as session:
        for rows in (_founded(place), _departments(place), _units(place), _posters(place)):
            session.add_all(rows)
            session.flush()
        session.add_all(
            tables.OpeningHours(hall_id=ids["hall"], weekday=day, opens=opens, closes=closes)
            for day in range(5)
            if opens
        )
    return replace(place, hall=hall_named(code))


def _founded(place: TestHall) -> list[Any]:
    return [
        tables.Hall(
            id=place.hall.id,
            code=place.hall.code,
            name="示例区政务服务中心",
            name_en="Example District Service Hall",
            unit_code="SLQ-ZWZX",
            created_at=FOUNDED_AT,
        )
    ]


def _departments(place: TestHall) -> list[Any]:
    hall = place.hall.id
    department, group = place.departments["D1"], place.groups["G1"]
    return [
        tables.Department(id=department, hall_id=hall, code="D1", name="综合科"),
        tables.PeerGroup(id=group, hall_id=hall, code="G1", name="综合受理组"),
    ]


def _units(place: TestHall) -> list[Any]:
    part = {
        "hall_id": place.hall.id,
        "department_id": place.departments["D1"],
        "group_id": place.groups["G1"],
    }
    windows = [
        tables.Window(id=window, number=number, name="综合受理窗口", **part)
        for number, window in place.windows.items()
    ]
    people = [
        tables.Staff(id=person, number=number, name="张某", **part)
        for number, person in place.staff.items()
    ]
    return [*windows, *people]


def _posters(place: TestHall) -> list[Any]:
    return [
        code_tables.WindowCode(
            code=code,
            hall_id=place.hall.id,
            window_id=place.windows[number],
            issued_at=FOUNDED_AT,
            issued_by="李某",
        )
        for number, code in place.codes.items()
    ]


def in_being_since(moment: str) -> None:
    """Every hall came into being at that moment (hall time): it has months from then on."""
    with transaction() as session:
        session.execute(update(tables.Hall).values(created_at=at(moment)))


def on_duty(
    place: TestHall,
    staff: str,
    window: str = "A01",
    *,
    span: tuple[str, str | None] = ("2026-11-25 09:00", "2026-11-25 17:00"),
    source: DutySource = DutySource.ROSTER,
) -> None:
    """Somebody sits at a window from then to then (hall time)."""
    start, end = span
    with transaction() as session:
        session.add(
            tables.Duty(
                id=new_id(DAY),
                hall_id=place.hall.id,
                window_id=place.windows[window],
                staff_id=place.staff[staff],
                starts_at=at(start),
                ends_at=at(end) if end else None,
                source=source,
                entered_at=FOUNDED_AT,
                entered_by="李某",
            )
        )


def a_scan(place: TestHall, window: str = "A01", **more: Any) -> Scan:
    """A fresh scan of a window's poster at ten in the morning."""
    scan = Scan(place.codes[window], MORNING, secrets.token_bytes(16), Lane.PRINTED)
    return replace(scan, **more)


def a_form(level: int = 5, **more: Any) -> RatingForm:
    """A form as most citizens send it; a bad level comes with a reason."""
    tags = {1: ("115",), 2: ("214",)}.get(level, ())
    return replace(RatingForm(Level(level), tags=tags), **more)


def rate(
    place: TestHall,
    level: int = 5,
    *,
    window: str = "A01",
    moment: datetime = MORNING,
    form: RatingForm | None = None,
    **scan: Any,
) -> Rated:
    """A citizen scans at that moment and sends the form a minute later."""
    chosen = a_scan(place, window, **{"scanned_at": moment, **scan})
    return submit_rating(
        chosen,
        form or a_form(level),
        receipt_hash=sha256(b"receipt" + chosen.nonce).digest(),
        contact_key=CONTACT_KEY,
        now=moment + timedelta(minutes=1),
    )
