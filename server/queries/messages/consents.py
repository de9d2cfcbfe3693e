"""How many messages does a phone still accept, and whose phone does?"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from server.db import session
from server.models.accounts import Account
from server.models.registry import Hall
from server.models.subscriptions import Consent
from server.models.wechat import WechatBinding
from server.queries.accounts.sign_ins import grants_of
from server.queries.wechat.phones import LIVING, PhoneKeys

OF_ACCOUNT = "account/"


@dataclass(frozen=True)
class Holder:
    """Whose consents: a case's, or those of the phone that an account is bound to.

    ``recipient`` as in ``message_delivery``. ``hall_id``: where a first consent is written. A
    case has its own there; a phone's are counted wherever they stand, for WeChat knows no halls.
    """

    hall_id: int
    recipient: str
    binding_id: int | None = None

    @property
    def rows(self) -> tuple[ColumnElement[bool], ...]:
        """Its rows, also those of a phone that was bound before."""
        named = Consent.recipient == self.recipient
        return (named,) if self.binding_id else (named, Consent.hall_id == self.hall_id)


def left_of(row: Consent) -> int:
    """How many messages of the template are still accepted."""
    return max(0, max(row.by_phone, row.by_callback) - row.used)


def remaining(holder: Holder) -> dict[str, int]:
    """How many messages of each template are still accepted; those never asked for are absent."""
    left: dict[str, int] = {}
    for row in session.scalars(select(Consent).where(*holder.rows)):
        if row.binding_id == holder.binding_id:
            left[row.template] = left.get(row.template, 0) + left_of(row)
    return left


def holder_of(hall_id: int, recipient: str) -> Holder | None:
    """Whose consents a delivery to that recipient uses; None: the account has no phone now."""
    if not recipient.startswith(OF_ACCOUNT):
        return Holder(hall_id, recipient)
    binding_id = session.scalar(
        select(WechatBinding.id)
        .join(Account, Account.id == WechatBinding.account_id)
        .where(Account.number == recipient.removeprefix(OF_ACCOUNT), LIVING)
    )
    return Holder(hall_id, recipient, binding_id) if binding_id else None


def phone_of_account(hall_id: int, account_id: int) -> Holder | None:
    """The phone that the account is bound to now; None where there is none."""
    number = session.scalars(select(Account.number).where(Account.id == account_id)).one()
    return holder_of(hall_id, f"{OF_ACCOUNT}{number}")


def phone_behind(openid: str, keys: PhoneKeys) -> Holder | None:
    """The bound phone of that openid; None where it is nobody's of ours."""
    row = session.execute(
        select(Account.id, Account.number, WechatBinding.id.label("binding_id"))
        .join(WechatBinding, WechatBinding.account_id == Account.id)
        .where(WechatBinding.openid_hash.in_(keys.hashes(openid)), LIVING)
    ).first()
    if row is None:
        return None
    return Holder(_hall_of(row.id), f"{OF_ACCOUNT}{row.number}", row.binding_id)


def _hall_of(account_id: int) -> int:
    """A hall in which the account works: where its first consent is written."""
    own = min((grant.hall_id for grant in grants_of(account_id) if grant.hall_id), default=None)
    return own or session.scalars(select(func.min(Hall.id))).one()


def phones_that_accept(template: str, recipients: Collection[str]) -> frozenset[str]:
    """Those of the recipients whose phone, bound now, accepts a message of that template."""
    rows = session.scalars(
        select(Consent)
        .join(WechatBinding, WechatBinding.id == Consent.binding_id)
        .where(Consent.template == template, Consent.recipient.in_(recipients), LIVING)
    )
    return frozenset(row.recipient for row in rows if left_of(row) > 0)


def subscribers(hall_id: int, template: str) -> ColumnElement[bool]:
    """The accounts whose phone accepted such messages in that hall, as a condition."""
    accepted = (
        select(WechatBinding.account_id)
        .join(Consent, Consent.binding_id == WechatBinding.id)
        .where(
            Consent.hall_id == hall_id,
            Consent.template == template,
            LIVING,
            (Consent.by_phone > Consent.used) | (Consent.by_callback > Consent.used),
        )
    )
    return Account.id.in_(accepted)


def case_accepts(hall_id: int, case_number: str, template: str) -> bool:
    """Whether whoever follows that case accepts a message of that template."""
    return remaining(Holder(hall_id, f"case/{case_number}")).get(template, 0) > 0
