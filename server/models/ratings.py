"""Ratings: the immutable facts, and apart from them what is erased when its time is over."""

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
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Base, UtcDateTime

DISTRIBUTED = {"info": {"distributed": True}}


class Visit(Base):
    """One visit has one first rating. Erasable: the exact moments, and what stops a repeat.

    ``key`` is the SHA-256 of the visit's number, or of the form's nonce where there is none.
    """

    __tablename__ = "visit"
    __table_args__ = (
        Index("ix_visit_window", "hall_id", "window_id", "submitted_at"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    nonce_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    rating_id: Mapped[int] = mapped_column(BigInteger)
    window_id: Mapped[int] = mapped_column(BigInteger)
    scanned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_bad: Mapped[bool] = mapped_column(Boolean)


class Rating(Base):
    """One rating, for ever. Time is kept to the half day; ``month`` is where it counts.

    ``unattributed`` says why nobody is charged with it, ``set_aside`` why it is not counted.
    """

    __tablename__ = "rating"
    __table_args__ = (
        CheckConstraint("level BETWEEN 1 AND 5", name="level"),
        CheckConstraint("half_day IN ('am', 'pm')", name="half_day"),
        CheckConstraint("lane IN ('verified', 'present', 'printed')", name="lane"),
        CheckConstraint("(staff_id IS NULL) = (unattributed IS NOT NULL)", name="person_or_reason"),
        Index("ix_rating_month", "hall_id", "month", "window_id"),
        Index("ix_rating_first", "hall_id", "first_rating_id", unique=True),
        Index("ix_rating_staff", "hall_id", "staff_id", "day"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    window_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("window.id"))
    staff_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("staff.id"))
    unattributed: Mapped[str | None] = mapped_column(String(32))
    matter_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("matter.id"))
    level: Mapped[int] = mapped_column(SmallInteger)
    tags: Mapped[str] = mapped_column(String(80), default="")
    tag_set: Mapped[str] = mapped_column(String(16))
    lane: Mapped[str] = mapped_column(String(16))
    channel: Mapped[str] = mapped_column(String(16))
    day: Mapped[date] = mapped_column()
    half_day: Mapped[str] = mapped_column(String(2))
    month: Mapped[str] = mapped_column(String(7))
    is_late: Mapped[bool] = mapped_column(Boolean, default=False)
    is_pressed: Mapped[bool] = mapped_column(Boolean, default=False)
    set_aside: Mapped[str | None] = mapped_column(String(32))
    first_rating_id: Mapped[int | None] = mapped_column(BigInteger)
    entered_by: Mapped[str | None] = mapped_column(String(60))


class RatingText(Base):
    """What the citizen wrote. Erasable."""

    __tablename__ = "rating_text"
    __table_args__ = (
        ForeignKeyConstraint(["hall_id", "rating_id"], ["rating.hall_id", "rating.id"]),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    rating_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class Receipt(Base):
    """The SHA-256 of a receipt, and the rating that it proves."""

    __tablename__ = "receipt"
    __table_args__ = (
        ForeignKeyConstraint(["hall_id", "rating_id"], ["rating.hall_id", "rating.id"]),
        Index("ix_receipt_rating", "hall_id", "rating_id"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    rating_id: Mapped[int] = mapped_column(BigInteger)


class Photo(Base):
    """A cleaned photo of a rating or a case; ``name`` is its unguessable name in the store.

    ``step_id``: it came with a later step of the case (evidence), not with its first words.
    """

    __tablename__ = "photo"
    __table_args__ = (
        CheckConstraint("(rating_id IS NULL) <> (case_id IS NULL)", name="one_owner"),
        UniqueConstraint("hall_id", "name"),
        Index("ix_photo_rating", "hall_id", "rating_id"),
        Index("ix_photo_case", "hall_id", "case_id"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    rating_id: Mapped[int | None] = mapped_column(BigInteger)
    case_id: Mapped[int | None] = mapped_column(BigInteger)
    step_id: Mapped[int | None] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64))
    width: Mapped[int] = mapped_column()
    height: Mapped[int] = mapped_column()


class Contact(Base):
    """How to reach the citizen, encrypted, apart from what they said. Erasable."""

    __tablename__ = "contact"
    __table_args__ = (
        CheckConstraint("(rating_id IS NULL) <> (case_id IS NULL)", name="one_owner"),
        Index("ix_contact_rating", "hall_id", "rating_id"),
        Index("ix_contact_case", "hall_id", "case_id"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    rating_id: Mapped[int | None] = mapped_column(BigInteger)
    case_id: Mapped[int | None] = mapped_column(BigInteger)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    consent: Mapped[str] = mapped_column(String(16))


class MonthTally(Base):
    """The counted ratings of one unit (window or staff member) in one month and lane."""

    __tablename__ = "month_tally"
    __table_args__ = (CheckConstraint("kind IN ('window', 'staff')", name="kind"), DISTRIBUTED)

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    unit_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    lane: Mapped[str] = mapped_column(String(16), primary_key=True)
    level_1: Mapped[int] = mapped_column(default=0)
    level_2: Mapped[int] = mapped_column(default=0)
    level_3: Mapped[int] = mapped_column(default=0)
    level_4: Mapped[int] = mapped_column(default=0)
    level_5: Mapped[int] = mapped_column(default=0)
    second_1: Mapped[int] = mapped_column(default=0)
    second_2: Mapped[int] = mapped_column(default=0)
    second_3: Mapped[int] = mapped_column(default=0)
    second_4: Mapped[int] = mapped_column(default=0)
    second_5: Mapped[int] = mapped_column(default=0)
    late: Mapped[int] = mapped_column(default=0)


class SetAsideTally(Base):
    """The ratings of one unit that are not counted, by reason, good and bad apart."""

    __tablename__ = "set_aside_tally"
    __table_args__ = (CheckConstraint("kind IN ('window', 'staff')", name="kind"), DISTRIBUTED)

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    unit_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    lane: Mapped[str] = mapped_column(String(16), primary_key=True)
    reason: Mapped[str] = mapped_column(String(32), primary_key=True)
    good: Mapped[int] = mapped_column(default=0)
    bad: Mapped[int] = mapped_column(default=0)


class Reattribution(Base):
    """A roster correction that changes whose ratings these are; counts once it is approved."""

    __tablename__ = "reattribution"
    __table_args__ = (Index("ix_reattribution_window", "hall_id", "window_id"), DISTRIBUTED)

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    window_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("window.id"))
    from_at: Mapped[datetime] = mapped_column(UtcDateTime)
    until_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(String(200))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    opened_by: Mapped[str] = mapped_column(String(60))
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_by: Mapped[str | None] = mapped_column(String(60))


class ReattributedRating(Base):
    """One rating's new person; the rating keeps the old one, the latest approved row is valid."""

    __tablename__ = "reattributed_rating"
    __table_args__ = (
        ForeignKeyConstraint(["hall_id", "rating_id"], ["rating.hall_id", "rating.id"]),
        ForeignKeyConstraint(
            ["hall_id", "reattribution_id"], ["reattribution.hall_id", "reattribution.id"]
        ),
        Index("ix_reattributed_rating_cause", "hall_id", "reattribution_id"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    rating_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    reattribution_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    old_staff_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("staff.id"))
    staff_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("staff.id"))
    unattributed: Mapped[str | None] = mapped_column(String(32))


class NightFlag(Base):
    """Something about a window's day that a person should look at; never a deletion."""

    __tablename__ = "night_flag"
    __table_args__ = DISTRIBUTED

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    window_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("window.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(32), primary_key=True)
    chance: Mapped[str] = mapped_column(String(32))
    seen: Mapped[int] = mapped_column()
    flagged_at: Mapped[datetime] = mapped_column(UtcDateTime)
