"""What handling adds to a case: deadlines, findings, ties to others, and what two people decide."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Base, UtcDateTime
from server.ids import new_number

DISTRIBUTED = {"info": {"distributed": True}}


def _of_a_case() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["hall_id", "case_id"], ["case.hall_id", "case.id"])


class CaseDeadline(Base):
    """One clock of a case: what it waits for, from which day, and until when.

    ``clock`` names the row of the steps table's clocks; ``working_days`` includes an extension.
    ``ended`` is empty while it runs, else ``met``, ``missed`` (met too late) or ``replaced``.
    """

    __tablename__ = "case_deadline"
    __table_args__ = (
        _of_a_case(),
        Index("ix_case_deadline_case", "hall_id", "case_id"),
        Index("ix_case_deadline_running", "hall_id", "ended", "due_on"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    case_id: Mapped[int] = mapped_column(BigInteger)
    clock: Mapped[str] = mapped_column(String(32))
    started_on: Mapped[date] = mapped_column()
    working_days: Mapped[int] = mapped_column()
    extended_days: Mapped[int] = mapped_column(default=0)
    due_on: Mapped[date] = mapped_column()
    is_provisional: Mapped[bool] = mapped_column(Boolean, default=False)
    ended: Mapped[str] = mapped_column(String(16), default="")
    ended_on: Mapped[date | None] = mapped_column()


class CaseReminder(Base):
    """One rung of the reminder ladder that was taken for one deadline; the key makes it once."""

    __tablename__ = "case_reminder"
    __table_args__ = (
        _of_a_case(),
        ForeignKeyConstraint(
            ["hall_id", "deadline_id"], ["case_deadline.hall_id", "case_deadline.id"]
        ),
        Index("ix_case_reminder_case", "hall_id", "case_id"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    deadline_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    rung: Mapped[str] = mapped_column(String(32), primary_key=True)
    case_id: Mapped[int] = mapped_column(BigInteger)
    reminded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CaseFinding(Base):
    """认定: what was found in one round of a case. Written once; an appeal adds, never edits.

    ``staff_id`` and ``department_id`` are whom it charges; ``month`` is that of the decision.
    """

    __tablename__ = "case_finding"
    __table_args__ = (
        _of_a_case(),
        UniqueConstraint("hall_id", "case_id", "round"),
        Index("ix_case_finding_staff", "hall_id", "staff_id", "month"),
        Index("ix_case_finding_month", "hall_id", "month"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    case_id: Mapped[int] = mapped_column(BigInteger)
    round: Mapped[int] = mapped_column(SmallInteger)
    finding: Mapped[str] = mapped_column(String(16))
    cause: Mapped[str] = mapped_column(String(16), default="")
    outcome: Mapped[str] = mapped_column(String(16), default="")
    staff_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("staff.id"))
    department_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("department.id"))
    month: Mapped[str] = mapped_column(String(7))
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("account.id"))


class CaseLink(Base):
    """Two cases that belong together; ``merged``: the first goes on inside the other."""

    __tablename__ = "case_link"
    __table_args__ = (
        _of_a_case(),
        CheckConstraint("kind IN ('linked', 'merged')", name="kind"),
        Index("ix_case_link_other", "hall_id", "other_id"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    case_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    other_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    linked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    linked_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("account.id"))


class Proposal(Base):
    """What one person asks for and another one decides: an extension, an exclusion, a new kind.

    ``reason`` is a code; the asking person's words are the remark of the step that asked.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'approved', 'refused', 'withdrawn')", name="state"),
        CheckConstraint("decided_by IS NULL OR decided_by <> asked_by", name="two_people"),
        Index("ix_proposal_state", "hall_id", "state", "asked_at"),
        Index("ix_proposal_case", "hall_id", "case_id"),
        Index("ix_proposal_rating", "hall_id", "rating_id"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    number: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16))
    case_id: Mapped[int | None] = mapped_column(BigInteger)
    rating_id: Mapped[int | None] = mapped_column(BigInteger)
    reason: Mapped[str] = mapped_column(String(32))
    words: Mapped[str] = mapped_column(Text, default="")
    facts: Mapped[str] = mapped_column(Text, default="{}")
    state: Mapped[str] = mapped_column(String(16), default="waiting")
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    asked_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("account.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))
    answer: Mapped[str] = mapped_column(Text, default="")


class ExcludedRating(Base):
    """A rating set aside after review by two people; the rating itself stays as it was."""

    __tablename__ = "excluded_rating"
    __table_args__ = (
        ForeignKeyConstraint(["hall_id", "rating_id"], ["rating.hall_id", "rating.id"]),
        Index("ix_excluded_rating_month", "hall_id", "month"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    rating_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    month: Mapped[str] = mapped_column(String(7))
    reason: Mapped[str] = mapped_column(String(32))
    excluded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    proposed_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("account.id"))
    approved_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("account.id"))


class PublishedReply(Base):
    """A reviewed reply that the public may read, without anybody's identity.

    ``number`` is a random one of its own: nobody finds the case by it.
    """

    __tablename__ = "published_reply"
    __table_args__ = (
        _of_a_case(),
        UniqueConstraint("hall_id", "number"),
        Index("ix_published_reply_day", "hall_id", "published_on"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    case_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    round: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    number: Mapped[str] = mapped_column(String(16), default=new_number)
    asked: Mapped[str] = mapped_column(Text)
    reply: Mapped[str] = mapped_column(Text)
    reviewed_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("account.id"))
    published_on: Mapped[date] = mapped_column()
    withdrawn_on: Mapped[date | None] = mapped_column()
