"""评优: ballots, candidates and winners; bonus requests."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Base, UtcDateTime

DISTRIBUTED = {"info": {"distributed": True}}
SUBJECTS = "('staff', 'chief', 'window', 'department')"


def _hall() -> Mapped[int]:
    return mapped_column(BigInteger, primary_key=True)


def _id() -> Mapped[int]:
    return mapped_column(BigInteger, primary_key=True, autoincrement=False)


def _account() -> Mapped[int | None]:
    return mapped_column(BigInteger, ForeignKey("account.id"))


def _of_a_ballot() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["hall_id", "ballot_id"], ["ballot.hall_id", "ballot.id"])


class Ballot(Base):
    """选票: one vote of a period, as the scheme in force named it. Open until somebody closes it.

    ``scale`` and ``min_votes`` are the scheme's; ``most_choices``: how many one may choose where
    the scale is 1, 0 for any number.
    """

    __tablename__ = "ballot"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'closed')", name="state"),
        UniqueConstraint("hall_id", "number"),
        UniqueConstraint("hall_id", "key", "period"),
        Index("ix_ballot_state", "hall_id", "state"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    id: Mapped[int] = _id()
    number: Mapped[str] = mapped_column(String(16))
    key: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(120))
    period: Mapped[str] = mapped_column(String(7))
    scheme_version: Mapped[str] = mapped_column(String(65))
    voters: Mapped[str] = mapped_column(String(32))
    scale: Mapped[str] = mapped_column(String(16))
    min_votes: Mapped[int] = mapped_column()
    most_choices: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(String(8), default="open")
    closes_on: Mapped[date] = mapped_column()
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    opened_by: Mapped[str] = mapped_column(String(60))
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by: Mapped[str] = mapped_column(String(60), default="")


class BallotCandidate(Base):
    """Who stands in a ballot, with the reason that voters read."""

    __tablename__ = "ballot_candidate"
    __table_args__ = (
        CheckConstraint(f"subject IN {SUBJECTS}", name="subject"),
        _of_a_ballot(),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    ballot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    subject: Mapped[str] = mapped_column(String(16), primary_key=True)
    subject_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    reason: Mapped[str] = mapped_column(String(500), default="")


class BallotVoter(Base):
    """Who may vote in a ballot and whether they did: neither what nor when."""

    __tablename__ = "ballot_voter"
    __table_args__ = (_of_a_ballot(), DISTRIBUTED)

    hall_id: Mapped[int] = _hall()
    ballot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    account_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("account.id"), primary_key=True, autoincrement=False
    )
    has_voted: Mapped[bool] = mapped_column(Boolean, default=False)


class BallotVote(Base):
    """How many votes gave a candidate that value.

    A vote leaves no row of its own: nothing joins a value to a voter or to a moment.
    """

    __tablename__ = "ballot_vote"
    __table_args__ = (
        CheckConstraint(f"subject IN {SUBJECTS}", name="subject"),
        _of_a_ballot(),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    ballot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    subject: Mapped[str] = mapped_column(String(16), primary_key=True)
    subject_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    value: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    votes: Mapped[int] = mapped_column()


class AwardWinner(Base):
    """评优: one seat of an award, from its proposal to the decision of another person.

    ``revision``: that of the period it was decided from. ``is_by_numbers``: wholly above the cut;
    otherwise people chose among equals, and ``reason`` says why. What was given is taken back by
    people alone (``withdrawn``), never by a new computation.
    """

    __tablename__ = "award_winner"
    __table_args__ = (
        CheckConstraint(f"subject IN {SUBJECTS}", name="subject"),
        CheckConstraint("state IN ('proposed', 'given', 'refused', 'withdrawn')", name="state"),
        UniqueConstraint("hall_id", "number"),
        UniqueConstraint("hall_id", "award", "period", "subject", "subject_id", "revision"),
        Index("ix_award_winner_period", "hall_id", "period", "award"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    id: Mapped[int] = _id()
    number: Mapped[str] = mapped_column(String(16))
    award: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(120))
    period: Mapped[str] = mapped_column(String(7))
    revision: Mapped[int] = mapped_column()
    subject: Mapped[str] = mapped_column(String(16))
    subject_id: Mapped[int] = mapped_column(BigInteger)
    group_code: Mapped[str] = mapped_column(String(32), default="")
    is_by_numbers: Mapped[bool] = mapped_column(Boolean)
    reason: Mapped[str] = mapped_column(String(500), default="")
    state: Mapped[str] = mapped_column(String(16), default="proposed")
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    proposed_by: Mapped[int | None] = _account()
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[int | None] = _account()
    answer: Mapped[str] = mapped_column(String(500), default="")
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[int | None] = _account()


class BonusRequest(Base):
    """加分申报: asked with evidence, approved by two others, or refused with a reason.

    ``value`` is decimal text, empty where the item has a fixed number. ``case_id``: the praise it
    came from. ``reference``: a document that can be looked up. ``level``: of an item that asks one.
    """

    __tablename__ = "bonus_request"
    __table_args__ = (
        CheckConstraint(
            "state IN ('asked', 'approved_once', 'approved', 'refused', 'withdrawn')", name="state"
        ),
        UniqueConstraint("hall_id", "number"),
        Index("ix_bonus_request_state", "hall_id", "state", "asked_at"),
        Index("ix_bonus_request_staff", "hall_id", "staff_id", "asked_at"),
        Index("ix_bonus_request_case", "hall_id", "case_id"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    id: Mapped[int] = _id()
    number: Mapped[str] = mapped_column(String(16))
    staff_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("staff.id"))
    department_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("department.id"))
    item: Mapped[str] = mapped_column(String(16))
    item_text: Mapped[str] = mapped_column(String(500))
    level: Mapped[str] = mapped_column(String(16), default="")
    value: Mapped[str] = mapped_column(String(16), default="")
    happened_on: Mapped[date] = mapped_column()
    reason: Mapped[str] = mapped_column(Text)
    reference: Mapped[str] = mapped_column(String(200), default="")
    case_id: Mapped[int | None] = mapped_column(BigInteger)
    scheme_version: Mapped[str] = mapped_column(String(65))
    state: Mapped[str] = mapped_column(String(16), default="asked")
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    asked_by: Mapped[int | None] = _account()
    first_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    first_by: Mapped[int | None] = _account()
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[int | None] = _account()
    answer: Mapped[str] = mapped_column(String(500), default="")


class BonusEvidence(Base):
    """A cleaned photo that proves a bonus; ``name`` is its unguessable name in the store."""

    __tablename__ = "bonus_evidence"
    __table_args__ = (
        ForeignKeyConstraint(
            ["hall_id", "request_id"], ["bonus_request.hall_id", "bonus_request.id"]
        ),
        UniqueConstraint("hall_id", "name"),
        Index("ix_bonus_evidence_request", "hall_id", "request_id"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    id: Mapped[int] = _id()
    request_id: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64))
    width: Mapped[int] = mapped_column()
    height: Mapped[int] = mapped_column()
