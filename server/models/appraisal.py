"""考核: schemes with their adoption, and the facts that they read."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
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


class Scheme(Base):
    """考核办法: one version of a rulebook, as its file was written. Never edited."""

    __tablename__ = "scheme"
    __table_args__ = (
        UniqueConstraint("hall_id", "key", "version"),
        Index("ix_scheme_in_force", "hall_id", "from_on"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    id: Mapped[int] = _id()
    key: Mapped[str] = mapped_column(String(32))
    version: Mapped[str] = mapped_column(String(32))
    title: Mapped[str] = mapped_column(String(200))
    document: Mapped[str] = mapped_column(String(64), default="")
    from_on: Mapped[date] = mapped_column()
    until_on: Mapped[date | None] = mapped_column()
    text: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[str] = mapped_column(String(60))


class SchemeAdoption(Base):
    """The record without which a scheme is not in force: body, day, number, who was heard.

    ``proposed_by`` and ``approved_by`` are different people; without the second nothing is in
    force yet.
    """

    __tablename__ = "scheme_adoption"
    __table_args__ = (
        ForeignKeyConstraint(["hall_id", "scheme_id"], ["scheme.hall_id", "scheme.id"]),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    scheme_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    body: Mapped[str] = mapped_column(String(120))
    adopted_on: Mapped[date] = mapped_column()
    document_number: Mapped[str] = mapped_column(String(64))
    heard: Mapped[str] = mapped_column(String(500))
    guard_reason: Mapped[str] = mapped_column(String(200), default="")
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    proposed_by: Mapped[str] = mapped_column(String(60))
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_by: Mapped[str] = mapped_column(String(60), default="")


class Fact(Base):
    """One thing that happened, from one source, as the scheme asks for it. Never edited.

    ``dedupe`` names the happening in its source, so that nothing is stated twice. ``fields`` is
    JSON of codes and numbers (numbers as decimal text). ``source`` and ``source_number`` lead back
    to the evidence. ``value`` is decimal text: points that a person set within a range.
    """

    __tablename__ = "fact"
    __table_args__ = (
        UniqueConstraint("hall_id", "dedupe"),
        Index("ix_fact_established", "hall_id", "established_on", "entered_at", "source"),
        Index("ix_fact_staff", "hall_id", "staff_id", "established_on"),
        Index("ix_fact_source", "hall_id", "source", "source_number"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    id: Mapped[int] = _id()
    number: Mapped[str] = mapped_column(String(16))
    dedupe: Mapped[str] = mapped_column(String(64))
    event: Mapped[str] = mapped_column(String(32))
    happened_on: Mapped[date] = mapped_column()
    established_on: Mapped[date] = mapped_column()
    staff_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("staff.id"))
    chief_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("staff.id"))
    window_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("window.id"))
    department_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("department.id"))
    examiner_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("staff.id"))
    fields: Mapped[str] = mapped_column(Text, default="{}")
    item: Mapped[str] = mapped_column(String(16), default="")
    value: Mapped[str] = mapped_column(String(16), default="")
    has_reason: Mapped[bool] = mapped_column(Boolean, default=False)
    has_second: Mapped[bool] = mapped_column(Boolean, default=False)
    has_evidence: Mapped[bool] = mapped_column(Boolean, default=False)
    is_approved: Mapped[bool] = mapped_column(Boolean, default=False)
    excused: Mapped[str] = mapped_column(String(32), default="")
    source: Mapped[str] = mapped_column(String(16))
    source_number: Mapped[str] = mapped_column(String(32), default="")
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[str] = mapped_column(String(60))


class FactReversal(Base):
    """A fact that no longer holds, from when and why: upheld appeal, 误评, entered in error."""

    __tablename__ = "fact_reversal"
    __table_args__ = (
        ForeignKeyConstraint(["hall_id", "fact_id"], ["fact.hall_id", "fact.id"]),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    fact_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    reason: Mapped[str] = mapped_column(String(32))
    appeal_id: Mapped[int | None] = mapped_column(BigInteger)
    reversed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reversed_by: Mapped[str] = mapped_column(String(60))
