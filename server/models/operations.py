"""Running the system: job runs, heartbeats, access tokens, repeated requests, deletions."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Base, UtcDateTime

DISTRIBUTED = {"info": {"distributed": True}}
REFERENCE = {"info": {"reference": True}}
OF_NO_HALL = {"info": {"local": "it belongs to the installation, not to a hall"}}


class JobRun(Base):
    """One run of one job for one slot; the key makes a second run impossible.

    ``waiting``: it could not be done yet (an approval is missing), which is no failure. Nobody
    takes a run before ``lease_until``: another node's, or a failed or waiting one that rests.
    """

    __tablename__ = "job_run"
    __table_args__ = (
        CheckConstraint("state IN ('running', 'done', 'failed', 'waiting')", name="state"),
        Index("ix_job_run_state", "state", "due_at"),
        {"info": {"local": "slots belong to the installation, not to a hall"}},
    )

    job: Mapped[str] = mapped_column(String(64), primary_key=True)
    slot: Mapped[str] = mapped_column(String(32), primary_key=True)
    state: Mapped[str] = mapped_column(String(8))
    owner: Mapped[str] = mapped_column(String(64))
    tries: Mapped[int] = mapped_column(default=1)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    claimed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    lease_until: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    error: Mapped[str] = mapped_column(Text, default="")


class Heartbeat(Base):
    """When a part of the system last said that it is alive."""

    __tablename__ = "heartbeat"
    __table_args__ = OF_NO_HALL

    part: Mapped[str] = mapped_column(String(64), primary_key=True)
    beat_at: Mapped[datetime] = mapped_column(UtcDateTime)


class AccessToken(Base):
    """A key that another system shows at the API; only its SHA-256 is kept."""

    __tablename__ = "access_token"
    __table_args__ = REFERENCE

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    hall_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("hall.id"))
    name: Mapped[str] = mapped_column(String(60))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class KeptReply(Base):
    """The first answer to an idempotency key; a repeat gets it again, byte for byte."""

    __tablename__ = "kept_reply"
    __table_args__ = DISTRIBUTED

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    key_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    content_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    status: Mapped[int] = mapped_column()
    body: Mapped[bytes] = mapped_column(LargeBinary)
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Erasure(Base):
    """A line of the register of deletions: how many rows of a kind were erased, and when."""

    __tablename__ = "erasure"
    __table_args__ = DISTRIBUTED

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    data_class: Mapped[str] = mapped_column(String(32))
    up_to: Mapped[date] = mapped_column()
    rows: Mapped[int] = mapped_column()
    erased_at: Mapped[datetime] = mapped_column(UtcDateTime)
