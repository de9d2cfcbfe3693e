"""办件、事项进驻、工作任务: what was handled, what is stationed, what was to be done."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Base, UtcDateTime

DISTRIBUTED = {"info": {"distributed": True}}


def _hall() -> Mapped[int]:
    return mapped_column(BigInteger, primary_key=True)


def _id() -> Mapped[int]:
    return mapped_column(BigInteger, primary_key=True, autoincrement=False)


def _count() -> Mapped[int]:
    return mapped_column(default=0)


class Application(Base):
    """办件: one application. It counts in the month in which it was finished, until then nowhere.

    ``number`` is that of the business system, ``code`` ours: it stands in addresses and facts.
    ``days_over`` are the working days over the promise (0: in time; empty: not finished, or
    nothing promised). ``faults`` are kinds with commas between. ``revision`` grows with each
    change of the facts that it states. ``department_id`` is the window's when it came in.
    """

    __tablename__ = "application"
    __table_args__ = (
        UniqueConstraint("hall_id", "number"),
        UniqueConstraint("hall_id", "code"),
        CheckConstraint("finished_on >= received_on", name="finished_after_receipt"),
        CheckConstraint("harm IN ('', 'none', 'some', 'grave')", name="harm"),
        Index("ix_application_day", "hall_id", "finished_on", "window_id"),
        Index("ix_application_received", "hall_id", "received_on"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    id: Mapped[int] = _id()
    number: Mapped[str] = mapped_column(String(64))
    code: Mapped[str] = mapped_column(String(16))
    window_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("window.id"))
    staff_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("staff.id"))
    department_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("department.id"))
    matter_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("matter.id"))
    difficulty: Mapped[str] = mapped_column(String(16), default="")
    received_on: Mapped[date] = mapped_column()
    promised_on: Mapped[date | None] = mapped_column()
    finished_on: Mapped[date | None] = mapped_column()
    days_over: Mapped[int | None] = mapped_column()
    supplements: Mapped[int | None] = mapped_column()
    is_told_once: Mapped[bool | None] = mapped_column(Boolean)
    faults: Mapped[str] = mapped_column(String(160), default="")
    harm: Mapped[str] = mapped_column(String(8), default="")
    revision: Mapped[int] = mapped_column(default=1)
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[str] = mapped_column(String(60))


class ApplicationMonth(Base):
    """办件统计: what one person finished at one window in one month, per class of difficulty.

    ``source``: ``single`` is counted from applications, ``counts`` came as numbers; one window's
    month has one source. ``promised`` and ``told_known`` are the n of ``on_time`` and
    ``told_once``; ``handled`` were received in the month.
    """

    __tablename__ = "application_month"
    __table_args__ = (
        CheckConstraint("source IN ('single', 'counts')", name="source"),
        CheckConstraint("on_time <= promised AND promised <= finished", name="on_time"),
        CheckConstraint("told_once <= told_known", name="told_once"),
        Index("ix_application_month_staff", "hall_id", "staff_id", "month"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    window_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("window.id"), primary_key=True)
    staff_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("staff.id"), primary_key=True)
    difficulty: Mapped[str] = mapped_column(String(16), primary_key=True)
    department_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("department.id"))
    source: Mapped[str] = mapped_column(String(8))
    handled: Mapped[int] = _count()
    finished: Mapped[int] = _count()
    promised: Mapped[int] = _count()
    on_time: Mapped[int] = _count()
    told_known: Mapped[int] = _count()
    told_once: Mapped[int] = _count()
    errors: Mapped[int] = _count()
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[str] = mapped_column(String(60))


class MatterStanding(Base):
    """事项进驻: how it stands with a matter from a day on, until the next row of that matter.

    ``is_due``: it should be handled at the hall; ``is_stationed``: it is; ``is_outside``: it is
    still handled elsewhere as well; ``guide`` is what was found of its guide.
    """

    __tablename__ = "matter_standing"
    __table_args__ = (
        CheckConstraint(
            "guide IN ('', 'right', 'mismatch', 'wrong', 'missing', 'not_public')", name="guide"
        ),
        Index("ix_matter_standing_department", "hall_id", "department_id", "from_on"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    matter_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("matter.id"), primary_key=True)
    from_on: Mapped[date] = mapped_column(primary_key=True)
    department_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("department.id"))
    is_due: Mapped[bool] = mapped_column(Boolean)
    is_stationed: Mapped[bool] = mapped_column(Boolean)
    is_outside: Mapped[bool] = mapped_column(Boolean)
    guide: Mapped[str] = mapped_column(String(16), default="")
    note: Mapped[str] = mapped_column(String(200), default="")
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[str] = mapped_column(String(60))


class MatterCheck(Base):
    """One fault of a matter that was found on a day, by an import or a check; with its fact."""

    __tablename__ = "matter_check"
    __table_args__ = (
        UniqueConstraint("hall_id", "number"),
        UniqueConstraint("hall_id", "matter_id", "what", "found_on"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    id: Mapped[int] = _id()
    number: Mapped[str] = mapped_column(String(16))
    matter_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("matter.id"))
    department_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("department.id"))
    staff_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("staff.id"))
    what: Mapped[str] = mapped_column(String(24))
    found_on: Mapped[date] = mapped_column()
    note: Mapped[str] = mapped_column(String(200), default="")
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[str] = mapped_column(String(60), default="")
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[str] = mapped_column(String(60))


class WorkTask(Base):
    """年度工作任务: one task of a year of a department, and of a person where one answers for it.

    ``number`` is that of the hall's plan; ``code`` is ours and stands in addresses.
    """

    __tablename__ = "work_task"
    __table_args__ = (
        UniqueConstraint("hall_id", "year", "number"),
        UniqueConstraint("hall_id", "code"),
        Index("ix_work_task_department", "hall_id", "department_id", "year"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    id: Mapped[int] = _id()
    year: Mapped[int] = mapped_column()
    number: Mapped[str] = mapped_column(String(32))
    code: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(String(200))
    department_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("department.id"))
    staff_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("staff.id"))
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[str] = mapped_column(String(60))


class TaskMilestone(Base):
    """What of a task is to be done in one month: for how many points, with what evidence.

    ``state`` is ``due`` until a person who does not answer for it decides. ``revision`` grows
    with each decision. ``points`` is decimal text, empty where the plan says none.
    """

    __tablename__ = "task_milestone"
    __table_args__ = (
        ForeignKeyConstraint(["hall_id", "task_id"], ["work_task.hall_id", "work_task.id"]),
        CheckConstraint("state IN ('due', 'done', 'late', 'not_done')", name="state"),
        Index("ix_task_milestone_month", "hall_id", "month", "state"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    task_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    goal: Mapped[str] = mapped_column(String(500))
    points: Mapped[str] = mapped_column(String(16), default="")
    due_on: Mapped[date] = mapped_column()
    state: Mapped[str] = mapped_column(String(8), default="due")
    evidence: Mapped[str] = mapped_column(String(500), default="")
    done_on: Mapped[date | None] = mapped_column()
    reported_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reported_by: Mapped[str] = mapped_column(String(60), default="")
    decision: Mapped[str] = mapped_column(String(500), default="")
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str] = mapped_column(String(60), default="")
    revision: Mapped[int] = mapped_column(default=0)
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[str] = mapped_column(String(60))
