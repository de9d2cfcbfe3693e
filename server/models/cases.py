"""Cases: complaints and bad ratings being handled; their words lie apart and are erasable."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Base, UtcDateTime

DISTRIBUTED = {"info": {"distributed": True}}


class Case(Base):
    """案: one complaint, tip-off, suggestion, praise, inquiry or bad rating until it is closed.

    ``number`` is random and public; ``code_hash`` is the SHA-256 of the secret that opens it.
    """

    __tablename__ = "case"
    __table_args__ = (
        UniqueConstraint("hall_id", "number"),
        UniqueConstraint("hall_id", "submission"),
        Index("ix_case_rating", "hall_id", "rating_id"),
        Index("ix_case_state", "hall_id", "state", "due_on"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    number: Mapped[str] = mapped_column(String(16))
    code_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    submission: Mapped[bytes] = mapped_column(LargeBinary(32))
    kind: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16))
    category: Mapped[str] = mapped_column(String(32), default="")
    source: Mapped[str] = mapped_column(String(16))
    window_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("window.id"))
    staff_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("staff.id"))
    rating_id: Mapped[int | None] = mapped_column(BigInteger)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_on: Mapped[date] = mapped_column()
    is_due_provisional: Mapped[bool] = mapped_column(Boolean, default=False)
    has_contact: Mapped[bool] = mapped_column(Boolean, default=False)


class CaseText(Base):
    """What the citizen wrote. Erasable."""

    __tablename__ = "case_text"
    __table_args__ = (
        ForeignKeyConstraint(["hall_id", "case_id"], ["case.hall_id", "case.id"]),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    case_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class CaseStep(Base):
    """One step that was taken in a case."""

    __tablename__ = "case_step"
    __table_args__ = (
        ForeignKeyConstraint(["hall_id", "case_id"], ["case.hall_id", "case.id"]),
        Index("ix_case_step_case", "hall_id", "case_id"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    case_id: Mapped[int] = mapped_column(BigInteger)
    step: Mapped[str] = mapped_column(String(16))
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)
    taken_by: Mapped[str] = mapped_column(String(60))
