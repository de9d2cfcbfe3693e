"""How far are the cases of a window's bad ratings, and what was answered?"""

from typing import Any

from sqlalchemy import select

from server.db import session
from server.models.cases import Case, CaseRemark, CaseStep
from server.models.handling import CaseFinding, PublishedReply
from server.models.ratings import Rating
from server.rules.province.record import HandledCase

# The parts of what was written with a case's steps that are told with the citizen's words.
REPLY, MEASURE, REPORT = "reply", "measure", "report"


def handled_cases(
    hall_id: int, month: str, window_id: int, *, has_words: bool
) -> dict[int, HandledCase]:
    """The cases by the id of their rating, for one window and month.

    The last finding is told. A reply is the published one, which was reviewed; only with
    ``has_words`` the one that was sent to the citizen, and what the unit says it changed.
    """
    place = (hall_id, month, window_id)
    findings = {case_id: (finding, cause) for case_id, finding, cause in _findings(place)}
    said = {(case_id, part): text for case_id, part, text in (_remarks(place) if has_words else ())}
    said |= {(case_id, REPLY): reply for case_id, reply in _published(place)}
    return {
        rating_id: HandledCase(
            state,
            *findings.get(case_id, ("", "")),
            *(said.get((case_id, part), "") for part in (REPLY, MEASURE, REPORT)),
        )
        for rating_id, case_id, state in _cases(place)
    }


def _cases(place: tuple[int, str, int]) -> Any:
    return session.execute(_of_place(select(Case.rating_id, Case.id, Case.state), place))


def _findings(place: tuple[int, str, int]) -> Any:
    """In the order of their rounds, so that the last one stays."""
    found = (
        select(Case.id, CaseFinding.finding, CaseFinding.cause)
        .join(CaseFinding, _belongs(CaseFinding))
        .order_by(CaseFinding.round)
    )
    return session.execute(_of_place(found, place))


def _published(place: tuple[int, str, int]) -> Any:
    found = (
        select(Case.id, PublishedReply.reply)
        .join(PublishedReply, _belongs(PublishedReply))
        .where(PublishedReply.withdrawn_on.is_(None))
        .order_by(PublishedReply.round)
    )
    return session.execute(_of_place(found, place))


def _remarks(place: tuple[int, str, int]) -> Any:
    """In the order of their steps, so that the last words stay."""
    found = (
        select(Case.id, CaseRemark.part, CaseRemark.text)
        .join(CaseStep, _belongs(CaseStep))
        .join(
            CaseRemark,
            (CaseRemark.hall_id == CaseStep.hall_id) & (CaseRemark.step_id == CaseStep.id),
        )
        .where(CaseRemark.part.in_((REPLY, MEASURE, REPORT)))
        .order_by(CaseStep.position)
    )
    return session.execute(_of_place(found, place))


def _belongs(table: Any) -> Any:
    return (table.hall_id == Case.hall_id) & (table.case_id == Case.id)


def _of_place(found: Any, place: tuple[int, str, int]) -> Any:
    hall_id, month, window_id = place
    of_case = (Rating.hall_id == Case.hall_id) & (Rating.id == Case.rating_id)
    return found.join(Rating, of_case).where(
        Rating.hall_id == hall_id, Rating.month == month, Rating.window_id == window_id
    )
