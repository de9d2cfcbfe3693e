"""A person shows on their phone the code that the console gave them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qr.codes import is_wellformed, normalise
from server.actions.accounts.tries import Key, count_try, forgive
from server.actions.audit.record import record
from server.actions.audit.record_refusal import record_refusal
from server.actions.operations.statements import count_of, insert_into, table_of
from server.actions.wechat.binding_codes import use_code
from server.actions.wechat.ending import end_binding
from server.db import transaction
from server.envelope import seal
from server.ids import new_id
from server.models.accounts import Account
from server.models.wechat import WechatBinding
from server.queries.accounts.sign_ins import grants_of
from server.queries.wechat.phones import LIVING, PhoneKeys, openid_context
from server.rules.accounts.phones import BINDING_CODE_LETTERS, grants_on_phone
from server.rules.accounts.refusals import BindingCodeRefused, NothingOnPhone, PhoneTaken
from server.rules.accounts.tries import Counted
from server.rules.audit import INSTALLATION, AuditResult

SOMEBODY = "?"  # who shows a wrong code is nobody we know


@dataclass(frozen=True)
class ShownCode:
    """What a person typed, the phone it was typed on, and the keys that open both."""

    typed: str
    openid: str
    codes: tuple[bytes, ...]
    phones: PhoneKeys

    @property
    def plain(self) -> str:
        """The code without the spaces and dashes that people read it out with."""
        return normalise(self.typed)


def bind_phone(shown: ShownCode, *, now: datetime) -> None:
    """A person shows a binding code on a phone, which stands for the code's account from now on.

    A phone that stood for it before stands for nobody any more. Raises BindingCodeRefused,
    PhoneTaken, NothingOnPhone, and TooManyTries.
    """
    keys = _counted(shown)
    with transaction() as session:
        for key in keys:
            count_try(session, key, now)
    try:
        with transaction() as session:
            _bind(session, shown, now)
            for key in keys:
                forgive(session, key)
    except BindingCodeRefused:
        failed = AuditResult.FAILED
        record_refusal(INSTALLATION, SOMEBODY, "phone_bound", result=failed, now=now)
        raise


def _counted(shown: ShownCode) -> tuple[Key, ...]:
    phone = shown.phones.hashes(shown.openid)[0].hex()
    return ((Counted.PHONE, phone), (Counted.PHONES, ""))


def _bind(session: Session, shown: ShownCode, now: datetime) -> None:
    if not is_wellformed(shown.plain, letters=BINDING_CODE_LETTERS):
        raise BindingCodeRefused
    account_id = use_code(session, shown.plain, keys=shown.codes, now=now)
    account = session.get_one(Account, account_id, with_for_update=True)
    if account.state != "active":
        raise BindingCodeRefused
    if not grants_on_phone(grants_of(account_id)):
        raise NothingOnPhone
    replaced = end_binding(session, account_id, why="replaced", now=now)
    _insert(session, account_id, shown, now)
    facts = {"replaced": int(replaced)}
    record(session, INSTALLATION, account.name, "phone_bound", account.name, facts=facts, now=now)


def _insert(session: Session, account_id: int, shown: ShownCode, now: datetime) -> None:
    hashes = shown.phones.hashes(shown.openid)
    # Under an old key the same phone has another hash, which the index does not see.
    if session.scalar(
        select(WechatBinding.id).where(LIVING, WechatBinding.openid_hash.in_(hashes))
    ):
        raise PhoneTaken
    row_id = new_id(now.date())
    row = insert_into(session.connection(), table_of(WechatBinding)).values(
        id=row_id,
        account_id=account_id,
        openid_hash=hashes[0],
        openid_sealed=seal(shown.openid, shown.phones.sealing[0], context=openid_context(row_id)),
        bound_at=now,
        why="",
    )
    if not count_of(session.connection(), row.on_conflict_do_nothing()):
        raise PhoneTaken
