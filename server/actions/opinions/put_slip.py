"""Somebody puts a slip into the suggestion box (意见箱), without a name; the office answers it."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select

from server import errors
from server.actions.audit.record import record
from server.actions.operations.statements import count_of, insert_into, table_of
from server.actions.opinions.arriving import count_arrival
from server.db import transaction
from server.errors import FormProblems, Problem
from server.ids import new_id, new_number
from server.models.opinions import BoxSlip
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor, name_of
from server.rules.months import day_of
from server.rules.opinions.arrivals import BOX, MOST_SLIPS

LONGEST_SLIP = 2000


@dataclass(frozen=True)
class Slip:
    """A slip as it was written. ``secret`` opens its answer; ``nonce`` keeps a retry the same."""

    text: str
    secret: str
    nonce: str


def put_slip(hall: Hall, slip: Slip, *, now: datetime) -> str:
    """The number of the slip, under which it is answered; sent again it is the same slip.

    Raises FormProblems, TooManyAtOnce.
    """
    _check(slip.text, "text")
    nonce_hash = sha256(slip.nonce.encode()).digest()
    with transaction() as session:
        connection = session.connection()
        insert = insert_into(connection, table_of(BoxSlip)).on_conflict_do_nothing(
            index_elements=["hall_id", "nonce_hash"]
        )
        number = new_number()
        row = insert.values(
            hall_id=hall.id,
            id=new_id(now.date()),
            number=number,
            secret_hash=sha256(slip.secret.encode()).digest(),
            nonce_hash=nonce_hash,
            put_on=day_of(now, hall.zone),
            text=slip.text.strip(),
            state="waiting",
            answer="",
            answered_by="",
        )
        if count_of(connection, row) == 1:
            count_arrival(session, hall.id, BOX, most=MOST_SLIPS, now=now)
            return number
        kept = session.scalars(
            select(BoxSlip.number).where(
                BoxSlip.hall_id == hall.id, BoxSlip.nonce_hash == nonce_hash
            )
        )
        return kept.one()


def answer_slip(hall: Hall, number: str, answer: str, *, by: Actor | str, now: datetime) -> None:
    """The office answers a slip; a later answer takes the place of an earlier one.

    Raises Unknown, FormProblems.
    """
    with transaction() as session:
        slip = session.scalars(
            select(BoxSlip).where(BoxSlip.hall_id == hall.id, BoxSlip.number == number)
        ).first()
        if slip is None:
            raise errors.Unknown
        _check(answer, "answer")
        slip.answer, slip.answered_at, slip.answered_by = answer.strip(), now, name_of(by)
        slip.state = "answered" if slip.state == "waiting" else slip.state
        session.flush()
        record(session, hall.id, by, "slip_answered", number, now=now)


def _check(text: str, field: str) -> None:
    if not text.strip():
        raise FormProblems((Problem(field, "opinion.words_missing"),))
    if len(text) > LONGEST_SLIP:
        raise FormProblems((Problem(field, "opinion.words_too_long", {"most": LONGEST_SLIP}),))
