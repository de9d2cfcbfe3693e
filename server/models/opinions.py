"""Questionnaires, suggestion box, symposia, self-inspection, and the problems they find."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
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


class Questionnaire(Base):
    """问卷: what is asked, of whom, from which day to which.

    ``key`` names the figure ``survey.<key>``. ``access``: anybody, or by invitation alone.
    """

    __tablename__ = "questionnaire"
    __table_args__ = (
        CheckConstraint(
            "audience IN ('citizens', 'managers', 'departments', 'staff')", name="audience"
        ),
        CheckConstraint("access IN ('open', 'invitation')", name="access"),
        CheckConstraint("state IN ('draft', 'open', 'closed')", name="state"),
        UniqueConstraint("hall_id", "number"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    id: Mapped[int] = _id()
    number: Mapped[str] = mapped_column(String(16))
    key: Mapped[str] = mapped_column(String(32))
    title: Mapped[str] = mapped_column(String(120))
    intro: Mapped[str] = mapped_column(String(500), default="")
    audience: Mapped[str] = mapped_column(String(16))
    access: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16), default="draft")
    opens_on: Mapped[date] = mapped_column()
    closes_on: Mapped[date] = mapped_column()
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[str] = mapped_column(String(60))


class Question(Base):
    """One question; ``choices`` is a JSON list of words, ``most`` the highest step of a scale."""

    __tablename__ = "question"
    __table_args__ = (
        ForeignKeyConstraint(
            ["hall_id", "questionnaire_id"], ["questionnaire.hall_id", "questionnaire.id"]
        ),
        CheckConstraint("kind IN ('single', 'multiple', 'scale', 'text')", name="kind"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    questionnaire_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    words: Mapped[str] = mapped_column(String(200))
    choices: Mapped[str] = mapped_column(Text, default="[]")
    most: Mapped[int | None] = mapped_column()
    is_required: Mapped[bool] = mapped_column(Boolean, default=False)


class QuestionnaireInvitation(Base):
    """Somebody may answer once; nothing joins this row to what they answered."""

    __tablename__ = "questionnaire_invitation"
    __table_args__ = (
        ForeignKeyConstraint(
            ["hall_id", "questionnaire_id"], ["questionnaire.hall_id", "questionnaire.id"]
        ),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    questionnaire_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    invited: Mapped[str] = mapped_column(String(60), default="")
    is_used: Mapped[bool] = mapped_column(Boolean, default=False)


class AnswerSheet(Base):
    """答卷: one return of a questionnaire, by day alone; ``nonce`` keeps a retry from doubling."""

    __tablename__ = "answer_sheet"
    __table_args__ = (
        ForeignKeyConstraint(
            ["hall_id", "questionnaire_id"], ["questionnaire.hall_id", "questionnaire.id"]
        ),
        UniqueConstraint("hall_id", "questionnaire_id", "nonce_hash"),
        Index("ix_answer_sheet_questionnaire", "hall_id", "questionnaire_id"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    id: Mapped[int] = _id()
    questionnaire_id: Mapped[int] = mapped_column(BigInteger)
    nonce_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    answered_on: Mapped[date] = mapped_column()
    window_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("window.id"))


class Answer(Base):
    """One answer: ``choice`` counts from 0, or is the step of a scale; several rows for several."""

    __tablename__ = "answer"
    __table_args__ = (
        ForeignKeyConstraint(["hall_id", "sheet_id"], ["answer_sheet.hall_id", "answer_sheet.id"]),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    sheet_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    choice: Mapped[int] = mapped_column(primary_key=True)


class AnswerText(Base):
    """What somebody wrote in answer to a question of words. Erasable."""

    __tablename__ = "answer_text"
    __table_args__ = (
        ForeignKeyConstraint(["hall_id", "sheet_id"], ["answer_sheet.hall_id", "answer_sheet.id"]),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    sheet_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class BoxSlip(Base):
    """意见箱: a slip that somebody put into the box, without a name; answered under its number.

    ``secret_hash`` opens the answer for who wrote it.
    """

    __tablename__ = "box_slip"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'answered', 'problem')", name="state"),
        UniqueConstraint("hall_id", "number"),
        UniqueConstraint("hall_id", "nonce_hash"),
        Index("ix_box_slip_state", "hall_id", "state"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    id: Mapped[int] = _id()
    number: Mapped[str] = mapped_column(String(16))
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    nonce_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    put_on: Mapped[date] = mapped_column()
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16), default="waiting")
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_by: Mapped[str] = mapped_column(String(60), default="")


class Arrival(Base):
    """How many sheets or slips came to one place in a span of ten minutes; nothing of whose.

    ``place`` is the number of the questionnaire, or ``box``. Older spans go with the next one.
    """

    __tablename__ = "arrival"
    __table_args__ = (DISTRIBUTED,)

    hall_id: Mapped[int] = _hall()
    place: Mapped[str] = mapped_column(String(16), primary_key=True)
    span: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    count: Mapped[int] = mapped_column(default=0)


class Symposium(Base):
    """集体座谈: a meeting that asked for opinions, and its record."""

    __tablename__ = "symposium"
    __table_args__ = (
        UniqueConstraint("hall_id", "number"),
        Index("ix_symposium_held", "hall_id", "held_on"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    id: Mapped[int] = _id()
    number: Mapped[str] = mapped_column(String(16))
    held_on: Mapped[date] = mapped_column()
    place: Mapped[str] = mapped_column(String(120), default="")
    theme: Mapped[str] = mapped_column(String(120))
    host: Mapped[str] = mapped_column(String(60))
    attended: Mapped[str] = mapped_column(String(500))
    record: Mapped[str] = mapped_column(Text)
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[str] = mapped_column(String(60))


class Checklist(Base):
    """自查自纠: a list that departments go through by themselves until a day.

    ``points`` is a JSON list of words, in their order.
    """

    __tablename__ = "checklist"
    __table_args__ = (UniqueConstraint("hall_id", "number"), DISTRIBUTED)

    hall_id: Mapped[int] = _hall()
    id: Mapped[int] = _id()
    number: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(String(120))
    due_on: Mapped[date] = mapped_column()
    points: Mapped[str] = mapped_column(Text)
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[str] = mapped_column(String(60))


class ChecklistReturn(Base):
    """What a department found of one point of a list: in order or a problem, with words."""

    __tablename__ = "checklist_return"
    __table_args__ = (
        ForeignKeyConstraint(["hall_id", "checklist_id"], ["checklist.hall_id", "checklist.id"]),
        CheckConstraint("verdict IN ('in_order', 'problem')", name="verdict"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    checklist_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    department_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("department.id"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    verdict: Mapped[str] = mapped_column(String(16))
    words: Mapped[str] = mapped_column(String(500), default="")
    returned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    returned_by: Mapped[str] = mapped_column(String(60))


class OpinionProblem(Base):
    """问题: what an opinion or a check found, who puts it right, by when, and the answer.

    ``nature``: 制度 (rule), 态度 (attitude) or 业务 (business). ``source_number`` is that of the
    questionnaire, slip, symposium or list it came from.
    """

    __tablename__ = "opinion_problem"
    __table_args__ = (
        CheckConstraint("nature IN ('rule', 'attitude', 'business')", name="nature"),
        CheckConstraint(
            "source IN ('questionnaire', 'box', 'symposium', 'checklist')", name="source"
        ),
        CheckConstraint("state IN ('open', 'answered', 'closed')", name="state"),
        UniqueConstraint("hall_id", "number"),
        Index("ix_opinion_problem_state", "hall_id", "state", "due_on"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = _hall()
    id: Mapped[int] = _id()
    number: Mapped[str] = mapped_column(String(16))
    source: Mapped[str] = mapped_column(String(16))
    source_number: Mapped[str] = mapped_column(String(16))
    nature: Mapped[str] = mapped_column(String(16))
    words: Mapped[str] = mapped_column(String(1000))
    cause: Mapped[str] = mapped_column(String(500), default="")
    measure: Mapped[str] = mapped_column(String(500), default="")
    department_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("department.id"))
    due_on: Mapped[date] = mapped_column()
    answer: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(16), default="open")
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[str] = mapped_column(String(60))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_by: Mapped[str] = mapped_column(String(60), default="")
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by: Mapped[str] = mapped_column(String(60), default="")
