"""Who may be written to by WeChat: what they accepted on their phone, and which phone it is."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Base, UtcDateTime

DISTRIBUTED = {"info": {"distributed": True}}


class Consent(Base):
    """How many messages of one template one recipient still accepts.

    ``recipient`` as in ``message_delivery``: ``account/<number>`` or ``case/<number>``. The phone
    and WeChat's callback each tell of every acceptance once: whichever told of more is right,
    so that none counts twice. ``used`` were sent, or are void. ``binding_id``: the phone that
    accepted; on another phone of the same person nothing was accepted. Empty for a case.
    ``heard_at``: when the last event happened that WeChat told; one as old was counted.
    """

    __tablename__ = "consent"
    __table_args__ = (
        CheckConstraint("by_phone >= 0 AND by_callback >= 0 AND used >= 0", name="counted"),
        Index("ix_consent_recipient", "recipient"),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    recipient: Mapped[str] = mapped_column(String(64), primary_key=True)
    template: Mapped[str] = mapped_column(String(32), primary_key=True)
    binding_id: Mapped[int | None] = mapped_column(BigInteger)
    by_phone: Mapped[int] = mapped_column(default=0)
    by_callback: Mapped[int] = mapped_column(default=0)
    used: Mapped[int] = mapped_column(default=0)
    told_at: Mapped[datetime] = mapped_column(UtcDateTime)
    heard_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CaseOpenid(Base):
    """What WeChat calls the phone of whoever follows a case, sealed. Erased with the contact.

    Sealed for its row alone: no two cases of one phone can be joined by it.
    """

    __tablename__ = "case_openid"
    __table_args__ = (
        ForeignKeyConstraint(["hall_id", "case_id"], ["case.hall_id", "case.id"]),
        DISTRIBUTED,
    )

    hall_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    case_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime)
