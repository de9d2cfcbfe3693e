"""Ratings that a provincial platform collected or filled in: their own kind, never in our own."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    SmallInteger,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Base, UtcDateTime

DISTRIBUTED = {"info": {"distributed": True}}


class ProvinceImport(Base):
    """One file that was imported; ``digest`` is the SHA-256 of its records, so none comes twice.

    ``records`` is how many the file held, ``added`` how many of them were new.
    """

    __tablename__ = "province_import"
    __table_args__ = DISTRIBUTED

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    layout: Mapped[str] = mapped_column(String(16))
    records: Mapped[int] = mapped_column()
    added: Mapped[int] = mapped_column()
    imported_at: Mapped[datetime] = mapped_column(UtcDateTime)
    imported_by: Mapped[str] = mapped_column(String(60))


class ProvinceRating(Base):
    """One rating of the platform. ``is_default``: its system filled it in, nobody gave it.

    ``key`` is an HMAC of application number and time of rating: the same record has the same key,
    and who holds the database cannot tell which application it was.
    """

    __tablename__ = "province_rating"
    __table_args__ = (
        CheckConstraint("level BETWEEN 1 AND 5", name="level"),
        ForeignKeyConstraint(
            ["hall_id", "import_digest"], ["province_import.hall_id", "province_import.digest"]
        ),
        Index("ix_province_rating_month", "hall_id", "month", "window_id"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    import_digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    month: Mapped[str] = mapped_column(String(7))
    day: Mapped[date] = mapped_column()
    window_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("window.id"))
    is_default: Mapped[bool] = mapped_column(Boolean)
    is_second: Mapped[bool] = mapped_column(Boolean)
    level: Mapped[int] = mapped_column(SmallInteger)
    channel: Mapped[str] = mapped_column(String(16))
    tags: Mapped[str] = mapped_column(String(80), default="")
    tag_set: Mapped[str] = mapped_column(String(16), default="")
