"""The outbox: what people are to be told, written with the change that caused it."""

from datetime import datetime

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
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Base, UtcDateTime

DISTRIBUTED = {"info": {"distributed": True}}
REFERENCE = {"info": {"reference": True}}
HAS_OUTSIDE_ID = text("outside_id <> ''")


class Message(Base):
    """One message to one audience; ``dedupe`` is the same for the same happening.

    ``state`` is ``waiting`` until it was addressed: a row of ``message_delivery`` for each
    recipient and channel; then ``sent``. Messages of one case go out in order of ``position``,
    which counts from 1 (0: of no case).
    """

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("hall_id", "dedupe"),
        CheckConstraint("state IN ('waiting', 'claimed', 'sent', 'poison')", name="state"),
        Index("ix_message_state", "state", "next_try_at"),
        Index("ix_message_case", "hall_id", "case_id", "position"),
        {"info": {"distributed": True}},
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    dedupe: Mapped[str] = mapped_column(String(64))
    topic: Mapped[str] = mapped_column(String(32))
    audience: Mapped[str] = mapped_column(String(32))
    recipient_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))
    case_id: Mapped[int | None] = mapped_column(BigInteger)
    position: Mapped[int] = mapped_column(default=0)
    facts: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16), default="waiting")
    tries: Mapped[int] = mapped_column(default=0)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    next_try_at: Mapped[datetime] = mapped_column(UtcDateTime)


class MessageDelivery(Base):
    """One message on one channel to one recipient, until it is sent, refused or poison.

    ``recipient`` names who or what: ``account/<number>``, ``webhook/<id>``, ``case/<number>``.
    A claimed row belongs to ``owner`` until ``lease_until``, and ``next_try_at`` is then the
    same moment. ``number`` is chance: it is what a receiver knows the delivery by, the same
    each time it is sent. ``position`` is its message's. ``outside_id`` is what WeChat calls it.
    """

    __tablename__ = "message_delivery"
    __table_args__ = (
        ForeignKeyConstraint(["hall_id", "message_id"], ["message.hall_id", "message.id"]),
        UniqueConstraint("hall_id", "message_id", "channel", "recipient"),
        UniqueConstraint("hall_id", "number"),
        CheckConstraint(
            "state IN ('waiting', 'claimed', 'sent', 'refused', 'poison')", name="state"
        ),
        Index("ix_message_delivery_state", "state", "next_try_at"),
        Index("ix_message_delivery_hall", "hall_id", "state", "next_try_at"),
        Index("ix_message_delivery_account", "hall_id", "account_id", "channel", "read_at"),
        Index("ix_message_delivery_inbox", "hall_id", "account_id", "channel", "sent_at"),
        Index(
            "ix_message_delivery_outside",
            "outside_id",
            sqlite_where=HAS_OUTSIDE_ID,
            postgresql_where=HAS_OUTSIDE_ID,
        ),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    number: Mapped[str] = mapped_column(String(16))
    message_id: Mapped[int] = mapped_column(BigInteger)
    position: Mapped[int] = mapped_column(BigInteger, default=0)
    channel: Mapped[str] = mapped_column(String(16))
    recipient: Mapped[str] = mapped_column(String(64))
    account_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))
    state: Mapped[str] = mapped_column(String(16), default="waiting")
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime] = mapped_column(UtcDateTime)
    owner: Mapped[str] = mapped_column(String(64), default="")
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    error: Mapped[str] = mapped_column(String(200), default="")
    outside_id: Mapped[str] = mapped_column(String(64), default="", server_default="")
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Webhook(Base):
    """Where another system of the hall wants to be told; its signing secret is sealed."""

    __tablename__ = "webhook"
    __table_args__ = REFERENCE

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    hall_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("hall.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    url: Mapped[str] = mapped_column(String(500))
    topics: Mapped[str] = mapped_column(Text, default="")
    secret_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
