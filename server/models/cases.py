"""Cases: complaints and bad ratings being handled; their words lie apart and are erasable."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Base, UtcDateTime

DISTRIBUTED = {"info": {"distributed": True}}
HAS_OUTSIDE_NUMBER = text("outside_number <> ''")


class Case(Base):
    """案: one complaint, tip-off, suggestion, praise, inquiry or bad rating until it is closed.

    ``number`` is random and public; ``code_hash`` is the SHA-256 of the secret that opens it.
    ``version`` is the position of its last step: whoever acts on an older one is told.
    ``is_open`` follows from ``state`` and is there for the index of the queue. ``clock`` names
    the deadline that runs, a copy of the running row of ``case_deadline``. ``round`` is 2 once
    it was reopened and 3 once it was escalated. ``waits_for``: whose word is awaited, empty for
    the office's own.
    """

    __tablename__ = "case"
    __table_args__ = (
        UniqueConstraint("hall_id", "number"),
        UniqueConstraint("hall_id", "submission"),
        Index("ix_case_rating", "hall_id", "rating_id"),
        Index("ix_case_state", "hall_id", "state", "due_on"),
        Index("ix_case_open", "hall_id", "is_open", "due_on", "number"),
        Index("ix_case_handler", "hall_id", "handler_id", "is_open", "due_on"),
        Index("ix_case_department", "hall_id", "department_id", "is_open", "due_on"),
        Index("ix_case_window", "hall_id", "window_id", "received_at"),
        # Most cases have none: without the condition, both databases read every case instead.
        Index(
            "ix_case_outside",
            "hall_id",
            "outside_number",
            sqlite_where=HAS_OUTSIDE_NUMBER,
            postgresql_where=HAS_OUTSIDE_NUMBER,
        ),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    number: Mapped[str] = mapped_column(String(16))
    code_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    submission: Mapped[bytes] = mapped_column(LargeBinary(32))
    kind: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16))
    is_open: Mapped[bool] = mapped_column(Boolean, default=True)
    version: Mapped[int] = mapped_column(default=1)
    round: Mapped[int] = mapped_column(SmallInteger, default=1)
    category: Mapped[str] = mapped_column(String(32), default="")
    source: Mapped[str] = mapped_column(String(16))
    outside_number: Mapped[str] = mapped_column(String(40), default="")
    entered_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))
    window_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("window.id"))
    staff_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("staff.id"))
    department_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("department.id"))
    handler_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))
    rating_id: Mapped[int | None] = mapped_column(BigInteger)
    merged_into_id: Mapped[int | None] = mapped_column(BigInteger)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    clock: Mapped[str] = mapped_column(String(32), default="")
    due_on: Mapped[date] = mapped_column()
    is_due_provisional: Mapped[bool] = mapped_column(Boolean, default=False)
    has_contact: Mapped[bool] = mapped_column(Boolean, default=False)
    handling_level: Mapped[int | None] = mapped_column(SmallInteger)
    waits_for: Mapped[str] = mapped_column(String(16), default="")


class CaseText(Base):
    """What the citizen wrote. Erasable."""

    __tablename__ = "case_text"
    __table_args__ = (
        ForeignKeyConstraint(["hall_id", "case_id"], ["case.hall_id", "case.id"]),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    case_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class CaseStep(Base):
    """One step that was taken in a case: everything that ever happened to it, in order.

    ``position`` counts from 1 and is unique in the case, so that of two people who act at the
    same moment one is refused. ``state`` is the case's state after the step. ``facts`` are codes
    in JSON, never anybody's words. ``taken_by`` is ``citizen``, ``clock`` or a person's name.
    ``submission`` is the same for a repeat of one form, empty where there was no form.
    """

    __tablename__ = "case_step"
    __table_args__ = (
        ForeignKeyConstraint(["hall_id", "case_id"], ["case.hall_id", "case.id"]),
        UniqueConstraint("hall_id", "case_id", "position"),
        UniqueConstraint("hall_id", "submission"),
        Index("ix_case_step_case", "hall_id", "case_id"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    case_id: Mapped[int] = mapped_column(BigInteger)
    position: Mapped[int] = mapped_column(default=1)
    step: Mapped[str] = mapped_column(String(32))
    state: Mapped[str] = mapped_column(String(16), default="received")
    facts: Mapped[str] = mapped_column(Text, default="{}")
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)
    taken_by: Mapped[str] = mapped_column(String(60))
    actor_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))
    submission: Mapped[bytes | None] = mapped_column(LargeBinary(32))


class CaseRemark(Base):
    """The words of one step, by the part they play in it (reason, message, reply …). Erasable."""

    __tablename__ = "case_remark"
    __table_args__ = (
        ForeignKeyConstraint(["hall_id", "case_id"], ["case.hall_id", "case.id"]),
        ForeignKeyConstraint(["hall_id", "step_id"], ["case_step.hall_id", "case_step.id"]),
        Index("ix_case_remark_case", "hall_id", "case_id"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    step_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    part: Mapped[str] = mapped_column(String(16), primary_key=True)
    case_id: Mapped[int] = mapped_column(BigInteger)
    text: Mapped[str] = mapped_column(Text)
