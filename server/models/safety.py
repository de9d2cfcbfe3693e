"""The hall's own words, what waits for a person before others see it, and questions to WeChat."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Base, UtcDateTime
from server.rules.safety.holding import Fate, Place, Why

DISTRIBUTED = {"info": {"distributed": True}}
OF_NO_HALL = {"info": {"local": "one list of words serves the whole installation"}}


def _one_of(column: str, values: type[Fate] | type[Place] | type[Why]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


class OwnWords(Base):
    """词表: one version of the words that the operators added to the list that ships.

    The latest version is in force; none is ever changed.
    """

    __tablename__ = "own_words"
    __table_args__ = OF_NO_HALL

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    words: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[str] = mapped_column(String(60))


class HeldWords(Base):
    """待审看: something that others would see waits for a person, or what the person decided.

    ``ref`` names it inside its place; the words themselves stay where they are, and are erased
    there. ``categories`` are of the words that were hit, or WeChat's label; ``list_version``
    says by which list. Of when it came, the day alone is kept.
    """

    __tablename__ = "held_words"
    __table_args__ = (
        _one_of("place", Place),
        _one_of("why", Why),
        _one_of("fate", Fate),
        UniqueConstraint("hall_id", "place", "ref"),
        Index("ix_held_words_fate", "hall_id", "fate", "held_on"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    number: Mapped[str] = mapped_column(String(16))
    place: Mapped[str] = mapped_column(String(16))
    ref: Mapped[str] = mapped_column(String(64))
    why: Mapped[str] = mapped_column(String(16))
    categories: Mapped[str] = mapped_column(String(80), default="")
    list_version: Mapped[str] = mapped_column(String(32), default="")
    fate: Mapped[str] = mapped_column(String(16), default=Fate.HELD)
    held_on: Mapped[date] = mapped_column()
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))
    reason: Mapped[str] = mapped_column(String(200), default="")


class SafetyCheck(Base):
    """A question to WeChat about a text or a photo, with the sealed openid that it asks for.

    The row is gone when the answer is there, or two hours after the words came in.
    """

    __tablename__ = "safety_check"
    __table_args__ = (
        _one_of("place", Place),
        UniqueConstraint("hall_id", "place", "ref"),
        Index("ix_safety_check_next", "next_at"),
        Index("ix_safety_check_trace", "trace_id"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    place: Mapped[str] = mapped_column(String(16))
    ref: Mapped[str] = mapped_column(String(64))
    openid_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    trace_id: Mapped[str] = mapped_column(String(80), default="")
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime] = mapped_column(UtcDateTime)
    next_at: Mapped[datetime] = mapped_column(UtcDateTime)
    tries: Mapped[int] = mapped_column(default=0)
