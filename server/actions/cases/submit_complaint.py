"""A citizen files a complaint, tip-off, suggestion, praise or inquiry."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import errors
from server.actions.cases.received import Received, add_case
from server.actions.ratings.attachments import Owner, add_contact, add_photos
from server.db import transaction
from server.models.cases import Case
from server.packs.categories import category_codes
from server.queries.registry.halls import hall_of_id
from server.queries.registry.hours import hall_facts
from server.queries.registry.windows import window_id_of
from server.rules.cases.form import ComplaintForm, problems


@dataclass(frozen=True)
class Filed:
    """The case is there: now, or (``is_repeat``) since the same form came before."""

    number: str
    is_repeat: bool


def submit_complaint(
    hall_id: int, form: ComplaintForm, *, code_hash: bytes, contact_key: bytes, now: datetime
) -> Filed:
    """A citizen files a complaint and gets its number; the same form again is the same case.

    ``code_hash`` is the SHA-256 of the secret code that will open it. Raises FormProblems with
    all that is missing, UnknownHall and UnknownWindow.
    """
    found = problems(form, categories=category_codes())
    if found or form.kind is None:
        raise errors.FormProblems(found)
    submission = sha256(b"complaint|" + form.nonce).digest()
    with transaction() as session:
        known = _number_of(session, hall_id, submission)
        if known is not None:
            return Filed(known, is_repeat=True)
        hall = hall_of_id(hall_id)
        received = Received(
            kind=form.kind,
            source=form.source,
            submission=submission,
            received_at=now,
            text=form.text.strip(),
            category=form.category,
            code_hash=code_hash,
            window_id=window_id_of(hall_id, form.window_number),
            has_contact=bool(form.contact),
        )
        case = add_case(session, hall, hall_facts(hall.id, hall.registry_version), received)
        owner = Owner(hall.id, case.received_at.date(), case_id=case.id)
        add_photos(session, owner, form.photos)
        add_contact(session, owner, form, contact_key)
        return Filed(case.number, is_repeat=False)


def _number_of(session: Session, hall_id: int, submission: bytes) -> str | None:
    return session.scalar(
        select(Case.number).where(Case.hall_id == hall_id, Case.submission == submission)
    )
