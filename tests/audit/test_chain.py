"""V4: whatever is done to the audit behind the program's back is found out."""

import contextlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from server.actions.audit.erase_old_lines import erase_old_lines
from server.actions.audit.record import record
from server.db import db, session, transaction
from server.models.audit import AuditHead, AuditRecord
from server.queries.audit.chains import chain_of, head_of, stored_lines
from server.queries.audit.checked import fault_of
from server.rules.accounts.roles import Actor
from server.rules.audit import AuditLine, Fault, Head, chained
from tests.build import TestHall, a_hall
from tests.house.installation import NOW

LINES = 12
IN_THE_MIDDLE = 5
YEARS = timedelta(days=1097)
Table = dict[str, Any]


@pytest.fixture
def place(app: Flask) -> Any:
    """A hall whose audit has twelve lines, inside the program."""
    with app.app_context():
        place = a_hall()
        for number in range(LINES):
            write(place.hall.id, f"case-{number}")
        yield place


def write(hall_id: int, what: str, *, now: Any = NOW) -> None:
    with transaction() as current:
        actor = Actor(7, "wang-mou")
        record(current, hall_id, actor, "code_replaced", what, facts={"n": 1}, now=now)


def unguarded(current: Session) -> None:
    """Whoever can do this owns the database; only the chain is left against them."""
    if db.engine.dialect.name == "sqlite":
        current.execute(text("DROP TRIGGER audit_record_is_not_updated"))
        current.execute(text("DROP TRIGGER audit_record_is_not_deleted"))
    else:
        current.execute(text("SET LOCAL session_replication_role = replica"))


def at(position: int) -> Any:
    return AuditRecord.position == position


def edited(current: Session, _hall: int) -> None:
    current.execute(update(AuditRecord).where(at(IN_THE_MIDDLE)).values(object="case-99"))


def edited_in_its_time(current: Session, _hall: int) -> None:
    moved = NOW - timedelta(microseconds=1)
    current.execute(update(AuditRecord).where(at(IN_THE_MIDDLE)).values(at=moved))


def deleted(current: Session, _hall: int) -> None:
    current.execute(delete(AuditRecord).where(at(IN_THE_MIDDLE)))


def swapped(current: Session, _hall: int) -> None:
    for old, new in ((5, 100), (6, 5), (100, 6)):
        current.execute(update(AuditRecord).where(at(old)).values(position=new))


def cut_off(current: Session, _hall: int) -> None:
    current.execute(delete(AuditRecord).where(AuditRecord.position > IN_THE_MIDDLE))


def cut_off_with_its_end(current: Session, hall: int) -> None:
    kept = current.execute(select(AuditRecord.hash).where(at(IN_THE_MIDDLE))).scalar_one()
    cut_off(current, hall)
    current.execute(update(AuditHead).values(position=IN_THE_MIDDLE, hash=kept))


def appended(current: Session, hall: int) -> None:
    forged = AuditLine(hall, LINES + 1, NOW, 9, "li-mou", "code_replaced", "x", "done", "{}")
    head = head_of(hall)
    row = vars(forged) | {"previous": head.hash, "hash": chained(forged, head.hash)}
    current.execute(insert(AuditRecord).values(**row))


def chained_anew(current: Session, hall: int) -> None:
    """The cleverest: one line is edited, and every hash after it computed again."""
    edited(current, hall)
    previous = None
    for line, before, _ in list(stored_lines(hall)):
        previous = chained(line, previous or before)
        values = {"hash": previous} | ({} if line.position == 1 else {"previous": before})
        current.execute(update(AuditRecord).where(at(line.position)).values(**values))
        current.execute(update(AuditRecord).where(at(line.position + 1)).values(previous=previous))
    current.execute(update(AuditHead).values(hash=previous))


def an_older_copy(current: Session, hall: int) -> None:
    """The database of an hour ago, and honest lines since."""
    cut_off_with_its_end(current, hall)
    for number in range(LINES):
        record(current, hall, "li-mou", "code_replaced", f"later-{number}", now=NOW)


