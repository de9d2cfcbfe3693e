"""Halls, their windows, people and hours. Reference tables: small, the same on every machine."""

from datetime import date, datetime, time

from sqlalchemy import BigInteger, Boolean, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Base, UtcDateTime

DISTRIBUTED = {"info": {"distributed": True}}
REFERENCE = {"info": {"reference": True}}


def _id() -> Mapped[int]:
    return mapped_column(BigInteger, primary_key=True, autoincrement=False)


def _hall() -> Mapped[int]:
    return mapped_column(BigInteger, ForeignKey("hall.id"), index=True)


class Hall(Base):
    """大厅: a government service hall. ``zone`` is its IANA time zone.

    ``registry_version`` grows with every change of hours, calendar, settings or matters, so that
    a process knows when what it remembers of them is old.
    """

    __tablename__ = "hall"
    __table_args__ = REFERENCE

    id: Mapped[int] = _id()
    code: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(200), default="")
    zone: Mapped[str] = mapped_column(String(64), default="Asia/Shanghai")
    unit_code: Mapped[str] = mapped_column(String(32))
    phone: Mapped[str] = mapped_column(String(32), default="")
    registry_version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Department(Base):
    """进驻部门: an office that sends staff to the hall."""

    __tablename__ = "department"
    __table_args__ = (Unique("hall_id", "code"), REFERENCE)

    id: Mapped[int] = _id()
    hall_id: Mapped[int] = _hall()
    code: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(120))
    closed_on: Mapped[date | None] = mapped_column()


class PeerGroup(Base):
    """考核组: windows and people that may be compared with each other."""

    __tablename__ = "peer_group"
    __table_args__ = (Unique("hall_id", "code"), REFERENCE)

    id: Mapped[int] = _id()
    hall_id: Mapped[int] = _hall()
    code: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(120))
    closed_on: Mapped[date | None] = mapped_column()


class Window(Base):
    """窗口: where a citizen is served. At a shared window several people serve at once."""

    __tablename__ = "window"
    __table_args__ = (Unique("hall_id", "number"), REFERENCE)

    id: Mapped[int] = _id()
    hall_id: Mapped[int] = _hall()
    number: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(200), default="")
    department_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("department.id"))
    group_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("peer_group.id"))
    is_shared: Mapped[bool] = mapped_column(Boolean, default=False)
    closed_on: Mapped[date | None] = mapped_column()


class Staff(Base):
    """窗口工作人员. ``number`` is the staff number (工号) that citizens see.

    ``staff_class`` is what a scheme may exclude (back_office, temporary …); empty: front window.
    """

    __tablename__ = "staff"
    __table_args__ = (Unique("hall_id", "number"), REFERENCE)

    id: Mapped[int] = _id()
    hall_id: Mapped[int] = _hall()
    number: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(60))
    department_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("department.id"))
    group_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("peer_group.id"))
    is_chief: Mapped[bool] = mapped_column(Boolean, default=False)
    staff_class: Mapped[str] = mapped_column(String(32), default="", server_default="")
    closed_on: Mapped[date | None] = mapped_column()


class Matter(Base):
    """事项: a thing that citizens come for. ``difficulty``: a class that schemes give weight."""

    __tablename__ = "matter"
    __table_args__ = (Unique("hall_id", "code"), REFERENCE)

    id: Mapped[int] = _id()
    hall_id: Mapped[int] = _hall()
    code: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(200))
    difficulty: Mapped[str] = mapped_column(String(16), default="", server_default="")
    closed_on: Mapped[date | None] = mapped_column()


class MatterWindow(Base):
    """Which windows handle a matter."""

    __tablename__ = "matter_window"
    __table_args__ = REFERENCE

    matter_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("matter.id"), primary_key=True)
    window_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("window.id"), primary_key=True)


class Duty(Base):
    """排班/在岗: who sits at a window, from when to when (``ends_at`` empty: until further notice).

    A correction cancels the row and adds another; the past is not edited.
    """

    __tablename__ = "duty"
    __table_args__ = (
        CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("source IN ('sign_in', 'roster', 'standing')", name="source"),
        Index("ix_duty_window", "hall_id", "window_id", "source", "starts_at"),
        Index("ix_duty_staff", "hall_id", "staff_id", "starts_at"),
        REFERENCE,
    )

    id: Mapped[int] = _id()
    hall_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("hall.id"))
    window_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("window.id"))
    staff_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("staff.id"))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    source: Mapped[str] = mapped_column(String(16))
    is_substitute: Mapped[bool] = mapped_column(Boolean, default=False)
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[str] = mapped_column(String(60))
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancelled_by: Mapped[str | None] = mapped_column(String(60))


class OpeningHours(Base):
    """One span in which the hall is open; a lunch break makes two a day. Monday is 0."""

    __tablename__ = "opening_hours"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("closes > opens", name="closes_after_opening"),
        REFERENCE,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("hall.id"), primary_key=True)
    weekday: Mapped[int] = mapped_column(primary_key=True)
    opens: Mapped[time] = mapped_column(primary_key=True)
    closes: Mapped[time] = mapped_column()


class CalendarDay(Base):
    """A day that is not what its weekday says: a public holiday or a working weekend (调休)."""

    __tablename__ = "calendar_day"
    __table_args__ = REFERENCE

    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(60))


class CalendarYear(Base):
    """A year whose holiday notice is loaded; a year without a row is unknown."""

    __tablename__ = "calendar_year"
    __table_args__ = REFERENCE

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source: Mapped[str] = mapped_column(String(200))
    version: Mapped[int] = mapped_column(default=1)
    loaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    loaded_by: Mapped[str] = mapped_column(String(60), default="")


class HallSetting(Base):
    """One value of one hall setting from one day on; older rows stay. ``scope``: '' or a group."""

    __tablename__ = "hall_setting"
    __table_args__ = (Index("ix_hall_setting_key", "hall_id", "key", "in_force_on"), REFERENCE)

    id: Mapped[int] = _id()
    hall_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("hall.id"))
    key: Mapped[str] = mapped_column(String(64))
    scope: Mapped[str] = mapped_column(String(32), default="")
    value: Mapped[str] = mapped_column(Text)
    in_force_on: Mapped[date] = mapped_column()
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[str] = mapped_column(String(60))


class RegistryChange(Base):
    """One row of a registry sheet that was added or changed: by whom, when, from what to what.

    ``before`` (empty for a new row) and ``after`` are JSON of the values that differ.
    """

    __tablename__ = "registry_change"
    __table_args__ = (Index("ix_registry_change_row", "hall_id", "sheet", "row"), REFERENCE)

    id: Mapped[int] = _id()
    hall_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("hall.id"))
    sheet: Mapped[str] = mapped_column(String(32))
    row: Mapped[str] = mapped_column(String(64))
    before: Mapped[str] = mapped_column(Text, default="")
    after: Mapped[str] = mapped_column(Text)
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[str] = mapped_column(String(60))


class MonthlyVolume(Base):
    """办件量: a window's applications of a month, and ratings that other systems filled in."""

    __tablename__ = "monthly_volume"
    __table_args__ = DISTRIBUTED

    hall_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("hall.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    window_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("window.id"), primary_key=True)
    applications: Mapped[int] = mapped_column()
    defaults: Mapped[int] = mapped_column(default=0)
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[str] = mapped_column(String(60))
