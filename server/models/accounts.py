"""Accounts of the console: who may sign in, as what, and which sign-ins are alive."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Base, UtcDateTime

REFERENCE = {"info": {"reference": True}}
OF_NO_HALL = {"info": {"local": "sign-ins belong to the installation, not to a hall"}}


class Account(Base):
    """One person's account. ``name`` is what they sign in with, lower case; ``title`` is shown.

    ``totp_sealed`` is the sealed seed of the second factor; ``totp_step`` the last step used,
    so that no code passes twice. ``staff_id`` is set where the person works at a window.
    """

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint("state IN ('invited', 'active', 'disabled')", name="state"),
        REFERENCE,
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    number: Mapped[str] = mapped_column(String(16), unique=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    title: Mapped[str] = mapped_column(String(60))
    email: Mapped[str] = mapped_column(String(200), default="")
    staff_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("staff.id"))
    state: Mapped[str] = mapped_column(String(16))
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    password_set_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    totp_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    is_totp_on: Mapped[bool] = mapped_column(Boolean, default=False)
    totp_step: Mapped[int] = mapped_column(BigInteger, default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[str] = mapped_column(String(60))
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AccountRole(Base):
    """A role that an account holds: in one hall (None: in all), in one department (None: all)."""

    __tablename__ = "account_role"
    __table_args__ = (Index("ix_account_role_account", "account_id"), REFERENCE)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    account_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("account.id"))
    role: Mapped[str] = mapped_column(String(32))
    hall_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("hall.id"))
    department_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("department.id"))
    granted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    granted_by: Mapped[str] = mapped_column(String(60))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Invitation(Base):
    """A link that lets its holder set a password once; only its SHA-256 is kept."""

    __tablename__ = "invitation"
    __table_args__ = (REFERENCE,)

    hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("account.id"), index=True)
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    issued_by: Mapped[str] = mapped_column(String(60))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RecoveryCode(Base):
    """One code on paper that stands in for the second factor, once."""

    __tablename__ = "recovery_code"
    __table_args__ = (REFERENCE,)

    account_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("account.id"), primary_key=True)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SignIn(Base):
    """One signed-in browser; ``hash`` is the SHA-256 of what its cookie holds.

    ``is_verified``: the second factor was shown. ``fresh_at``: when a factor was last shown, for
    acts that ask for it again. ``ended`` says why it is over, and is empty while it lives.
    """

    __tablename__ = "sign_in"
    __table_args__ = (Index("ix_sign_in_account", "account_id", "ended"), OF_NO_HALL)

    hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("account.id"))
    device_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    fresh_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_verified: Mapped[bool] = mapped_column(Boolean, default=False)
    ended: Mapped[str] = mapped_column(String(16), default="")
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class KnownDevice(Base):
    """A browser on which an account signed in before: strangers cannot lock it out."""

    __tablename__ = "known_device"
    __table_args__ = OF_NO_HALL

    account_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("account.id"), primary_key=True)
    device_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    known_since: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Throttle(Base):
    """Failed tries under one key (a name, a name on a known device, an address), hashed."""

    __tablename__ = "throttle"
    __table_args__ = OF_NO_HALL

    key_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    first_failed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    locked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Draft(Base):
    """What a person typed into a form of the console and has not sent yet, sealed."""

    __tablename__ = "draft"
    __table_args__ = OF_NO_HALL

    account_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("account.id"), primary_key=True)
    place: Mapped[str] = mapped_column(String(120), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Preference(Base):
    """What a person chose for themselves in the console (language, columns …)."""

    __tablename__ = "preference"
    __table_args__ = OF_NO_HALL

    account_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("account.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
