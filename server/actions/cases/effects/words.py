"""The citizen takes back what they wrote and sent."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, or_, select

from server.actions.cases.taking import Taking
from server.columns import Base
from server.ids import new_id
from server.models.cases import Case, CaseRemark, CaseStep, CaseText
from server.models.operations import Erasure
from server.models.ratings import Photo, RatingText
from server.rules.cases.takers import By
from server.rules.retention import DataClass


def erase_words(taking: Taking) -> None:
    """Words and photos of the citizen are gone, of the case and of its rating, and on record.

    What the office wrote stays, as do all codes and days. The pictures' files belong to nothing
    now, and are cleared away by whoever asked for this, at the latest by the timetable.
    """
    erased: dict[DataClass, int] = {}
    for data_class, table, which in _of_citizen(taking.case):
        gone: Any = taking.session.execute(
            delete(table).where(which), execution_options={"synchronize_session": False}
        )
        erased[data_class] = erased.get(data_class, 0) + gone.rowcount
    taking.session.add_all(_line(taking, kind, rows) for kind, rows in erased.items() if rows)


def _of_citizen(case: Case) -> Iterator[tuple[DataClass, type[Base], ColumnElement[bool]]]:
    own_steps = select(CaseStep.id).where(
        CaseStep.hall_id == case.hall_id,
        CaseStep.case_id == case.id,
        CaseStep.taken_by == By.CITIZEN,
        CaseStep.actor_id.is_(None),  # nobody is called so
    )
    of_case = and_(
        Photo.case_id == case.id, or_(Photo.step_id.is_(None), Photo.step_id.in_(own_steps))
    )
    of_rating = Photo.rating_id == case.rating_id if case.rating_id else of_case
    yield (
        DataClass.CASE,
        CaseText,
        and_(CaseText.hall_id == case.hall_id, CaseText.case_id == case.id),
    )
    yield (
        DataClass.CASE,
        CaseRemark,
        and_(CaseRemark.hall_id == case.hall_id, CaseRemark.step_id.in_(own_steps)),
    )
    yield DataClass.PHOTO, Photo, and_(Photo.hall_id == case.hall_id, or_(of_case, of_rating))
    if case.rating_id:
        yield (
            DataClass.RATING_TEXT,
            RatingText,
            and_(RatingText.hall_id == case.hall_id, RatingText.rating_id == case.rating_id),
        )


def _line(taking: Taking, data_class: DataClass, rows: int) -> Erasure:
    """One line of the register of deletions."""
    return Erasure(
        hall_id=taking.hall_id,
        id=new_id(taking.office.today),
        data_class=data_class,
        up_to=taking.office.today,
        rows=rows,
        erased_at=taking.office.now,
    )
