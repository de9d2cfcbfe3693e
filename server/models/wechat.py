"""WeChat: the token that the program calls it with, and which phone is whose."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Base, UtcDateTime

REFERENCE = {"info": {"reference": True}}
OF_NO_HALL = {"info": {"local": "it is lent to the installation, not to a hall"}}
LIVING = text("ended_at IS NULL")


class WechatToken(Base):
    """The token that WeChat gave this program last, sealed; one for each mini-program."""

    __tablename__ = "wechat_token"
    __table_args__ = OF_NO_HALL

    appid: Mapped[str] = mapped_column(String(32), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)


class WechatBinding(Base):
    """A phone that stands for an account: what WeChat calls its owner, as HMAC and sealed.

    One of an account lives at a time, and one of a phone. When it ends both forms of the openid
    are erased; that there was a binding, and ``why`` it is over, stays.
    """

    __tablename__ = "wechat_binding"
    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (openid_hash IS NOT NULL)", name="erased_at_end"),
        Index(
            "ix_wechat_binding_openid",
            "openid_hash",
            unique=True,
            sqlite_where=LIVING,
            postgresql_where=LIVING,
        ),
        Index(
            "ix_wechat_binding_account",
            "account_id",
            unique=True,
            sqlite_where=LIVING,
            postgresql_where=LIVING,
        ),
        REFERENCE,
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    account_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("account.id"))
    openid_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    openid_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    bound_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    why: Mapped[str] = mapped_column(String(16), default="")


class BindingCode(Base):
    """A code that binds a phone to an account, once; only its HMAC is kept."""

    __tablename__ = "binding_code"
    __table_args__ = (REFERENCE,)

    hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("account.id"), index=True)
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    issued_by: Mapped[str] = mapped_column(String(60))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