def begun_later(current: Session, _hall: int) -> None:
    """As if old lines had been erased in their time."""
    kept = current.execute(select(AuditRecord.hash).where(at(IN_THE_MIDDLE))).scalar_one()
    begins = {"first_position": IN_THE_MIDDLE + 1, "first_previous": kept}
    current.execute(update(AuditHead).values(**begins))
    current.execute(delete(AuditRecord).where(AuditRecord.position <= IN_THE_MIDDLE))


def without_an_end(current: Session, _hall: int) -> None:
    current.execute(delete(AuditHead))


MUTATIONS = (
    edited,
    edited_in_its_time,
    deleted,
    swapped,
    cut_off,
    cut_off_with_its_end,
    appended,
    chained_anew,
    an_older_copy,
    begun_later,
    without_an_end,
)


@pytest.mark.parametrize("mutate", MUTATIONS, ids=lambda mutate: mutate.__name__.replace("_", " "))
def test_is_found_out_against_the_head_that_was_kept(
    place: TestHall, mutate: Callable[[Session, int], None]
) -> None:
    kept = head_of(place.hall.id)
    with transaction() as current:
        unguarded(current)
        mutate(current, place.hall.id)

    assert fault_of(place.hall.id, [kept]) is not None


def test_an_untouched_audit_holds_and_so_does_one_that_went_on(place: TestHall) -> None:
    kept = head_of(place.hall.id)
    write(place.hall.id, "one more")

    assert fault_of(place.hall.id, [kept]) is None


def test_it_says_where(place: TestHall) -> None:
    with transaction() as current:
        unguarded(current)
        edited(current, place.hall.id)

    broken = fault_of(place.hall.id)
    assert broken is not None
    assert (broken.position, broken.fault) == (IN_THE_MIDDLE, Fault.CHANGED)


@pytest.mark.parametrize("attempt", [edited, deleted], ids=["update", "delete"])
def test_the_database_itself_refuses(
    place: TestHall, attempt: Callable[[Session, int], None]
) -> None:
    with pytest.raises(DatabaseError, match="never changed"), transaction() as current:
        attempt(current, place.hall.id)

    assert fault_of(place.hall.id) is None


def test_each_hall_has_a_chain_of_its_own(place: TestHall) -> None:
    other = a_hall("H2").hall.id
    write(other, "theirs")

    assert head_of(other).position == 1
    assert head_of(place.hall.id).position == LINES


def test_lines_of_three_years_ago_go_and_the_rest_is_still_a_chain(place: TestHall) -> None:
    kept = head_of(place.hall.id)
    later = NOW + YEARS
    write(place.hall.id, "young", now=later)

    gone = erase_old_lines(place.hall.id, now=later, at_most=7)
    gone += erase_old_lines(place.hall.id, now=later)

    assert gone == LINES
    assert erase_old_lines(place.hall.id, now=later) == 0
    assert chain_of(place.hall.id).first_position == LINES + 1
    assert fault_of(place.hall.id, [kept]) is None


@pytest.mark.parametrize(("days", "gone"), [(1096, 0), (1097, LINES)])
def test_three_years_are_kept_whole(place: TestHall, days: int, gone: int) -> None:
    assert erase_old_lines(place.hall.id, now=NOW + timedelta(days=days)) == gone


def test_a_head_of_erased_lines_says_nothing(place: TestHall) -> None:
    later = NOW + YEARS
    erase_old_lines(place.hall.id, now=later)

    assert fault_of(place.hall.id, [Head(3, bytes(32))]) is None


def test_what_is_undone_leaves_no_line(place: TestHall) -> None:
    with contextlib.suppress(ZeroDivisionError), transaction() as current:
        record(current, place.hall.id, "li-mou", "code_replaced", now=NOW)
        raise ZeroDivisionError

    assert session.scalar(select(AuditHead.position)) == LINES
