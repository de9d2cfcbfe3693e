"""Which cases does somebody look for who knows a number, a window or a few words?"""

from sqlalchemy import ColumnElement, Select, and_, or_, select

from server.db import session
from server.models.cases import Case, CaseText
from server.models.ratings import RatingText
from server.models.registry import Window
from server.queries.cases.lines import CaseLine, line_of, lines
from server.queries.cases.office import Office
from server.queries.cases.scope import seen_by
from server.rules.accounts.roles import Actor
from server.rules.cases.queue import borders_on

MOST_FOUND = 50
SHORTEST_WORDS = 2


def search(office: Office, actor: Actor, wanted: str) -> tuple[CaseLine, ...]:
    """The newest cases, open or not, that the text names or whose first words hold it.

    By the case's number or its number elsewhere, by a window's number, else by the citizen's
    words as they stand, at most fifty. Only what the actor may see; at most four statements.
    """
    text = wanted.strip()
    if not text:
        return ()
    scope = seen_by(actor, office.hall.id)
    found = _by_name(scope, office, text)
    if not found and len(text) >= SHORTEST_WORDS:
        found = _by_words(scope, office, text)
    borders = borders_on(office.today, office.calendar)
    rows = session.execute(
        lines()
        .where(Case.hall_id == office.hall.id, Case.id.in_(found))
        .order_by(Case.received_at.desc(), Case.number)
    )
    return tuple(line_of(row, office, borders) for row in rows)


def as_number(text: str) -> str:
    """How a number is stored that people write with spaces, dashes and small letters."""
    return text.replace(" ", "").replace("-", "").upper()


def _by_name(scope: ColumnElement[bool], office: Office, text: str) -> list[int]:
    windows = select(Window.id).where(
        Window.hall_id == office.hall.id, Window.number == text.upper()
    )
    names = or_(
        Case.number == as_number(text),
        Case.outside_number == text,
        Case.window_id.in_(windows),
    )
    return _newest(select(Case.id).where(scope, names))


def _by_words(scope: ColumnElement[bool], office: Office, text: str) -> list[int]:
    """Two scans of the words, newest first, each at an end when it has found enough."""
    hall = office.hall.id
    said = (
        select(CaseText.case_id)
        .join(Case, and_(Case.hall_id == CaseText.hall_id, Case.id == CaseText.case_id))
        .where(CaseText.hall_id == hall, CaseText.text.contains(text, autoescape=True), scope)
        .order_by(CaseText.case_id.desc())
        .limit(MOST_FOUND)
    )
    rated = (
        select(Case.id)
        .join(
            RatingText,
            and_(RatingText.hall_id == Case.hall_id, RatingText.rating_id == Case.rating_id),
        )
        .where(RatingText.hall_id == hall, RatingText.text.contains(text, autoescape=True), scope)
        .order_by(RatingText.rating_id.desc())
        .limit(MOST_FOUND)
    )
    found = [*session.scalars(said), *session.scalars(rated)]
    return sorted(found, reverse=True)[:MOST_FOUND]


def _newest(wanted: Select[int]) -> list[int]:
    return list(session.scalars(wanted.order_by(Case.id.desc()).limit(MOST_FOUND)))
