"""Everybody who is appraised hears that a period was computed, signed or revised."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from server.actions.messages.tell import News, tell
from server.queries.registry.halls import Hall
from server.rules.appraisal.frozen import Row
from server.rules.appraisal.periods import Period
from server.rules.messages.audience import Audience, to_head, to_staff
from server.rules.messages.topics import Topic
from server.rules.schemes.shape import Subject


@dataclass(frozen=True)
class Heard:
    """What people hear of a revision of a period, and when (with zone)."""

    topic: Topic
    period: Period
    revision: int
    facts: Mapping[str, str | int]
    now: datetime


def tell_people(session: Session, hall: Hall, results: Iterable[Row], heard: Heard) -> None:
    """The people and departments with a result hear of it, once for each revision."""
    audiences = {
        audience
        for row in results
        if (audience := _audience(str(row["subject"]), int(row["subject_id"] or 0))) is not None
    }
    for audience in sorted(audiences, key=str):
        dedupe = f"{heard.topic}/{heard.period}/{heard.revision}/{audience}"
        news = News(heard.topic, audience, heard.facts)
        tell(session, hall.id, news, dedupe=dedupe, now=heard.now)


def _audience(subject: str, subject_id: int) -> Audience | None:
    if subject in {Subject.STAFF.value, Subject.CHIEF.value}:
        return to_staff(subject_id)
    return to_head(subject_id) if subject == Subject.DEPARTMENT.value else None
