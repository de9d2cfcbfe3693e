"""Does somebody hear of it when the clock's side does not do its work?"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text, update

from server import clock
from server.actions.operations.beat import beat
from server.actions.operations.claim_slot import Claim, claim_slot
from server.actions.operations.settle_slot import settle_slot
from server.actions.registry.set_hall_setting import set_hall_setting
from server.db import transaction
from server.ids import new_id
from server.models.messages import Message
from server.models.publication import Approval, Ranking
from server.models.registry import Hall as HallTable
from server.queries.operations.alarms import (
    CLOCKS_APART_FROM,
    LEAST_FREE_BYTES,
    Alarm,
    alarms,
    clock_alarms,
    disk_alarms,
)
from server.queries.operations.database import database_clock, database_shape, wanted_version
from server.rules.hall_settings import SettingRow
from server.rules.runs import RunState
from server.rules.slots import Slot
from tests.build import TestHall, a_hall, at
from tests.scheduled.kept import publish

# Working day 5 of November 2026 is Friday the 6th.
DUE = at("2026-11-06 09:00")
LATE = DUE + timedelta(minutes=10)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.fixture
def place(in_app: Flask) -> Any:
    """A hall that exists since the first of September."""
    place = a_hall()
    with transaction() as writing:
        writing.execute(update(HallTable).values(created_at=at("2026-10-20 08:00")))
    del in_app
    return place


@pytest.fixture
def ringing(tmp_path: Path) -> Any:
    """The alarms of a moment, but those that depend on the machine and its clock."""

    def codes(moment: Any) -> list[str]:
        beat("worker", now=moment)
        return names(alarms(moment, var_dir=tmp_path))

    return codes


OF_HERE = {"disk_nearly_full", "clocks_apart"}


def names(found: tuple[Alarm, ...]) -> list[str]:
    return [each.name for each in found if each.name not in OF_HERE]


def seal(place: TestHall, month: str = "2026-10") -> None:
    with transaction() as writing:
        writing.add(
            Ranking(
                hall_id=place.hall.id,
                month=month,
                revision=1,
                facts="{}",
                digest="d" * 64,
                rule_version="1",
                sealed_at=DUE,
                sealed_by="timetable",
            )
        )


def approve(place: TestHall) -> None:
    with transaction() as writing:
        writing.add(
            Approval(
                hall_id=place.hall.id,
                month="2026-10",
                revision=1,
                approved_by="王某",
                approved_at=DUE,
            )
        )


def test_an_installation_without_halls_has_no_alarm(in_app: Flask, tmp_path: Path) -> None:
    del in_app
    now = clock.now()
    beat("worker", now=now)

    assert names(alarms(now, var_dir=tmp_path)) == []


def test_a_month_rings_ten_minutes_after_it_was_due(place: TestHall, ringing: Any) -> None:
    seal(place)
    approve(place)

    assert ringing(LATE - SECOND) == []
    assert ringing(LATE) == ["publication_late"]


def test_a_published_month_is_quiet(place: TestHall, ringing: Any) -> None:
    seal(place)
    publish(place, "2026-10", DUE)

    assert ringing(LATE) == []


def test_it_says_what_is_missing(place: TestHall, ringing: Any) -> None:
    unsealed = ringing(LATE)
    seal(place)
    unapproved = ringing(LATE)
    approve(place)

    assert unsealed == ["publication_unsealed"]
    assert unapproved == ["publication_unapproved"]
    assert ringing(LATE) == ["publication_late"]


def test_where_publication_is_automatic_no_approval_is_missed(
    place: TestHall, ringing: Any
) -> None:
    seal(place)
    row = SettingRow("automatic_publication", "", "yes", at("2026-11-01").date())
    set_hall_setting(place.hall.id, row, by="李某", now=DUE)

    assert ringing(LATE) == ["publication_late"]


def test_a_hall_owes_no_month_from_before_it_was_there(place: TestHall, ringing: Any) -> None:
    with transaction() as writing:
        writing.execute(update(HallTable).values(created_at=DUE + SECOND))

    assert place.hall.code == "H1"
    assert ringing(LATE) == []


def test_two_missed_months_ring_twice(place: TestHall, ringing: Any) -> None:
    seal(place, "2026-10")

    assert ringing(at("2026-12-20 09:00")) == ["publication_unapproved", "publication_unsealed"]


def test_a_worker_that_never_ran_rings(in_app: Flask, tmp_path: Path) -> None:
    del in_app

    assert names(alarms(clock.now(), var_dir=tmp_path)) == ["worker_unknown"]


def test_a_worker_rings_after_three_silent_minutes(in_app: Flask, tmp_path: Path) -> None:
    del in_app
    now = clock.now()
    beat("worker", now=now)

    assert names(alarms(now + 3 * MINUTE, var_dir=tmp_path)) == []
    assert names(alarms(now + 3 * MINUTE + SECOND, var_dir=tmp_path)) == ["worker_silent"]


def test_a_later_beat_ends_the_silence(in_app: Flask, tmp_path: Path) -> None:
    del in_app
    now = clock.now()
    beat("worker", now=now - 9 * MINUTE)
    beat("worker", now=now)

    assert names(alarms(now, var_dir=tmp_path)) == []


def test_a_job_that_fails_rings_with_its_reason(place: TestHall, tmp_path: Path) -> None:
    beat("worker", now=LATE + SECOND)
    claim = claim_slot(
        "flags/H1", Slot("2026-11-06", DUE), owner="first", now=DUE, lease=10 * MINUTE
    )
    assert isinstance(claim, Claim)
    settle_slot(claim, RunState.FAILED, now=DUE, words="error.seal_broken")
    publish(place, "2026-10", DUE)

    found = [each for each in alarms(LATE + SECOND, var_dir=tmp_path) if each.name == "job_failing"]

    assert [each.data["trouble"] for each in found] == ["error.seal_broken"]


def a_message(place: TestHall, state: str) -> None:
    with transaction() as writing:
        writing.add(
            Message(
                hall_id=place.hall.id,
                id=new_id(DUE.date()),
                dedupe="received/1",
                topic="case_received",
                audience="supervision",
                facts="{}",
                state=state,
                written_at=DUE,
                next_try_at=DUE,
            )
        )


def test_messages_wait_quietly_while_no_sender_exists(place: TestHall, ringing: Any) -> None:
    a_message(place, "waiting")
    publish(place, "2026-10", DUE)

    assert ringing(LATE) == []


def test_once_there_is_a_sender_a_message_rings_after_five_minutes(
    place: TestHall, ringing: Any
) -> None:
    a_message(place, "claimed")
    beat("outbox", now=DUE)

    assert ringing(DUE + 5 * MINUTE) == []
    assert ringing(DUE + 5 * MINUTE + SECOND) == ["outbox_late"]


def test_a_message_that_was_given_up_rings_at_once(place: TestHall, ringing: Any) -> None:
    a_message(place, "poison")

    assert ringing(DUE) == ["outbox_given_up"]


def test_an_outdated_database_rings_alone_and_stops_the_service(
    place: TestHall, tmp_path: Path
) -> None:
    with transaction() as writing:
        writing.execute(text("UPDATE alembic_version SET version_num = '0000'"))

    found = alarms(LATE, var_dir=tmp_path)

    assert place.hall.code == "H1"
    assert [(each.name, each.is_fatal) for each in found] == [("database_outdated", True)]
    assert found[0].data["found"] == "0000"


@pytest.mark.parametrize(
    ("steps", "names"),
    [(-1, ["database_outdated"]), (1, ["database_newer"]), (2, ["database_outdated"])],
    ids=["one step behind", "one step ahead", "two steps ahead"],
)
def test_only_a_database_one_step_ahead_is_worked_with(
    place: TestHall, tmp_path: Path, steps: int, names: list[str]
) -> None:
    number = f"{int(wanted_version()) + steps:04d}"
    with transaction() as writing:
        move = text("UPDATE alembic_version SET version_num = :number")
        writing.execute(move, {"number": number})

    found = [each for each in alarms(LATE, var_dir=tmp_path) if "database" in each.name]

    assert place.hall.code == "H1"
    assert [each.name for each in found] == names
    assert [each.is_fatal for each in found] == [names == ["database_outdated"]]


def test_a_migrated_database_is_right(in_app: Flask) -> None:
    del in_app

    assert database_shape().is_right


@pytest.mark.parametrize(("more", "rings"), [(-1, True), (0, False), (1, False)])
def test_a_disk_rings_below_the_least_free_space(more: int, *, rings: bool) -> None:
    assert bool(list(disk_alarms(LEAST_FREE_BYTES + more))) is rings


@pytest.mark.parametrize("direction", [1, -1], ids=["ahead", "behind"])
def test_clocks_may_be_two_seconds_apart_and_no_more(direction: int) -> None:
    apart = direction * CLOCKS_APART_FROM

    assert list(clock_alarms(DUE, DUE + apart)) == []
    assert list(clock_alarms(DUE, DUE + apart + direction * timedelta(microseconds=1))) != []


def test_the_database_is_asked_for_its_clock_where_it_has_one(in_app: Flask) -> None:
    del in_app
    apart = (database_clock() or clock.now()) - clock.now()

    assert abs(apart) < MINUTE
