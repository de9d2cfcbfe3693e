"""巡查抽查: rounds, findings, rectification orders."""

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


def _hall() -> Mapped[int]:
    return mapped_column(BigInteger, primary_key=True)


def _id() -> Mapped[int]:
    return mapped_column(BigInteger, primary_key=True, autoincrement=False)


class Inspection(Base):
    """巡查: one round through the hall, from its start until it is closed.

    ``rhythm``: which round of the plan it is (day, week, month), '' for none. ``team``: the names
    of those who went along, 、 between them; ``leader`` is not among them.
    """

    __tablename__ = "inspection"
    __table_args__ = (
        CheckConstraint("kind IN ('patrol', 'scheduled', 'random', 'special')", name="kind"),
        CheckConstraint("state IN ('open', 'closed')", name="state"),
        UniqueConstraint("hall_id", "number"),
        Index("ix_inspection_started", "hall_id", "started_at"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    id: Mapped[int] = _id()
    number: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16))
    rhythm: Mapped[str] = mapped_column(String(8), default="")
    theme: Mapped[str] = mapped_column(String(120), default="")
    leader: Mapped[str] = mapped_column(String(60))
    team: Mapped[str] = mapped_column(String(300), default="")
    witness: Mapped[str] = mapped_column(String(60), default="")
    state: Mapped[str] = mapped_column(String(16), default="open")
    notes: Mapped[str] = mapped_column(String(1000), default="")
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    started_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class InspectionDraw(Base):
    """How the windows of a random check were drawn, so that anyone can draw them again.

    ``candidates`` and ``drawn`` are window numbers, one a line; ``digest`` is the SHA-256 of the
    candidates as they stand there. Never edited.
    """

    __tablename__ = "inspection_draw"
    __table_args__ = (
        ForeignKeyConstraint(["hall_id", "inspection_id"], ["inspection.hall_id", "inspection.id"]),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    inspection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    method: Mapped[str] = mapped_column(String(32))
    seed: Mapped[str] = mapped_column(String(120))
    count: Mapped[int] = mapped_column()
    candidates: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    drawn: Mapped[str] = mapped_column(Text)
    drawn_at: Mapped[datetime] = mapped_column(UtcDateTime)
    drawn_by: Mapped[str] = mapped_column(String(60))


class InspectionTarget(Base):
    """A window that a round goes to, and how it was found there.

    ``staff_id``: the one person on duty when it was looked at, None where there was not just one.
    """

    __tablename__ = "inspection_target"
    __table_args__ = (
        ForeignKeyConstraint(["hall_id", "inspection_id"], ["inspection.hall_id", "inspection.id"]),
        CheckConstraint("state IN ('waiting', 'normal', 'found')", name="state"),
        Index("ix_inspection_target_looked", "hall_id", "looked_at"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    inspection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    window_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("window.id"), primary_key=True, autoincrement=False
    )
    position: Mapped[int] = mapped_column()
    state: Mapped[str] = mapped_column(String(16), default="waiting")
    staff_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("staff.id"))
    looked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RectificationOrder(Base):
    """催办单/整改通知: what a department has to put right, and until when.

    ``due_on`` is that of the running term, which began on ``term_from``; a re-check that was not
    passed begins another.
    """

    __tablename__ = "rectification_order"
    __table_args__ = (
        CheckConstraint("state IN ('issued', 'answered', 'passed', 'cancelled')", name="state"),
        UniqueConstraint("hall_id", "number"),
        Index("ix_rectification_order_state", "hall_id", "state", "due_on"),
        Index("ix_rectification_order_department", "hall_id", "department_id"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    id: Mapped[int] = _id()
    number: Mapped[str] = mapped_column(String(16))
    department_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("department.id"))
    window_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("window.id"))
    inspection_id: Mapped[int | None] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(String(16), default="issued")
    term: Mapped[str] = mapped_column(String(8), default="short")
    due_on: Mapped[date] = mapped_column()
    is_due_provisional: Mapped[bool] = mapped_column(Boolean, default=False)
    term_from: Mapped[date] = mapped_column()
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    issued_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))
    nonce: Mapped[str] = mapped_column(String(32), default="")


