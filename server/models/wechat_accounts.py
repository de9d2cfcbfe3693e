"""Ratings by account without who rated what, and what WeChat told us: both go when used up."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Base, UtcDateTime

# In SQLite rows lie in the order of their key, not in that in which they came: the place of a row
# would tell which rating it belongs to.
NO_ORDER = {"info": {"distributed": True}, "sqlite_with_rowid": False}


class MonthKey(Base):
    """The random key of one month and purpose, sealed; without it a pseudonym is chance.

    ``purpose`` is ``repeat`` or ``concentration``: two keys, so that the two tables below cannot
    be joined. Erased with the pseudonyms ten days after the month was sealed.
    """

    __tablename__ = "month_key"
    __table_args__ = (
        CheckConstraint("purpose IN ('repeat', 'concentration')", name="purpose"),
        NO_ORDER,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(16), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class AccountVisit(Base):
    """On this day somebody's rating of that window counted; the same account's next one does not.

    It holds no rating, no level and no moment. ``month`` is that of the day.
    """

    __tablename__ = "account_visit"
    __table_args__ = NO_ORDER

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    pseudonym: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    window_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("window.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)


class AccountCount(Base):
    """On how many days of a month somebody's ratings of that window counted."""

    __tablename__ = "account_count"
    __table_args__ = NO_ORDER

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    pseudonym: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    window_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("window.id"), primary_key=True)
    days: Mapped[int] = mapped_column()


class WechatEvent(Base):
    """One thing that WeChat told us; ``key`` is the HMAC of what makes it the same one again.

    ``sealed`` is its text, erased when it is settled. A claimed row belongs to ``owner`` until
    ``next_try_at``.
    """

    __tablename__ = "wechat_event"
    __table_args__ = (
        CheckConstraint(
            "state IN ('waiting', 'claimed', 'done', 'ignored', 'poison')", name="state"
        ),
        Index("ix_wechat_event_state", "state", "next_try_at"),
        {"info": {"local": "WeChat tells the installation, not a hall"}},
    )

    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(64))
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(String(16), default="waiting")
    tries: Mapped[int] = mapped_column(default=0)
    owner: Mapped[str] = mapped_column(String(64), default="")
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    next_try_at: Mapped[datetime] = mapped_column(UtcDateTime)
    error: Mapped[str] = mapped_column(String(200), default="")
