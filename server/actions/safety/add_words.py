"""An operator gives the installation a further version of its own words."""

from datetime import datetime

from sqlalchemy import func, select

from server.actions.audit.record import record
from server.db import transaction
from server.models.safety import OwnWords
from server.rules.safety.word_file import read_words

OF_THE_HOUSE = 0


def add_words(text: str, *, by: str, now: datetime) -> int:
    """The number of the new version, in force from now on; the ones before it stay on record.

    Raises FormProblems naming the lines that are wrong.
    """
    read_words(text)
    with transaction() as session:
        version = (session.scalar(select(func.max(OwnWords.version))) or 0) + 1
        session.add(OwnWords(version=version, words=text, made_at=now, made_by=by))
        session.flush()
        record(session, OF_THE_HOUSE, by, "words_added", f"+{version}", now=now)
    return version
