"""The codes on windows: printed ones, and the screens that show a rotating one."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Base, UtcDateTime

DISTRIBUTED = {"info": {"distributed": True}}
REFERENCE = {"info": {"reference": True}}
OF_NO_HALL = {"info": {"local": "an unknown code belongs to no hall"}}


class WindowCode(Base):
    """The short random code of a window's poster; a revoked one stays, to be recognised."""

    __tablename__ = "window_code"
    __table_args__ = (
        Index("ix_window_code_window", "hall_id", "window_id"),
        REFERENCE,
    )

    code: Mapped[str] = mapped_column(String(16), primary_key=True)
    hall_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("hall.id"))
    window_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("window.id"))
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    issued_by: Mapped[str] = mapped_column(String(60))
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_by: Mapped[str | None] = mapped_column(String(60))


class StrayScan(Base):
    """How often a revoked code ('' for codes that never were) was scanned on a day."""

    __tablename__ = "stray_scan"
    __table_args__ = OF_NO_HALL

    day: Mapped[date] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(16), primary_key=True)
    scans: Mapped[int] = mapped_column()


class Screen(Base):
    """A device at a window that may show its rotating code, once it has been paired."""

    __tablename__ = "screen"
    __table_args__ = (
        Index("ix_screen_window", "hall_id", "window_id"),
        REFERENCE,
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    hall_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("hall.id"))
    window_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("window.id"))
    pairing_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    pairing_until: Mapped[datetime] = mapped_column(UtcDateTime)
    device_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    paired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    issued_by: Mapped[str] = mapped_column(String(60))
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ScreenUse(Base):
    """A rating that proved its presence by a screen's code; at most two places a 30 s step."""

    __tablename__ = "screen_use"
    __table_args__ = DISTRIBUTED

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    window_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    step: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
