"""How often was somebody asked on a window's tablet and did not rate?"""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Base

DISTRIBUTED = {"info": {"distributed": True}}


class NotRated(Base):
    """未评价: somebody was asked and did not rate; no rating, no default, no good one.

    ``nonce_hash`` is that of the slip: told twice it is once. Of when, the day alone is kept.
    """

    __tablename__ = "not_rated"
    __table_args__ = (Index("ix_not_rated_day", "hall_id", "day", "window_id"), DISTRIBUTED)

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    nonce_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    window_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("window.id"))
    day: Mapped[date] = mapped_column()
