"""What is kept of a rating and a case, and how much of it is left."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from scheduled.steps import OnStep, walk_on
from scheduled.turns import HallTurn
from server.actions.operations.erase_expired import erase_expired
from server.db import session, transaction
from server.gate import wiring
from server.ids import new_id
from server.models.cases import Case, CaseStep
from server.models.publication import Notice
from server.rules.ratings.form import CleanedPhoto
from server.rules.retention import DataClass
from server.rules.slots import Slot
from tests.build import MORNING, TestHall, a_form, at, rate

DAY = timedelta(days=1)
PUBLISHED = at("2026-12-07 09:00")
CLOSED = at("2026-12-01 16:59")


def publish(place: TestHall, month: str = "2026-11", moment: datetime = PUBLISHED) -> None:
    """The month's ranking notice is out."""
    with transaction() as writing:
        writing.add(
            Notice(
                hall_id=place.hall.id,
                id=new_id(moment.date()),
                serial=int(month[-2:]),
                number=month,
                kind="ranking",
                month=month,
                revision=1,
                facts="{}",
                digest="d" * 64,
                previous_digest="",
                formed_on=moment.date(),
                published_at=moment,
                objections_until=moment.date() + 5 * DAY,
                drafted_by="李某",
                approved_by="王某",
            )
        )


def close(case: Case, moment: datetime = CLOSED) -> None:
    """The case is closed, for the first time or again."""
    with transaction() as writing:
        again = writing.get_one(Case, (case.hall_id, case.id))
        again.state, again.is_open, again.version = "closed", False, again.version + 1
        writing.add(
            CaseStep(
                hall_id=case.hall_id,
                id=new_id(moment.date()),
                case_id=case.id,
                position=again.version,
                step="close",
                state="closed",
                taken_at=moment,
                taken_by="王某",
            )
        )


def a_photo(name: str) -> CleanedPhoto:
    """A photo that lies in the store under that name."""
    return CleanedPhoto(name, "0" * 64, 10, 10)


def a_bad_rating(place: TestHall, **more: Any) -> Case:
    """A bad rating with everything that can hang on it, and its case."""
    form = a_form(1, text="等了一个小时", contact="13800000000", has_consented=True, **more)
    rate(place, form=form)
    return session.scalars(select(Case)).one()


def left(table: Any) -> int:
    """How many rows a table has."""
    return session.scalar(select(func.count()).select_from(table)) or 0


def erased(place: TestHall, data_class: DataClass, moment: datetime) -> int:
    """How many rows of the class go at that moment."""
    return erase_expired(place.hall, data_class, now=moment).rows


def a_turn(place: TestHall, moment: datetime, on_step: OnStep = walk_on) -> HallTurn:
    """The night's turn of the job that erases, or of the one that cleans up."""
    slot = Slot("2026-11-25", MORNING)
    return HallTurn("retention/H1", slot, moment, wiring(), on_step, hall=place.hall)
