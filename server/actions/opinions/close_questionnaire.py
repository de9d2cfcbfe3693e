"""Somebody closes a questionnaire; its scales become a figure of the month."""

from datetime import datetime

from sqlalchemy import select, update

from server import errors
from server.actions.appraisal.give_figures import GivenFigure, give_figures
from server.actions.appraisal.state_fact import Stating
from server.actions.audit.record import record
from server.db import transaction
from server.models.opinions import Questionnaire as QuestionnaireRow
from server.models.registry import Staff
from server.queries.opinions.questionnaires import questionnaire_named, results_of
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.appraisal.facts import Figure, Who
from server.rules.months import month_of
from server.rules.opinions.results import overall
from server.rules.schemes.shape import Subject


def close_questionnaire(hall: Hall, number: str, *, by: Actor | str, now: datetime) -> None:
    """No more answers are taken. With a key, the mean of its scales is a figure of this month.

    A questionnaire asks about the hall's people together, so everybody has the same figure; one
    without a scale gives none. Raises Unknown, QuestionnaireClosed.
    """
    with transaction() as session:
        asked = questionnaire_named(hall.id, number)
        if asked is None:
            raise errors.Unknown
        if asked.state == "closed":
            raise errors.QuestionnaireClosed
        session.execute(
            update(QuestionnaireRow)
            .where(QuestionnaireRow.hall_id == hall.id, QuestionnaireRow.id == asked.id)
            .values(state="closed")
        )
        found = overall(results_of(hall.id, asked))
        if asked.key and found is not None:
            people = session.scalars(
                select(Staff.id).where(Staff.hall_id == hall.id, Staff.closed_on.is_(None))
            )
            name = f"survey.{asked.key}"
            given = [GivenFigure(Who(Subject.STAFF, key), name, Figure(*found)) for key in people]
            month = month_of(now, hall.zone)
            stating = Stating(hall.id, by, now)
            give_figures(session, month, frozenset({name}), given, stating)
        session.flush()
        facts = {"returned": asked.returned}
        record(session, hall.id, by, "questionnaire_closed", number, facts=facts, now=now)
