"""Which questionnaires are there, what do they ask, and what came back?"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy import func, select

from server.db import session
from server.models.opinions import (
    Answer,
    AnswerSheet,
    AnswerText,
    QuestionnaireInvitation,
)
from server.models.opinions import Question as QuestionRow
from server.models.opinions import Questionnaire as QuestionnaireRow
from server.models.safety import HeldWords
from server.queries.safety.fates import as_seen
from server.queries.safety.held_texts import answer_ref
from server.rules.opinions.questions import Question, QuestionKind
from server.rules.opinions.results import QuestionResult, question_results
from server.rules.safety.holding import Fate, Place

MOST_TEXTS = 200


@dataclass(frozen=True)
class Questionnaire:
    """One questionnaire with its questions; ``returned`` sheets, ``invited`` invitations."""

    id: int
    number: str
    key: str
    title: str
    intro: str
    audience: str
    access: str
    state: str
    opens_on: date
    closes_on: date
    questions: tuple[Question, ...]
    returned: int
    invited: int

    def is_open(self, today: date) -> bool:
        """Whether it takes answers on that day."""
        return self.state == "open" and self.opens_on <= today <= self.closes_on


def questionnaires(hall_id: int) -> tuple[Questionnaire, ...]:
    """All of the hall, those that end last first."""
    rows = session.scalars(
        select(QuestionnaireRow)
        .where(QuestionnaireRow.hall_id == hall_id)
        .order_by(QuestionnaireRow.closes_on.desc(), QuestionnaireRow.id.desc())
    ).all()
    questions, returned = _questions(hall_id), _counts(hall_id, AnswerSheet)
    invited = _counts(hall_id, QuestionnaireInvitation)
    return tuple(
        _questionnaire(row, questions.get(row.id, []), returned[row.id], invited[row.id])
        for row in rows
    )


def questionnaire_named(hall_id: int, number: str) -> Questionnaire | None:
    """The one of that number, None if the hall has none."""
    return next((one for one in questionnaires(hall_id) if one.number == number), None)


def hall_of_questionnaire(number: str) -> int | None:
    """In which hall a questionnaire of that number is: its address names no hall."""
    return session.scalar(select(QuestionnaireRow.hall_id).where(QuestionnaireRow.number == number))


def is_invited(hall_id: int, asked: Questionnaire, secret: str) -> bool:
    """Whether the secret is an invitation that nobody has used."""
    found = session.scalar(
        select(QuestionnaireInvitation.is_used).where(
            QuestionnaireInvitation.hall_id == hall_id,
            QuestionnaireInvitation.questionnaire_id == asked.id,
            QuestionnaireInvitation.secret_hash == sha256(secret.encode()).digest(),
        )
    )
    return found is False


def results_of(hall_id: int, asked: Questionnaire) -> tuple[QuestionResult, ...]:
    """What came of every question."""
    chosen: dict[int, Counter[int]] = defaultdict(Counter)
    sheets = select(AnswerSheet.id).where(
        AnswerSheet.hall_id == hall_id, AnswerSheet.questionnaire_id == asked.id
    )
    rows = session.execute(
        select(Answer.position, Answer.choice, func.count())
        .where(Answer.hall_id == hall_id, Answer.sheet_id.in_(sheets))
        .group_by(Answer.position, Answer.choice)
    )
    for position, choice, count in rows:
        chosen[position][choice] = count
    answered = dict(
        session.execute(
            select(Answer.position, func.count(func.distinct(Answer.sheet_id)))
            .where(Answer.hall_id == hall_id, Answer.sheet_id.in_(sheets))
            .group_by(Answer.position)
        ).all()
    )
    written = dict(
        session.execute(
            select(AnswerText.position, func.count())
            .where(AnswerText.hall_id == hall_id, AnswerText.sheet_id.in_(sheets))
            .group_by(AnswerText.position)
        ).all()
    )
    return question_results(asked.questions, chosen, {**answered, **written})


def texts_of(hall_id: int, asked: Questionnaire) -> Mapping[int, tuple[str, ...]]:
    """What was written, by question, in no order that tells who came first.

    Without what waits for a person or is kept hidden (``texts_unseen``).
    """
    sheets = select(AnswerSheet.id).where(
        AnswerSheet.hall_id == hall_id, AnswerSheet.questionnaire_id == asked.id
    )
    rows = session.execute(
        select(AnswerText.sheet_id, AnswerText.position, AnswerText.text)
        .where(AnswerText.hall_id == hall_id, AnswerText.sheet_id.in_(sheets))
        .order_by(AnswerText.text)
        .limit(MOST_TEXTS)
    ).all()
    written = {answer_ref(sheet_id, position): text for sheet_id, position, text in rows}
    shown = as_seen(hall_id, Place.ANSWER, written)
    found: dict[int, list[str]] = defaultdict(list)
    for sheet_id, position, _ in rows:
        text = shown[answer_ref(sheet_id, position)]
        if text is not None:
            found[position].append(text)
    return {position: tuple(texts) for position, texts in found.items()}


def texts_unseen(hall_id: int, asked: Questionnaire) -> Counter[int]:
    """By question, how much of what was written waits for a person or is kept hidden."""
    refs = session.scalars(
        select(HeldWords.ref).where(
            HeldWords.hall_id == hall_id,
            HeldWords.place == Place.ANSWER,
            HeldWords.fate.in_((Fate.HELD, Fate.HIDDEN)),
        )
    )
    held = [(int(sheet), int(position)) for sheet, _, position in (r.partition(".") for r in refs)]
    theirs = session.scalars(
        select(AnswerText.sheet_id)
        .join(
            AnswerSheet,
            (AnswerSheet.hall_id == AnswerText.hall_id) & (AnswerSheet.id == AnswerText.sheet_id),
        )
        .where(
            AnswerText.hall_id == hall_id,
            AnswerSheet.questionnaire_id == asked.id,
            AnswerText.sheet_id.in_({sheet for sheet, _ in held}),
        )
    )
    sheets = set(theirs)
    return Counter(position for sheet, position in held if sheet in sheets)


def written_answers(hall_id: int, questionnaire_id: int, nonce: str) -> tuple[str, ...]:
    """The names of what was written on the sheet of that form, as they wait for a person."""
    rows = session.execute(
        select(AnswerText.sheet_id, AnswerText.position)
        .join(
            AnswerSheet,
            (AnswerSheet.hall_id == AnswerText.hall_id) & (AnswerSheet.id == AnswerText.sheet_id),
        )
        .where(
            AnswerText.hall_id == hall_id,
            AnswerSheet.questionnaire_id == questionnaire_id,
            AnswerSheet.nonce_hash == sha256(nonce.encode()).digest(),
        )
        .order_by(AnswerText.position)
    )
    return tuple(answer_ref(sheet_id, position) for sheet_id, position in rows)


def _questions(hall_id: int) -> Mapping[int, list[Question]]:
    found: dict[int, list[Question]] = defaultdict(list)
    rows = session.scalars(
        select(QuestionRow)
        .where(QuestionRow.hall_id == hall_id)
        .order_by(QuestionRow.questionnaire_id, QuestionRow.position)
    )
    for row in rows:
        kind, choices = QuestionKind(row.kind), tuple(json.loads(row.choices))
        question = Question(kind, row.words, choices, row.most, row.is_required)
        found[row.questionnaire_id].append(question)
    return found


def _counts(hall_id: int, model: type[AnswerSheet] | type[QuestionnaireInvitation]) -> Counter[int]:
    rows = session.execute(
        select(model.questionnaire_id, func.count())
        .where(model.hall_id == hall_id)
        .group_by(model.questionnaire_id)
    )
    return Counter(dict(rows.all()))


def _questionnaire(
    row: QuestionnaireRow, questions: list[Question], returned: int, invited: int
) -> Questionnaire:
    return Questionnaire(
        row.id,
        row.number,
        row.key,
        row.title,
        row.intro,
        row.audience,
        row.access,
        row.state,
        row.opens_on,
        row.closes_on,
        tuple(questions),
        returned,
        invited,
    )
