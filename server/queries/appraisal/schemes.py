"""Which schemes does a hall have, by which record were they adopted, which is in force when?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import select

from server.db import session
from server.models.appraisal import Scheme as SchemeRow
from server.models.appraisal import SchemeAdoption
from server.rules.appraisal.versions import in_force
from server.rules.schemes.reading import read
from server.rules.schemes.refusals import SchemeRefused, UnknownScheme
from server.rules.schemes.shape import Scheme


@dataclass(frozen=True)
class Adoption:
    """The record of adoption; moments carry a zone, ``approved_by`` is '' until somebody did."""

    body: str
    adopted_on: date
    document_number: str
    heard: str
    guard_reason: str
    proposed_at: datetime
    proposed_by: str
    approved_at: datetime | None
    approved_by: str

    @property
    def is_approved(self) -> bool:
        """Whether a second person has put it in force."""
        return self.approved_at is not None


@dataclass(frozen=True)
class KeptScheme:
    """One version as it was entered; without an approved adoption it is in force on no day."""

    id: int
    key: str
    version: str
    title: str
    document: str
    from_on: date
    until_on: date | None
    text: str
    digest: str
    entered_at: datetime
    entered_by: str
    adoption: Adoption | None

    @property
    def name(self) -> str:
        """``district/2026.1``."""
        return f"{self.key}/{self.version}"

    @property
    def is_adopted(self) -> bool:
        """Whether its record of adoption is complete."""
        return self.adoption is not None and self.adoption.is_approved

    def scheme(self) -> Scheme:
        """What it says."""
        return parsed(self.text)


def all_schemes(hall_id: int) -> tuple[KeptScheme, ...]:
    """Every version that was ever entered, the one that begins last first."""
    rows = session.execute(
        select(SchemeRow, SchemeAdoption)
        .outerjoin(
            SchemeAdoption,
            (SchemeAdoption.hall_id == SchemeRow.hall_id)
            & (SchemeAdoption.scheme_id == SchemeRow.id),
        )
        .where(SchemeRow.hall_id == hall_id)
        .order_by(SchemeRow.from_on.desc(), SchemeRow.entered_at.desc())
    )
    return tuple(_kept(scheme, adoption) for scheme, adoption in rows)


def scheme_named(hall_id: int, key: str, version: str) -> KeptScheme:
    """The version of that id. Raises UnknownScheme."""
    for kept in all_schemes(hall_id):
        if (kept.key, kept.version) == (key, version):
            return kept
    raise UnknownScheme(name=f"{key}/{version}")


def schemes_in_force(hall_id: int) -> tuple[Scheme, ...]:
    """Every adopted version, the first first; which one holds on a day is chosen by its dates."""
    return tuple(kept.scheme() for kept in reversed(all_schemes(hall_id)) if kept.is_adopted)


def scheme_on(hall_id: int, day: date) -> Scheme | None:
    """The version in force on that day; None where none is."""
    return in_force(schemes_in_force(hall_id), day)


def kept_on(kept: Iterable[KeptScheme], day: date) -> KeptScheme | None:
    """The adopted one of these that is in force on that day; None where none is."""
    adopted = {one.name: one for one in kept if one.is_adopted}
    found = in_force((one.scheme() for one in adopted.values()), day)
    return adopted[found.name] if found else None


@lru_cache(maxsize=64)
def parsed(text: str) -> Scheme:
    """What a text says that was taken before. Raises SchemeRefused."""
    found = read(text)
    if isinstance(found, tuple):
        raise SchemeRefused(found)
    return found


def _kept(row: SchemeRow, adoption: SchemeAdoption | None) -> KeptScheme:
    return KeptScheme(
        id=row.id,
        key=row.key,
        version=row.version,
        title=row.title,
        document=row.document,
        from_on=row.from_on,
        until_on=row.until_on,
        text=row.text,
        digest=row.digest,
        entered_at=row.entered_at,
        entered_by=row.entered_by,
        adoption=_adoption(adoption) if adoption else None,
    )


def _adoption(row: SchemeAdoption) -> Adoption:
    return Adoption(
        body=row.body,
        adopted_on=row.adopted_on,
        document_number=row.document_number,
        heard=row.heard,
        guard_reason=row.guard_reason,
        proposed_at=row.proposed_at,
        proposed_by=row.proposed_by,
        approved_at=row.approved_at,
        approved_by=row.approved_by,
    )
