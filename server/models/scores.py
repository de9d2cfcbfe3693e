"""积分: the score ledger, computed periods, results, figures, and what waits for people."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
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
SUBJECTS = "('staff', 'chief', 'window', 'department')"


def _hall() -> Mapped[int]:
    return mapped_column(BigInteger, primary_key=True)


def _id() -> Mapped[int]:
    return mapped_column(BigInteger, primary_key=True, autoincrement=False)


class AppraisalPeriod(Base):
    """One computation of a month, quarter, half-year or year of a hall. Each revision is a row.

    ``state`` moves computed → signed → final and never back; a touched period gets the next
    revision with its ``reason``. ``digest`` covers results and entries as they were computed.
    ``facts`` is canonical JSON of what does not belong to one subject (medians, pools, versions).
    """

    __tablename__ = "appraisal_period"
    __table_args__ = (
        CheckConstraint("state IN ('computed', 'signed', 'final')", name="state"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    period: Mapped[str] = mapped_column(String(7), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    scheme_version: Mapped[str] = mapped_column(String(65))
    state: Mapped[str] = mapped_column(String(16), default="computed")
    reason: Mapped[str] = mapped_column(String(200), default="")
    facts: Mapped[str] = mapped_column(Text, default="{}")
    digest: Mapped[str] = mapped_column(String(64))
    objections_until: Mapped[date | None] = mapped_column()
    computed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    computed_by: Mapped[str] = mapped_column(String(60))
    signed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    signed_by: Mapped[str] = mapped_column(String(60), default="")
    final_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    final_by: Mapped[str] = mapped_column(String(60), default="")


class ScoreResult(Base):
    """The result of one subject on one sheet in one revision of a period.

    ``score`` is decimal text, empty where there is none; ``not_assessed`` says why. ``place`` and
    ``place_of`` are in the pool of the sheet. ``steps`` is canonical JSON: categories, what cut
    them, grade, bars, how a longer period was combined.
    """

    __tablename__ = "score_result"
    __table_args__ = (
        CheckConstraint(f"subject IN {SUBJECTS}", name="subject"),
        Index("ix_score_result_subject", "hall_id", "subject", "subject_id", "period"),
        ForeignKeyConstraint(
            ["hall_id", "period", "revision"],
            [
                "appraisal_period.hall_id",
                "appraisal_period.period",
                "appraisal_period.revision",
            ],
        ),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    period: Mapped[str] = mapped_column(String(7), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    sheet: Mapped[str] = mapped_column(String(32), primary_key=True)
    subject: Mapped[str] = mapped_column(String(16), primary_key=True)
    subject_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    group_code: Mapped[str] = mapped_column(String(32), default="")
    department_id: Mapped[int | None] = mapped_column(BigInteger)
    base: Mapped[str] = mapped_column(String(16))
    score: Mapped[str] = mapped_column(String(16), default="")
    not_assessed: Mapped[str] = mapped_column(String(32), default="")
    place: Mapped[int | None] = mapped_column()
    place_of: Mapped[int | None] = mapped_column()
    grade: Mapped[str] = mapped_column(String(32), default="")
    money: Mapped[str] = mapped_column(String(16), default="")
    steps: Mapped[str] = mapped_column(Text, default="{}")


class ScoreEntry(Base):
    """积分台账: one row of points. Never edited, only reversed by another (``reverses_id``).

    ``points`` is an exact fraction as text (``-1/2``), ``month`` the one that bears it. ``cause``
    names the same cause, sheet and bearer, so that a recomputation finds what was posted.
    ``computation`` is JSON: how the points came about, step by step.
    """

    __tablename__ = "score_entry"
    __table_args__ = (
        CheckConstraint(f"subject IN {SUBJECTS}", name="subject"),
        CheckConstraint("kind IN ('own', 'shared', 'figure')", name="kind"),
        UniqueConstraint("hall_id", "number"),
        Index("ix_score_entry_subject", "hall_id", "subject", "subject_id", "period"),
        Index("ix_score_entry_period", "hall_id", "period"),
        Index("ix_score_entry_fact", "hall_id", "fact_id"),
        Index("ix_score_entry_reverses", "hall_id", "reverses_id"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    id: Mapped[int] = _id()
    number: Mapped[str] = mapped_column(String(16))
    cause: Mapped[str] = mapped_column(String(200))
    fact_id: Mapped[int | None] = mapped_column(BigInteger)
    figure: Mapped[str] = mapped_column(String(64), default="")
    sheet: Mapped[str] = mapped_column(String(32))
    subject: Mapped[str] = mapped_column(String(16))
    subject_id: Mapped[int] = mapped_column(BigInteger)
    month: Mapped[str] = mapped_column(String(7))
    category: Mapped[str] = mapped_column(String(16))
    item: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16))
    points: Mapped[str] = mapped_column(String(48))
    money: Mapped[str] = mapped_column(String(16), default="")
    scheme_version: Mapped[str] = mapped_column(String(65))
    computation: Mapped[str] = mapped_column(Text, default="{}")
    period: Mapped[str] = mapped_column(String(7))
    revision: Mapped[int] = mapped_column()
    reverses_id: Mapped[int | None] = mapped_column(BigInteger)
    posted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    posted_by: Mapped[str] = mapped_column(String(60))


class WaitingFact(Base):
    """A fact that gave no entry on a sheet in one computation of a month, and why."""

    __tablename__ = "waiting_fact"
    __table_args__ = (
        ForeignKeyConstraint(["hall_id", "fact_id"], ["fact.hall_id", "fact.id"]),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    period: Mapped[str] = mapped_column(String(7), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    fact_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    sheet: Mapped[str] = mapped_column(String(32), primary_key=True)
    reason: Mapped[str] = mapped_column(String(32))


class MonthFigure(Base):
    """指标: one figure of one subject in one month, as the sources gave it.

    ``value`` is an exact fraction as text; no row is no data. A later import replaces it until the
    month is signed.
    """

    __tablename__ = "month_figure"
    __table_args__ = (CheckConstraint(f"subject IN {SUBJECTS}", name="subject"), DISTRIBUTED)

    hall_id: Mapped[int] = _hall()
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    subject: Mapped[str] = mapped_column(String(16), primary_key=True)
    subject_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    figure: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(String(48))
    n: Mapped[int] = mapped_column()
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[str] = mapped_column(String(60))


class AppraisalTask(Base):
    """Something that a person must decide: what a consequence proposes. Never carried out alone.

    ``facts`` is canonical JSON of the cause: periods, places, statistic, n, scheme version.
    """

    __tablename__ = "appraisal_task"
    __table_args__ = (
        CheckConstraint(f"subject IN {SUBJECTS}", name="subject"),
        CheckConstraint("state IN ('open', 'done', 'dropped', 'cause_reversed')", name="state"),
        UniqueConstraint("hall_id", "dedupe"),
        Index("ix_appraisal_task_state", "hall_id", "state"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    id: Mapped[int] = _id()
    number: Mapped[str] = mapped_column(String(16))
    dedupe: Mapped[str] = mapped_column(String(64))
    subject: Mapped[str] = mapped_column(String(16))
    subject_id: Mapped[int] = mapped_column(BigInteger)
    period: Mapped[str] = mapped_column(String(7))
    name: Mapped[str] = mapped_column(String(120))
    task: Mapped[str] = mapped_column(String(120), default="")
    notice: Mapped[str] = mapped_column(String(32), default="")
    facts: Mapped[str] = mapped_column(Text, default="{}")
    state: Mapped[str] = mapped_column(String(16), default="open")
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_by: Mapped[str] = mapped_column(String(60), default="")
    outcome: Mapped[str] = mapped_column(String(500), default="")


class ResultSeen(Base):
    """本人确认: a person says that they have seen their result in a revision of a period.

    It agrees to nothing: whoever has said so may still appeal.
    """

    __tablename__ = "result_seen"
    __table_args__ = (
        ForeignKeyConstraint(
            ["hall_id", "period", "revision"],
            [
                "appraisal_period.hall_id",
                "appraisal_period.period",
                "appraisal_period.revision",
            ],
        ),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    staff_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("staff.id"), primary_key=True)
    period: Mapped[str] = mapped_column(String(7), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
