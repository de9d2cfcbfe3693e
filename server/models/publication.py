"""What was sealed and what was published: rows that are written once and never changed."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Base, UtcDateTime

DISTRIBUTED = {"info": {"distributed": True}}


class Ranking(Base):
    """A sealed month: the figures and their bands as they stood, in canonical JSON."""

    __tablename__ = "ranking"
    __table_args__ = DISTRIBUTED

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    facts: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    rule_version: Mapped[str] = mapped_column(String(16))
    sealed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sealed_by: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str] = mapped_column(String(200), default="")


class Approval(Base):
    """A second person's yes to publishing one revision of a month."""

    __tablename__ = "approval"
    __table_args__ = (
        ForeignKeyConstraint(
            ["hall_id", "month", "revision"],
            ["ranking.hall_id", "ranking.month", "ranking.revision"],
        ),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    approved_by: Mapped[str] = mapped_column(String(60))
    approved_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Notice(Base):
    """公示/信息公开: a published notice, frozen, numbered, and chained to the one before it."""

    __tablename__ = "notice"
    __table_args__ = (
        CheckConstraint("kind IN ('ranking', 'disclosure', 'bulletin', 'awards')", name="kind"),
        UniqueConstraint("hall_id", "serial"),
        UniqueConstraint("hall_id", "number"),
        UniqueConstraint("hall_id", "month", "kind", "revision"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    serial: Mapped[int] = mapped_column()
    number: Mapped[str] = mapped_column(String(64))
    document_number: Mapped[str] = mapped_column(String(64), default="")
    kind: Mapped[str] = mapped_column(String(16))
    month: Mapped[str] = mapped_column(String(7))
    revision: Mapped[int] = mapped_column()
    facts: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    previous_digest: Mapped[str] = mapped_column(String(64))
    formed_on: Mapped[date] = mapped_column()
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    objections_until: Mapped[date] = mapped_column()
    drafted_by: Mapped[str] = mapped_column(String(60))
    approved_by: Mapped[str] = mapped_column(String(60))


class NoticeEvent(Base):
    """What happened to a notice after it was published: final, superseded, withdrawn."""

    __tablename__ = "notice_event"
    __table_args__ = (
        ForeignKeyConstraint(["hall_id", "notice_id"], ["notice.hall_id", "notice.id"]),
        CheckConstraint("kind IN ('final', 'superseded', 'withdrawn')", name="kind"),
        Index("ix_notice_event_notice", "hall_id", "notice_id"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    notice_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(16))
    happened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str] = mapped_column(String(200), default="")
