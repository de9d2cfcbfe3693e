"""Which cases does somebody look for who knows a number, a window or a few words?"""

from sqlalchemy import ColumnElement, Select, and_, exists, select, union_all

from server.db import session
from server.models.cases import HAS_OUTSIDE_NUMBER, Case, CaseText
from server.models.ratings import Rating, RatingText
from server.models.registry import Window
from server.queries.cases.lines import CaseLine, line_of, lines
from server.queries.cases.office import Office
from server.queries.cases.scope import seen_by
from server.rules.accounts.roles import Actor
from server.rules.cases.queue import borders_on
from server.rules.cases.seeing import sight_of
from server.rules.ratings.levels import Level

MOST_FOUND = 50
# The newest words that match are looked at so far back; some of them may not be for the reader.
MOST_SCANNED = 500
SHORTEST_WORDS = 2


def search(office: Office, actor: Actor, wanted: str) -> tuple[CaseLine, ...]:
    """The newest cases, open or not, that the text names or whose first words hold it.

    By the case's number or its number elsewhere, by a window's number, else by the citizen's
    words as they stand, at most fifty. Only what the actor may see; at most five statements.
    """
    text = wanted.strip()
    if not text:
        return ()
    found = _by_name(office, text)
    if not found and len(text) >= SHORTEST_WORDS:
        found = _by_words(office, actor, text)
    borders = borders_on(office.today, office.calendar)
    rows = session.execute(
        lines()
        .where(seen_by(actor, office.hall.id), Case.id.in_(found))
        .order_by(Case.received_at.desc(), Case.number)
        .limit(MOST_FOUND)
    )
    return tuple(line_of(row, office, borders) for row in rows)


def as_number(text: str) -> str:
    """How a number is stored that people write with spaces, dashes and small letters."""
    return text.replace(" ", "").replace("-", "").upper()


def _by_name(office: Office, text: str) -> list[int]:
    """Three looks into an index in one statement; an OR over them would read every case."""
    here = Case.hall_id == office.hall.id
    window = (
        select(Window.id)
        .where(Window.hall_id == office.hall.id, Window.number == text.upper())
        .scalar_subquery()
    )
    at_window = (
        select(Case.id)
        .where(here, Case.window_id == window)
        .order_by(Case.received_at.desc())
        .limit(MOST_SCANNED)
        .subquery()
    )
    # Of all, not UNION: for that SQLite would walk every case of the hall in the order of ids.
    named = union_all(
        select(Case.id).where(here, Case.number == as_number(text)),
        select(Case.id).where(here, Case.outside_number == text, HAS_OUTSIDE_NUMBER),
        select(at_window.c.id),
    )
    return list(set(session.scalars(named)))


def _by_words(office: Office, actor: Actor, text: str) -> list[int]:
    """Two scans of the words, newest first, each at its end when it has found enough.

    The words are scanned by themselves: joined to their cases first, every case would be read.
    """
    hall = office.hall.id
    said = (
        select(CaseText.case_id)
        .where(CaseText.hall_id == hall, CaseText.text.contains(text, autoescape=True))
        .order_by(CaseText.case_id.desc())
        .limit(MOST_SCANNED)
    )
    if sight_of(actor, hall).departments is not None:  # few cases: read those
        said = said.where(CaseText.case_id.in_(_ids(seen_by(actor, hall))))
    is_bad = exists().where(
        Rating.hall_id == hall,
        Rating.id == RatingText.rating_id,
        Rating.level <= Level.DISSATISFIED,
    )
    rated = (
        select(RatingText.rating_id)
        .where(
            RatingText.hall_id == hall,
            RatingText.text.contains(text, autoescape=True),
            is_bad,
        )
        .order_by(RatingText.rating_id.desc())
        .limit(MOST_SCANNED)
    )
    return [*session.scalars(said), *_of_ratings(hall, list(session.scalars(rated)))]


def _of_ratings(hall_id: int, ratings: list[int]) -> list[int]:
    if not ratings:
        return []
    cases = _ids(and_(Case.hall_id == hall_id, Case.rating_id.in_(ratings)))
    return list(session.scalars(cases))


def _ids(condition: ColumnElement[bool]) -> Select[int]:
    return select(Case.id).where(condition)
