"""积分台账: what each person or department is charged with or credited for, and the appeals."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
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


class LedgerEntry(Base):
    """One entry, never edited and never deleted; a mistake gets an entry that reverses it.

    ``month`` is that of the decision. ``points`` is a decimal number as text, empty until a
    scheme is in force that gives this item its points. ``dedupe`` is the same for the same
    happening, so that nothing is charged twice.
    """

    __tablename__ = "ledger_entry"
    __table_args__ = (
        UniqueConstraint("hall_id", "dedupe"),
        CheckConstraint("(staff_id IS NULL) <> (department_id IS NULL)", name="one_charged"),
        Index("ix_ledger_entry_staff", "hall_id", "staff_id", "month"),
        Index("ix_ledger_entry_department", "hall_id", "department_id", "month"),
        Index("ix_ledger_entry_case", "hall_id", "case_id"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    number: Mapped[str] = mapped_column(String(16))
    dedupe: Mapped[str] = mapped_column(String(64))
    staff_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("staff.id"))
    department_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("department.id"))
    month: Mapped[str] = mapped_column(String(7))
    category: Mapped[str] = mapped_column(String(32))
    item: Mapped[str] = mapped_column(String(32))
    points: Mapped[str] = mapped_column(String(16), default="")
    scheme_version: Mapped[str] = mapped_column(String(32), default="")
    facts: Mapped[str] = mapped_column(Text, default="{}")
    case_id: Mapped[int | None] = mapped_column(BigInteger)
    finding_id: Mapped[int | None] = mapped_column(BigInteger)
    reverses_id: Mapped[int | None] = mapped_column(BigInteger)
    appeal_id: Mapped[int | None] = mapped_column(BigInteger)
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))
    approved_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))


class Appeal(Base):
    """申诉复核: a member of staff asks somebody who took no part to look again."""

    __tablename__ = "appeal"
    __table_args__ = (
        CheckConstraint("against IN ('rating', 'entry', 'month', 'fact')", name="against"),
        CheckConstraint("state IN ('filed', 'upheld', 'refused', 'withdrawn')", name="state"),
        UniqueConstraint("hall_id", "number"),
        Index("ix_appeal_staff", "hall_id", "staff_id", "filed_at"),
        Index("ix_appeal_state", "hall_id", "state", "due_on"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    number: Mapped[str] = mapped_column(String(16))
    staff_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("staff.id"))
    against: Mapped[str] = mapped_column(String(16))
    rating_id: Mapped[int | None] = mapped_column(BigInteger)
    entry_id: Mapped[int | None] = mapped_column(BigInteger)
    fact_id: Mapped[int | None] = mapped_column(BigInteger)
    month: Mapped[str] = mapped_column(String(7), default="")
    state: Mapped[str] = mapped_column(String(16), default="filed")
    filed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    filed_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("account.id"))
    due_on: Mapped[date] = mapped_column()
    is_due_provisional: Mapped[bool] = mapped_column(Boolean, default=False)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))


class AppealText(Base):
    """The words of an appeal: what was said (``asked``) and the answer. Erasable."""

    __tablename__ = "appeal_text"
    __table_args__ = (
        ForeignKeyConstraint(["hall_id", "appeal_id"], ["appeal.hall_id", "appeal.id"]),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    appeal_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    part: Mapped[str] = mapped_column(String(16), primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class AppealPhoto(Base):
    """A cleaned photo that came with an appeal; ``name`` is its unguessable name. Erasable."""

    __tablename__ = "appeal_photo"
    __table_args__ = (
        ForeignKeyConstraint(["hall_id", "appeal_id"], ["appeal.hall_id", "appeal.id"]),
        UniqueConstraint("hall_id", "name"),
        Index("ix_appeal_photo_appeal", "hall_id", "appeal_id"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    appeal_id: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64))
    width: Mapped[int] = mapped_column()
    height: Mapped[int] = mapped_column()


class RatingBatch(Base):
    """Ratings that a person may see from now on: at least so many, at least so many days apart.

    A batch names the last day it covers. ``shown`` is what it showed, which never changes: JSON of
    counts by level and reason; empty for those of before, whose ratings are counted again.
    """

    __tablename__ = "rating_batch"
    __table_args__ = (DISTRIBUTED,)

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    staff_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("staff.id"), primary_key=True)
    until: Mapped[date] = mapped_column(primary_key=True)
    ratings: Mapped[int] = mapped_column()
    released_at: Mapped[datetime] = mapped_column(UtcDateTime)
    shown: Mapped[str] = mapped_column(Text, default="", server_default="")


class StaffText(Base):
    """What a citizen wrote about a person, and whether a supervisor lets that person read it.

    The row comes about when the rating's batch does; ``number`` is its random public name. The
    words themselves lie in ``rating_text`` and are erased there.
    """

    __tablename__ = "staff_text"
    __table_args__ = (
        ForeignKeyConstraint(["hall_id", "rating_id"], ["rating.hall_id", "rating.id"]),
        CheckConstraint("state IN ('waiting', 'released', 'withheld')", name="state"),
        UniqueConstraint("hall_id", "number"),
        Index("ix_staff_text_staff", "hall_id", "staff_id", "state"),
        Index("ix_staff_text_state", "hall_id", "state"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    rating_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    staff_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("staff.id"))
    number: Mapped[str] = mapped_column(String(16))
    until: Mapped[date] = mapped_column()
    state: Mapped[str] = mapped_column(String(16), default="waiting")
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))
