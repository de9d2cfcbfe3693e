"""到岗: when people signed in and out, leave, official business, and what became of each day."""

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
STATES = "state IN ('asked', 'approved', 'refused', 'withdrawn')"


def _hall() -> Mapped[int]:
    return mapped_column(BigInteger, primary_key=True)


def _id() -> Mapped[int]:
    return mapped_column(BigInteger, primary_key=True, autoincrement=False)


class AttendanceSign(Base):
    """签到/签退: one person signed in or out. Never edited; another row cancels it.

    ``direction`` is ``any`` where a machine does not tell in from out. ``source`` says how it
    came: pressed on the page, read by a machine, entered by an officer with ``reason``.
    """

    __tablename__ = "attendance_sign"
    __table_args__ = (
        UniqueConstraint("hall_id", "staff_id", "moment", "direction", "source"),
        CheckConstraint("direction IN ('in', 'out', 'any')", name="direction"),
        CheckConstraint("source IN ('page', 'machine', 'entered')", name="source"),
        Index("ix_attendance_sign_moment", "hall_id", "moment"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    id: Mapped[int] = _id()
    staff_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("staff.id"))
    window_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("window.id"))
    moment: Mapped[datetime] = mapped_column(UtcDateTime)
    direction: Mapped[str] = mapped_column(String(4))
    source: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str] = mapped_column(String(200), default="")
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[str] = mapped_column(String(60))


class SignCancelled(Base):
    """A sign that no longer counts: since when, why, by whom."""

    __tablename__ = "sign_cancelled"
    __table_args__ = (
        ForeignKeyConstraint(
            ["hall_id", "sign_id"], ["attendance_sign.hall_id", "attendance_sign.id"]
        ),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    sign_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    reason: Mapped[str] = mapped_column(String(200))
    cancelled_at: Mapped[datetime] = mapped_column(UtcDateTime)
    cancelled_by: Mapped[str] = mapped_column(String(60))


class Leave(Base):
    """请假: days, or halves of days, on which somebody need not come.

    ``half_days`` counts the halves on which they were due when it was asked for. ``procedure``:
    done in time, none (handed in or found out afterwards), or false. Whoever decides is neither
    the person nor who asked for them.
    """

    __tablename__ = "leave"
    __table_args__ = (
        UniqueConstraint("hall_id", "number"),
        CheckConstraint(STATES, name="state"),
        CheckConstraint("procedure IN ('done', 'none', 'false')", name="procedure"),
        CheckConstraint("from_half IN ('am', 'pm') AND to_half IN ('am', 'pm')", name="halves"),
        CheckConstraint("to_on >= from_on", name="ends_after_start"),
        Index("ix_leave_staff", "hall_id", "staff_id", "from_on"),
        Index("ix_leave_state", "hall_id", "state", "from_on"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    id: Mapped[int] = _id()
    number: Mapped[str] = mapped_column(String(16))
    staff_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("staff.id"))
    kind: Mapped[str] = mapped_column(String(16))
    from_on: Mapped[date] = mapped_column()
    from_half: Mapped[str] = mapped_column(String(2))
    to_on: Mapped[date] = mapped_column()
    to_half: Mapped[str] = mapped_column(String(2))
    half_days: Mapped[int] = mapped_column()
    procedure: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(16))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    asked_by: Mapped[str] = mapped_column(String(60))
    asked_by_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str] = mapped_column(String(60), default="")
    answer: Mapped[str] = mapped_column(String(200), default="")


class OfficialAbsence(Base):
    """公务外出: some hours of one day on which somebody works elsewhere and cannot sign."""

    __tablename__ = "official_absence"
    __table_args__ = (
        UniqueConstraint("hall_id", "number"),
        CheckConstraint(STATES, name="state"),
        CheckConstraint("until_at > from_at", name="ends_after_start"),
        Index("ix_official_absence_staff", "hall_id", "staff_id", "from_at"),
        Index("ix_official_absence_state", "hall_id", "state", "from_at"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    id: Mapped[int] = _id()
    number: Mapped[str] = mapped_column(String(16))
    staff_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("staff.id"))
    from_at: Mapped[datetime] = mapped_column(UtcDateTime)
    until_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(16))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    asked_by: Mapped[str] = mapped_column(String(60))
    asked_by_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str] = mapped_column(String(60), default="")
    answer: Mapped[str] = mapped_column(String(200), default="")


class AttendanceDay(Base):
    """One person's day as it was assessed last; made anew whenever something about it changes.

    Halves: of a day, in which the person was due, attended, was on leave, was absent. ``missing``
    tells which sign is missing (in, out, both; empty: none). ``told`` is JSON of what happened in
    which half and what explains it. ``is_waiting``: nobody of the hall signed that day, so nothing
    is held against who did not either. ``is_provisional``: the year's holiday notice is still to
    come.
    """

    __tablename__ = "attendance_day"
    __table_args__ = (
        Index("ix_attendance_day_staff", "hall_id", "staff_id", "day"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    day: Mapped[date] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("staff.id"), primary_key=True)
    due_halves: Mapped[int] = mapped_column()
    attended_halves: Mapped[int] = mapped_column()
    leave_halves: Mapped[int] = mapped_column()
    absent_halves: Mapped[int] = mapped_column()
    late_minutes: Mapped[int] = mapped_column()
    early_minutes: Mapped[int] = mapped_column()
    off_post_minutes: Mapped[int] = mapped_column()
    missing: Mapped[str] = mapped_column(String(4))
    breaks_full: Mapped[bool] = mapped_column(Boolean)
    told: Mapped[str] = mapped_column(Text)
    is_waiting: Mapped[bool] = mapped_column(Boolean)
    is_provisional: Mapped[bool] = mapped_column(Boolean)
    assessed_at: Mapped[datetime] = mapped_column(UtcDateTime)
