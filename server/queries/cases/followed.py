"""How does a case stand, for the citizen who keeps its secret code?"""

import hmac
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy import Row, Select, select

from server import errors
from server.db import session
from server.models.cases import Case
from server.models.registry import Window
from server.queries.registry.halls import Hall, all_halls, hall_of_id
from server.rules.cases.kinds import CaseKind, CaseState
from server.rules.months import day_of

NOBODYS_HASH = bytes(32)


@dataclass(frozen=True)
class FollowedCase:
    """A case as its writer sees it; ``window_number`` is empty when it names no window."""

    hall: Hall
    number: str
    kind: CaseKind
    state: CaseState
    category: str
    window_number: str
    window_name: str
    window_name_en: str
    received_on: date
    due_on: date
    is_due_provisional: bool
    has_contact: bool

    def title(self, lang: str) -> str:
        """The window's name in that language, the Chinese one where there is no other."""
        return self.window_name_en if lang == "en" and self.window_name_en else self.window_name


def followed_case(number: str, code_hash: bytes) -> FollowedCase:
    """The case of that number, for whoever knows its secret code (SHA-256).

    Raises UnknownCase, the same for a wrong code and for a number that never was.
    """
    row = session.execute(_in_any_hall().where(Case.number == number)).first()
    kept = (row.Case.code_hash if row else None) or NOBODYS_HASH
    if row is None or not hmac.compare_digest(kept, code_hash):
        raise errors.UnknownCase
    return _followed(row)


def filed_case(nonce: bytes) -> FollowedCase:
    """The case that the form with that nonce filed. Raises UnknownCase."""
    submission = sha256(b"complaint|" + nonce).digest()
    row = session.execute(_in_any_hall().where(Case.submission == submission)).first()
    if row is None:
        raise errors.UnknownCase
    return _followed(row)


def _in_any_hall() -> Select[Case, str, str, str]:
    halls = [hall.id for hall in all_halls()]
    return (
        select(Case, Window.number, Window.name, Window.name_en)
        .outerjoin(Window, Window.id == Case.window_id)
        .where(Case.hall_id.in_(halls))
    )


def _followed(row: Row[Case, str, str, str]) -> FollowedCase:
    case, window_number, window_name, window_name_en = row
    hall = hall_of_id(case.hall_id)
    return FollowedCase(
        hall=hall,
        number=case.number,
        kind=CaseKind(case.kind),
        state=CaseState(case.state),
        category=case.category,
        window_number=window_number or "",
        window_name=window_name or "",
        window_name_en=window_name_en or "",
        received_on=day_of(case.received_at, hall.zone),
        due_on=case.due_on,
        is_due_provisional=case.is_due_provisional,
        has_contact=case.has_contact,
    )
