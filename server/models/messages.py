"""The outbox: what people are to be told, written with the change that caused it."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Base, UtcDateTime


class Message(Base):
    """One message to one audience; ``dedupe`` is the same for the same happening."""

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("hall_id", "dedupe"),
        CheckConstraint("state IN ('waiting', 'claimed', 'sent', 'poison')", name="state"),
        Index("ix_message_state", "state", "next_try_at"),
        {"info": {"distributed": True}},
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    dedupe: Mapped[str] = mapped_column(String(64))
    topic: Mapped[str] = mapped_column(String(32))
    audience: Mapped[str] = mapped_column(String(32))
    facts: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16), default="waiting")
    tries: Mapped[int] = mapped_column(default=0)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    next_try_at: Mapped[datetime] = mapped_column(UtcDateTime)
