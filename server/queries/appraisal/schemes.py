"""Which schemes has a hall, and which version is in force when?"""

from functools import lru_cache

from sqlalchemy import select

from server.db import session
from server.models.appraisal import Scheme as SchemeRow
from server.models.appraisal import SchemeAdoption
from server.rules.schemes.reading import read
from server.rules.schemes.shape import Scheme

REMEMBERED = 64


def schemes_in_force(hall_id: int) -> tuple[Scheme, ...]:
    """Every version that was adopted by two people, in order of the day it begins."""
    rows = session.execute(
        select(SchemeRow.digest, SchemeRow.text)
        .join(
            SchemeAdoption,
            (SchemeAdoption.hall_id == SchemeRow.hall_id)
            & (SchemeAdoption.scheme_id == SchemeRow.id),
        )
        .where(SchemeRow.hall_id == hall_id, SchemeAdoption.approved_at.is_not(None))
        .order_by(SchemeRow.from_on)
    )
    return tuple(parsed(digest, text) for digest, text in rows)


@lru_cache(maxsize=REMEMBERED)
def parsed(digest: str, text: str) -> Scheme:
    """The scheme of a stored text; it was checked before it was stored. Raises TypeError."""
    found = read(text)
    if not isinstance(found, Scheme):
        raise TypeError(digest)
    return found