class RectificationStep(Base):
    """One step of an order: issued, answered, checked, cancelled. Never edited."""

    __tablename__ = "rectification_step"
    __table_args__ = (
        ForeignKeyConstraint(
            ["hall_id", "order_id"], ["rectification_order.hall_id", "rectification_order.id"]
        ),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    order_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    step: Mapped[str] = mapped_column(String(16))
    due_on: Mapped[date] = mapped_column()
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)
    taken_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))


class RectificationText(Base):
    """What was demanded, answered or found at a step of an order. Erasable."""

    __tablename__ = "rectification_text"
    __table_args__ = (
        ForeignKeyConstraint(
            ["hall_id", "order_id"], ["rectification_order.hall_id", "rectification_order.id"]
        ),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    order_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class InspectionFinding(Base):
    """What was found at a window, about whom, by which item of the scheme.

    ``state``: ``waiting`` for a second signer (``value`` within the item's range), ``counted``
    (stated as a fact under ``fact_dedupe``), ``noted`` (stated, without witness or photo, so that
    it does not count), ``withdrawn``. ``value`` is decimal text.
    """

    __tablename__ = "inspection_finding"
    __table_args__ = (
        ForeignKeyConstraint(["hall_id", "inspection_id"], ["inspection.hall_id", "inspection.id"]),
        ForeignKeyConstraint(
            ["hall_id", "order_id"], ["rectification_order.hall_id", "rectification_order.id"]
        ),
        CheckConstraint("event IN ('finding', 'off_post', 'meeting')", name="event"),
        CheckConstraint("state IN ('waiting', 'counted', 'noted', 'withdrawn')", name="state"),
        UniqueConstraint("hall_id", "number"),
        UniqueConstraint("hall_id", "nonce"),
        Index("ix_inspection_finding_found", "hall_id", "found_on"),
        Index("ix_inspection_finding_inspection", "hall_id", "inspection_id"),
        Index("ix_inspection_finding_order", "hall_id", "order_id"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    id: Mapped[int] = _id()
    number: Mapped[str] = mapped_column(String(16))
    nonce: Mapped[str] = mapped_column(String(32))
    inspection_id: Mapped[int] = mapped_column(BigInteger)
    window_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("window.id"))
    department_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("department.id"))
    staff_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("staff.id"))
    chief_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("staff.id"))
    event: Mapped[str] = mapped_column(String(16))
    item: Mapped[str] = mapped_column(String(16), default="")
    item_text: Mapped[str] = mapped_column(Text, default="")
    scheme_version: Mapped[str] = mapped_column(String(65), default="")
    severity: Mapped[str] = mapped_column(String(16))
    minutes: Mapped[int | None] = mapped_column()
    meeting_kind: Mapped[str] = mapped_column(String(16), default="")
    meeting_how: Mapped[str] = mapped_column(String(16), default="")
    witness: Mapped[str] = mapped_column(String(60), default="")
    value: Mapped[str] = mapped_column(String(16), default="")
    state: Mapped[str] = mapped_column(String(16))
    fact_dedupe: Mapped[str] = mapped_column(String(64), default="")
    order_id: Mapped[int | None] = mapped_column(BigInteger)
    found_on: Mapped[date] = mapped_column()
    found_at: Mapped[datetime] = mapped_column(UtcDateTime)
    found_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))
    signed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    signed_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))


class FindingText(Base):
    """The words of a finding: ``words`` as found, ``reason`` of the value. Erasable."""

    __tablename__ = "finding_text"
    __table_args__ = (
        ForeignKeyConstraint(
            ["hall_id", "finding_id"], ["inspection_finding.hall_id", "inspection_finding.id"]
        ),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    finding_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    part: Mapped[str] = mapped_column(String(16), primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class InspectionPhoto(Base):
    """A cleaned photo of a finding, or of a step of an order. Erasable."""

    __tablename__ = "inspection_photo"
    __table_args__ = (
        CheckConstraint("(finding_id IS NULL) <> (order_id IS NULL)", name="one_owner"),
        UniqueConstraint("hall_id", "name"),
        Index("ix_inspection_photo_finding", "hall_id", "finding_id"),
        Index("ix_inspection_photo_order", "hall_id", "order_id"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    id: Mapped[int] = _id()
    finding_id: Mapped[int | None] = mapped_column(BigInteger)
    order_id: Mapped[int | None] = mapped_column(BigInteger)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64))
    width: Mapped[int] = mapped_column()
    height: Mapped[int] = mapped_column()
