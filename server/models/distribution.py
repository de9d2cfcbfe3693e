"""Official documents as they were formed, who received which, and who has read and signed it."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
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
REFERENCE = {"info": {"reference": True}}


class OutsideUnit(Base):
    """A township (乡镇、街道) or other office that receives documents and has no account here."""

    __tablename__ = "outside_unit"
    __table_args__ = (UniqueConstraint("hall_id", "code"), REFERENCE)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    hall_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("hall.id"), index=True)
    code: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(120))
    closed_on: Mapped[date | None] = mapped_column()


class Document(Base):
    """文件: what it says, frozen with its digest; Word, PDF and Excel are made from it on request.

    ``about`` tells documents of one kind and period apart: ``department/`` and a code, ``staff/``
    and a number, an order's number, '' for the hall's. A later revision stands beside the earlier
    one.
    """

    __tablename__ = "document"
    __table_args__ = (
        UniqueConstraint("hall_id", "kind", "period", "about", "revision"),
        UniqueConstraint("hall_id", "number"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    number: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16))
    period: Mapped[str] = mapped_column(String(10))
    about: Mapped[str] = mapped_column(String(48), default="")
    revision: Mapped[int] = mapped_column(default=1)
    document_number: Mapped[str] = mapped_column(String(64), default="")
    title: Mapped[str] = mapped_column(String(200))
    facts: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    formed_on: Mapped[date] = mapped_column()
    formed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    formed_by: Mapped[str] = mapped_column(String(60))


class DocumentCopy(Base):
    """One recipient's copy: sent, read (已阅), signed for (签收), each by whom and when.

    ``secret_hash``: the SHA-256 of what opens the copy for an outside unit; NULL for others.
    """

    __tablename__ = "document_copy"
    __table_args__ = (
        ForeignKeyConstraint(["hall_id", "document_id"], ["document.hall_id", "document.id"]),
        CheckConstraint(
            "recipient IN ('department', 'window', 'outside_unit', 'staff')", name="recipient"
        ),
        UniqueConstraint("hall_id", "document_id", "recipient", "recipient_id"),
        Index("ix_document_copy_recipient", "hall_id", "recipient", "recipient_id"),
        Index("ix_document_copy_secret", "hall_id", "secret_hash"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    document_id: Mapped[int] = mapped_column(BigInteger)
    recipient: Mapped[str] = mapped_column(String(16))
    recipient_id: Mapped[int] = mapped_column(BigInteger)
    secret_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_by: Mapped[str] = mapped_column(String(60))
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    read_by: Mapped[str] = mapped_column(String(60), default="")
    signed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    signed_by: Mapped[str] = mapped_column(String(60), default="")
