"""What do held words say, and whom are they about?"""

from collections.abc import Callable, Collection, Mapping

from sqlalchemy import select

from server.db import session
from server.models.cases import Case
from server.models.handling import PublishedReply
from server.models.opinions import AnswerSheet, AnswerText, OpinionProblem
from server.models.ratings import RatingText
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
    return text_at(held.hall_id, Place(held.place), held.ref)


def text_at(hall_id: int, place: Place, ref: str) -> str:
    """The words of that name at that place; '' where there are none."""
    return texts_at(hall_id, place, [ref]).get(ref, "")


def texts_at(hall_id: int, place: Place, refs: Collection[str]) -> Mapping[str, str]:
    """The words of these names at that place, in one question."""
    return TEXTS[place](hall_id, refs) if refs else {}


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


def _replies(hall_id: int, numbers: Collection[str]) -> Mapping[str, str]:
    rows = session.execute(
        select(PublishedReply.number, PublishedReply.asked, PublishedReply.reply).where(
            PublishedReply.hall_id == hall_id, PublishedReply.number.in_(numbers)
        )
    )
    return {number: f"{asked}\n\n{reply}" for number, asked, reply in rows}


def _answers(hall_id: int, refs: Collection[str]) -> Mapping[str, str]:
    rows = session.execute(
        select(AnswerText.sheet_id, AnswerText.position, AnswerText.text).where(
            AnswerText.hall_id == hall_id,
            AnswerText.sheet_id.in_({int(ref.split(".")[0]) for ref in refs}),
        )
    )
    return {answer_ref(sheet_id, position): text for sheet_id, position, text in rows}


def _problems(hall_id: int, numbers: Collection[str]) -> Mapping[str, str]:
    rows = session.execute(
        select(OpinionProblem.number, OpinionProblem.words).where(
            OpinionProblem.hall_id == hall_id, OpinionProblem.number.in_(numbers)
        )
    )
    return dict(rows.all())


def _ratings(hall_id: int, ids: Collection[str]) -> Mapping[str, str]:
    rows = session.execute(
        select(RatingText.rating_id, RatingText.text).where(
            RatingText.hall_id == hall_id, RatingText.rating_id.in_([int(one) for one in ids])
        )
    )
    return {str(rating_id): text for rating_id, text in rows}


def _no_words(_hall_id: int, _refs: Collection[str]) -> Mapping[str, str]:
    """A photo has none."""
    return {}


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


TEXTS: Mapping[Place, Callable[[int, Collection[str]], Mapping[str, str]]] = {
    Place.REPLY: _replies,
    Place.ANSWER: _answers,
    Place.PROBLEM: _problems,
    Place.RATING: _ratings,
    Place.PHOTO: _no_words,
}
ABOUT: Mapping[Place, Callable[[int, str], About]] = {
    Place.REPLY: _about_reply,
    Place.ANSWER: _about_answer,
    Place.PROBLEM: _about_problem,
    Place.RATING: _about_nobody,
    Place.PHOTO: _about_nobody,
}
