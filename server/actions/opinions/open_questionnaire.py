"""Somebody writes a questionnaire and opens it, open to all or to those invited."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from server.actions.audit.record import record
from server.db import transaction
from server.errors import FormProblems, Problem
from server.ids import new_id, new_number, new_secret
from server.models.opinions import Question as QuestionRow
from server.models.opinions import Questionnaire, QuestionnaireInvitation
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor, name_of
from server.rules.opinions.questions import Question, read_questions

LONGEST_TITLE, LONGEST_INTRO, LONGEST_KEY = 120, 500, 32
MOST_INVITED = 2000


@dataclass(frozen=True)
class QuestionnaireForm:
    """A questionnaire as it was typed. ``key`` names the figure ``survey.<key>``, '' for none.

    ``questions``: one a line, see ``rules.opinions.questions``. ``invited``: how many invitations.
    """

    title: str
    intro: str
    key: str
    audience: str
    access: str
    opens_on: date | None
    closes_on: date | None
    questions: str
    invited: int = 0


@dataclass(frozen=True)
class Opened:
    """The number of the questionnaire, and the secrets of its invitations, shown this once."""

    number: str
    secrets: tuple[str, ...]


def open_questionnaire(
    hall: Hall, form: QuestionnaireForm, *, by: Actor | str, now: datetime
) -> Opened:
    """The questionnaire may be answered from its first day to its last. Raises FormProblems."""
    read = read_questions(form.questions)
    questions = tuple(one for one in read if isinstance(one, Question))
    problems = (*_problems(form), *(one for one in read if isinstance(one, Problem)))
    if problems:
        raise FormProblems(problems)
    number, secrets = new_number(), tuple(new_secret() for _ in range(form.invited))
    with transaction() as session:
        row = _row(hall, form, number, by, now)
        session.add(row)
        session.flush()
        _add_questions(session, row, questions)
        session.add_all(
            QuestionnaireInvitation(
                hall_id=hall.id,
                questionnaire_id=row.id,
                secret_hash=sha256(secret.encode()).digest(),
            )
            for secret in secrets
        )
        session.flush()
        record(session, hall.id, by, "questionnaire_opened", number, now=now)
    return Opened(number, secrets)


def _problems(form: QuestionnaireForm) -> tuple[Problem, ...]:
    ends_first = form.opens_on and form.closes_on and form.closes_on < form.opens_on
    lacks_invited = form.access == "invitation" and not form.invited
    table = (
        (not form.title.strip(), "title", "title_missing", 0),
        (len(form.title) > LONGEST_TITLE, "title", "words_too_long", LONGEST_TITLE),
        (len(form.intro) > LONGEST_INTRO, "intro", "words_too_long", LONGEST_INTRO),
        (not _is_key(form.key), "key", "key_unfit", 0),
        (form.opens_on is None, "opens_on", "day_missing", 0),
        (form.closes_on is None, "closes_on", "day_missing", 0),
        (bool(ends_first), "closes_on", "ends_first", 0),
        (not 0 <= form.invited <= MOST_INVITED, "invited", "invited", MOST_INVITED),
        (lacks_invited, "invited", "nobody_invited", 0),
    )
    return tuple(
        Problem(field, f"opinion.{code}", {"most": most} if most else {})
        for is_wrong, field, code, most in table
        if is_wrong
    )


def _is_key(key: str) -> bool:
    return not key or (key.isascii() and key.replace("_", "").isalnum() and len(key) <= LONGEST_KEY)


def _row(
    hall: Hall, form: QuestionnaireForm, number: str, by: Actor | str, now: datetime
) -> Questionnaire:
    return Questionnaire(
        hall_id=hall.id,
        id=new_id(now.date()),
        number=number,
        key=form.key,
        title=form.title.strip(),
        intro=form.intro.strip(),
        audience=form.audience,
        access=form.access,
        state="open",
        opens_on=form.opens_on,
        closes_on=form.closes_on,
        entered_at=now,
        entered_by=name_of(by),
    )


def _add_questions(session: Session, row: Questionnaire, questions: Sequence[Question]) -> None:
    session.add_all(
        QuestionRow(
            hall_id=row.hall_id,
            questionnaire_id=row.id,
            position=place,
            kind=question.kind,
            words=question.words,
            choices=json.dumps(question.choices, ensure_ascii=False),
            most=question.most,
            is_required=question.is_required,
        )
        for place, question in enumerate(questions)
    )
    session.flush()
