"""One row of everything that no short way leads to, for a busy hall."""

import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from server.db import session
from server.ids import new_id, new_number
from server.models.accounts import Invitation
from server.models.cases import Case
from server.models.codes import Screen, StrayScan
from server.models.handling import CaseDeadline, CaseLink, CaseReminder, PublishedReply
from server.models.ledger import RatingBatch, StaffText
from server.models.operations import AccessToken, Heartbeat, JobRun
from server.models.ratings import NightFlag, Photo, Reattribution
from server.models.registry import Matter, MatterWindow, MonthlyVolume, RegistryChange
from tests.build import ZONE, TestHall
from tests.house.signed_in import TestAccount

Rows = Iterator[tuple[type[Any], dict[str, Any]]]


def rows(place: TestHall, office: TestAccount, rating: int, now: datetime) -> Rows:
    """What no short way leads to, one row each."""
    day, hall = now.astimezone(ZONE).date(), {"hall_id": place.hall.id}
    window, clerk = place.windows["A01"], place.staff["0137"]
    matter = new_id(day)
    entered = {"entered_at": now, "entered_by": "李某"}
    yield Matter, hall | {"id": matter, "code": "SB-1", "name": "参保登记"}
    yield MatterWindow, {"matter_id": matter, "window_id": window}
    yield (
        MonthlyVolume,
        hall | entered | {"month": "2026-11", "window_id": window, "applications": 9},
    )
    change = {"sheet": "窗口", "row": "A01", "before": '{"name": "前"}', "after": '{"name": "后"}'}
    yield RegistryChange, hall | entered | change | {"id": new_id(day)}
    yield StrayScan, {"day": day, "code": "OLD00001", "scans": 3}
    flag = {"kind": "burst", "chance": "", "seen": 9, "flagged_at": now}
    yield NightFlag, hall | flag | {"day": day - timedelta(days=1), "window_id": window}
    span = {"from_at": now - timedelta(hours=9), "until_at": now - timedelta(hours=5)}
    opened = {"reason": "排班录错", "opened_at": now, "opened_by": "李某"}
    yield Reattribution, hall | span | opened | {"id": new_id(day), "window_id": window}
    until = {"until": day - timedelta(days=1), "staff_id": clerk}
    yield RatingBatch, hall | until | {"ratings": 12, "released_at": now}
    yield (
        StaffText,
        hall | until | {"rating_id": rating, "number": new_number(), "state": "waiting"},
    )
    yield Photo, _photo(place) | {"id": new_id(day), "rating_id": rating}
    yield from _rows_of_devices(place, now)
    yield from _rows_of_operations(office, now)


def _photo(place: TestHall) -> dict[str, Any]:
    shape = {"hall_id": place.hall.id, "sha256": "0" * 64, "width": 9, "height": 9}
    return shape | {"name": f"{secrets.token_hex(16)}.jpg"}


def _rows_of_devices(place: TestHall, now: datetime) -> Rows:
    hall = {"hall_id": place.hall.id, "id": new_id(now.date())}
    pairing = {"pairing_hash": secrets.token_bytes(32), "pairing_until": now, "issued_by": "李某"}
    yield Screen, hall | pairing | {"window_id": place.windows["A01"]}
    token = {"hash": secrets.token_bytes(32), "name": "esb", "issued_at": now}
    yield AccessToken, hall | token


def _rows_of_operations(office: TestAccount, now: datetime) -> Rows:
    times = {"due_at": now, "claimed_at": now, "lease_until": now, "finished_at": now}
    for state in ("done", "failed"):
        run = {"job": f"nightly_{state}", "slot": "2026-11-24", "state": state, "owner": "node"}
        yield JobRun, run | times | {"error": "an error" if state == "failed" else ""}
    yield Heartbeat, {"part": "worker", "beat_at": now}
    issued = {"issued_at": now, "issued_by": "李某", "expires_at": now + timedelta(days=1)}
    yield Invitation, issued | {"hash": secrets.token_bytes(32), "account_id": office.id}


def rows_of_cases(place: TestHall, office: TestAccount, talked: str, now: datetime) -> Rows:
    day, hall = now.astimezone(ZONE).date(), {"hall_id": place.hall.id}
    ids = {row.number: row.id for row in session.execute(select(Case.number, Case.id))}
    case = {"case_id": ids[talked]}
    deadline = session.scalars(select(CaseDeadline.id).filter_by(**case)).first()
    rung = {"rung": "due_soon", "reminded_at": now, "deadline_id": deadline}
    yield CaseReminder, hall | case | rung
    other = next(each for number, each in ids.items() if number != talked)
    linked = {"other_id": other, "kind": "linked", "linked_at": now, "linked_by": office.id}
    yield CaseLink, hall | case | linked
    reply = {
        "round": 1,
        "asked": "材料清单不一致。",
        "reply": "清单已更新。",
        "number": new_number(),
    }
    reviewed = {"reviewed_by": office.id, "published_on": day}
    yield PublishedReply, hall | case | reply | reviewed
    yield Photo, _photo(place) | case | {"id": new_id(day)}
