"""Which pictures of the store does no row know?"""

from collections.abc import Iterable, Iterator
from itertools import islice

from sqlalchemy import select

from server.db import session
from server.models.awards import BonusEvidence
from server.models.inspections import InspectionPhoto
from server.models.ledger import AppealPhoto
from server.models.ratings import Photo

ASKED_AT_ONCE = 500


def without_row(names: Iterable[str]) -> tuple[str, ...]:
    """Those of the names that belong to no photo of any hall."""
    return tuple(_without_row(names))


def _without_row(names: Iterable[str]) -> Iterator[str]:
    rest = iter(names)
    while asked := list(islice(rest, ASKED_AT_ONCE)):
        known = {
            name
            for table in (Photo, InspectionPhoto, BonusEvidence, AppealPhoto)
            for name in session.scalars(select(table.name).where(table.name.in_(asked)))
        }
        yield from (name for name in asked if name not in known)
