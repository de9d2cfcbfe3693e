"""审计: every important act of every user, chained so that no change goes unseen."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Base, UtcDateTime

DISTRIBUTED = {"info": {"distributed": True}}


class AuditRecord(Base):
    """One act, success or failure. ``hall_id`` 0 is the installation itself.

    ``position`` counts from 1 without a gap; ``hash`` is SHA-256 of the hash before it and this
    row in canonical JSON. ``facts`` holds codes and numbers, never a citizen's words or contact.
    """

    __tablename__ = "audit_record"
    __table_args__ = (
        CheckConstraint("result IN ('done', 'refused', 'failed')", name="result"),
        Index("ix_audit_record_actor", "hall_id", "actor_id", "position"),
        Index("ix_audit_record_object", "hall_id", "object", "position"),
        Index("ix_audit_record_at", "hall_id", "at"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[int | None] = mapped_column(BigInteger)
    actor: Mapped[str] = mapped_column(String(60))
    act: Mapped[str] = mapped_column(String(48))
    object: Mapped[str] = mapped_column(String(80), default="")
    result: Mapped[str] = mapped_column(String(8))
    facts: Mapped[str] = mapped_column(Text, default="{}")
    previous: Mapped[bytes] = mapped_column(LargeBinary(32))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class AuditHead(Base):
    """Where a hall's chain ends, and where it begins since old rows were erased."""

    __tablename__ = "audit_head"
    __table_args__ = DISTRIBUTED

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    first_position: Mapped[int] = mapped_column(BigInteger, default=1)
    first_previous: Mapped[bytes] = mapped_column(LargeBinary(32))
