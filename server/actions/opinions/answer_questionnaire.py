"""Somebody answers a questionnaire, once, without a name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import update
from sqlalchemy.orm import Session

from server import errors
from server.actions.operations.statements import count_of, insert_into, table_of
from server.actions.opinions.arriving import count_arrival
from server.actions.safety.holding import hold_if_hit
from server.db import transaction
from server.ids import new_id
from server.models.opinions import Answer, AnswerSheet, AnswerText, QuestionnaireInvitation
from server.queries.opinions.questionnaires import (
    Questionnaire,
    is_invited,
    questionnaire_named,
)
from server.queries.registry.halls import Hall
from server.queries.safety.held_texts import answer_ref
from server.rules.months import day_of
from server.rules.opinions.arrivals import MOST_SHEETS
from server.rules.opinions.questions import Answered, answer_problems
from server.rules.safety.holding import Place


@dataclass(frozen=True)
class SheetForm:
    """An answered questionnaire as it was sent.

    ``nonce`` is that of the form: sent again it is the same sheet. ``invitation``: the secret of
    an invitation, '' for an open one. ``window_id``: where its symbol hung, None for nowhere.
    """

    number: str
    nonce: str
    answered: Answered
    invitation: str = ""
    window_id: int | None = None


def answer_questionnaire(hall: Hall, form: SheetForm, *, now: datetime) -> bool:
    """The sheet is kept; False when it was kept before.

    Raises Unknown, QuestionnaireClosed, InvitationNeeded, FormProblems, TooManyAtOnce.
    """
    today = day_of(now, hall.zone)
    with transaction() as session:
        asked = questionnaire_named(hall.id, form.number)
        if asked is None:
            raise errors.Unknown
        if not asked.is_open(today):
            raise errors.QuestionnaireClosed
        problems = answer_problems(asked.questions, form.answered)
        if problems:
            raise errors.FormProblems(problems)
        return _keep(session, hall, asked, form, now)


def _keep(
    session: Session, hall: Hall, asked: Questionnaire, form: SheetForm, now: datetime
) -> bool:
    sheet_id = new_id(now.date())
    connection = session.connection()
    insert = insert_into(connection, table_of(AnswerSheet)).on_conflict_do_nothing(
        index_elements=["hall_id", "questionnaire_id", "nonce_hash"]
    )
    row = insert.values(
        hall_id=hall.id,
        id=sheet_id,
        questionnaire_id=asked.id,
        nonce_hash=sha256(form.nonce.encode()).digest(),
        answered_on=day_of(now, hall.zone),
        window_id=form.window_id,
    )
    if count_of(connection, row) == 0:
        return False
    count_arrival(session, hall.id, asked.number, most=MOST_SHEETS, now=now)
    if asked.access == "invitation":
        _use(session, hall, asked, form.invitation)
    session.add_all(_answers(hall, sheet_id, form.answered))
    today = day_of(now, hall.zone)
    for position, text in form.answered.texts.items():
        if text.strip():
            ref = answer_ref(sheet_id, position)
            hold_if_hit(session, hall.id, Place.ANSWER, ref, text, today=today)
    return True


def _use(session: Session, hall: Hall, asked: Questionnaire, secret: str) -> None:
    """The invitation is used up; nothing says by which sheet."""
    if not is_invited(hall.id, asked, secret):
        raise errors.InvitationNeeded
    session.execute(
        update(QuestionnaireInvitation)
        .where(
            QuestionnaireInvitation.hall_id == hall.id,
            QuestionnaireInvitation.questionnaire_id == asked.id,
            QuestionnaireInvitation.secret_hash == sha256(secret.encode()).digest(),
        )
        .values(is_used=True)
    )


def _answers(hall: Hall, sheet_id: int, answered: Answered) -> Iterable[Answer | AnswerText]:
    for position, choices in answered.chosen.items():
        for choice in sorted(set(choices)):
            yield Answer(hall_id=hall.id, sheet_id=sheet_id, position=position, choice=choice)
    for position, text in answered.texts.items():
        if text.strip():
            yield AnswerText(
                hall_id=hall.id, sheet_id=sheet_id, position=position, text=text.strip()
            )
