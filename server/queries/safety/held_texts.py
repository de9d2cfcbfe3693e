"""What do held words say, and whom are they about?"""

from collections.abc import Callable, Mapping

from sqlalchemy import select

from server.db import session
from server.models.cases import Case
from server.models.handling import PublishedReply
from server.models.opinions import AnswerSheet, AnswerText, OpinionProblem
from server.models.registry import Staff, Window
from server.models.safety import HeldWords
from server.queries.registry.people import people_of
from server.rules.accounts.impartial import Concerned
from server.rules.safety.holding import Place


def answer_ref(sheet_id: int, position: int) -> str:
    """How one written answer of a sheet is named here."""
    return f"{sheet_id}.{position}"


def held_text(held: HeldWords) -> str:
    """The words that wait; '' where they were erased since."""
    return TEXTS[Place(held.place)](held.hall_id, held.ref)


def concerned_by_held(held: HeldWords) -> Concerned:
    """Whom the words are about: nobody near them decides what others see."""
    staff_id, departments = ABOUT[Place(held.place)](held.hall_id, held.ref)
    return Concerned(held.hall_id, staff_id, departments, people_of(departments))


def author_of(held: HeldWords) -> tuple[int, ...]:
    """The accounts that worded it for others, and so do not decide about it."""
    if held.place != Place.REPLY:
        return ()
    return tuple(
        session.scalars(
            select(PublishedReply.reviewed_by).where(
                PublishedReply.hall_id == held.hall_id, PublishedReply.number == held.ref
            )
        )
    )


def _reply_text(hall_id: int, number: str) -> str:
    row = session.execute(
        select(PublishedReply.asked, PublishedReply.reply).where(
            PublishedReply.hall_id == hall_id, PublishedReply.number == number
        )
    ).first()
    return "\n\n".join(row) if row else ""


def _answer_text(hall_id: int, ref: str) -> str:
    sheet, position = ref.split(".")
    text = session.scalar(
        select(AnswerText.text).where(
            AnswerText.hall_id == hall_id,
            AnswerText.sheet_id == int(sheet),
            AnswerText.position == int(position),
        )
    )
    return text or ""


def _problem_text(hall_id: int, number: str) -> str:
    text = session.scalar(
        select(OpinionProblem.words).where(
            OpinionProblem.hall_id == hall_id, OpinionProblem.number == number
        )
    )
    return text or ""


def _nothing(_hall_id: int, _ref: str) -> str:
    """Ratings' texts and photos are read where they wait anyway."""
    return ""


About = tuple[int | None, frozenset[int]]


def _about_reply(hall_id: int, number: str) -> About:
    case = session.scalars(
        select(Case)
        .join(
            PublishedReply,
            (PublishedReply.hall_id == Case.hall_id) & (PublishedReply.case_id == Case.id),
        )
        .where(PublishedReply.hall_id == hall_id, PublishedReply.number == number)
    ).first()
    if case is None:
        return None, frozenset()
    found = session.scalars(
        select(Window.department_id)
        .where(Window.id == case.window_id)
        .union(select(Staff.department_id).where(Staff.id == case.staff_id))
    )
    return case.staff_id, frozenset(found) | _known(case.department_id)


def _about_answer(hall_id: int, ref: str) -> About:
    found = session.scalars(
        select(Window.department_id)
        .join(AnswerSheet, AnswerSheet.window_id == Window.id)
        .where(AnswerSheet.hall_id == hall_id, AnswerSheet.id == int(ref.split(".", maxsplit=1)[0]))
    )
    return None, frozenset(found)


def _about_problem(hall_id: int, number: str) -> About:
    department = session.scalar(
        select(OpinionProblem.department_id).where(
            OpinionProblem.hall_id == hall_id, OpinionProblem.number == number
        )
    )
    return None, _known(department)


def _about_nobody(_hall_id: int, _ref: str) -> About:
    return None, frozenset()


def _known(department_id: int | None) -> frozenset[int]:
    return frozenset() if department_id is None else frozenset({department_id})


TEXTS: Mapping[Place, Callable[[int, str], str]] = {
    Place.REPLY: _reply_text,
    Place.ANSWER: _answer_text,
    Place.PROBLEM: _problem_text,
    Place.RATING: _nothing,
    Place.PHOTO: _nothing,
}
ABOUT: Mapping[Place, Callable[[int, str], About]] = {
    Place.REPLY: _about_reply,
    Place.ANSWER: _about_answer,
    Place.PROBLEM: _about_problem,
    Place.RATING: _about_nobody,
    Place.PHOTO: _about_nobody,
}
