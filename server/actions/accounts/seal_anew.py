"""The operator has changed the secret: what the old one sealed is sealed under the new one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidTag
from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute as Column

from server.actions.accounts.second_factor import seed_context
from server.actions.audit.record import record
from server.actions.operations.statements import table_of
from server.actions.wechat.hashing import hash_anew
from server.db import transaction
from server.envelope import contact_context, seal, unseal
from server.models.accounts import Account, Draft
from server.models.messages import Webhook
from server.models.operations import KeptReply
from server.models.ratings import Contact
from server.models.safety import SafetyCheck
from server.models.subscriptions import CaseOpenid
from server.models.wechat import WechatBinding, WechatToken
from server.models.wechat_accounts import MonthKey, WechatEvent
from server.queries.accounts.drafts import context_of
from server.queries.messages.followers import SEALING as FOLLOWERS
from server.queries.messages.followers import follower_context
from server.queries.messages.outgoing import webhook_context
from server.queries.operations.kept_replies import reply_context
from server.queries.ratings.raters import SEALING, key_context
from server.queries.safety.checks import SEALING as CHECKING
from server.queries.safety.checks import check_context
from server.queries.wechat.events import KEEPING, event_context
from server.queries.wechat.kept_token import token_context
from server.queries.wechat.phones import openid_context, phone_keys
from server.rules.accounts.roles import Actor
from server.rules.audit import INSTALLATION
from server.settings import Settings

AT_ONCE = 200
Keys = tuple[bytes, ...]


@dataclass(frozen=True)
class Sealed:
    """A column that holds sealed words: its rows' key, its purpose, and what binds it to a row."""

    column: Column[Any]
    key: tuple[Column[Any], ...]
    purpose: str
    context: Callable[..., str]


SEALED = (
    Sealed(Contact.sealed, (Contact.hall_id, Contact.id), "contact", contact_context),
    Sealed(
        CaseOpenid.sealed, (CaseOpenid.hall_id, CaseOpenid.case_id), FOLLOWERS, follower_context
    ),
    Sealed(
        SafetyCheck.openid_sealed, (SafetyCheck.hall_id, SafetyCheck.id), CHECKING, check_context
    ),
    Sealed(Account.totp_sealed, (Account.id,), "totp", seed_context),
    Sealed(Webhook.secret_sealed, (Webhook.id,), "webhook", webhook_context),
    Sealed(Draft.sealed, (Draft.account_id, Draft.place), "draft", context_of),
    Sealed(KeptReply.body, (KeptReply.hall_id, KeptReply.key_hash), "kept-reply", reply_context),
    Sealed(WechatToken.sealed, (WechatToken.appid,), "wechat/token", token_context),
    Sealed(WechatBinding.openid_sealed, (WechatBinding.id,), "wechat/openid", openid_context),
    Sealed(
        MonthKey.sealed,
        (MonthKey.hall_id, MonthKey.month, MonthKey.purpose),
        SEALING,
        key_context,
    ),
    Sealed(WechatEvent.sealed, (WechatEvent.key,), KEEPING, event_context),
)
"""Everything in the database that a key seals; a test looks for columns that are not here."""


def seal_anew(settings: Settings, *, by: Actor | str, now: datetime) -> int:
    """The operator has everything sealed under the present secret; how many rows were not yet.

    In transactions of two hundred rows: people work meanwhile, and what is interrupted is done
    by repeating it. Raises InvalidTag, and seals nothing of that lot, where no known key opens
    a row: a secret is missing in OLD_SECRET_KEYS.
    """
    count = sum(_seal_column(sealed, settings.keys(sealed.purpose)) for sealed in SEALED)
    with transaction() as session:
        hash_anew(session, phone_keys(settings))
        record(session, INSTALLATION, by, "keys_rotated", facts={"count": count}, now=now)
    return count


def _seal_column(sealed: Sealed, keys: Keys) -> int:
    changed, after = 0, None
    while True:
        with transaction() as session:
            wanted = select(*sealed.key, sealed.column).order_by(*sealed.key).limit(AT_ONCE)
            if after is not None:
                wanted = wanted.where(_beyond(sealed.key, after))
            rows = session.execute(wanted.where(sealed.column.is_not(None))).all()
            for *key, words in rows:
                fresh = _sealed_anew(words, keys, sealed.context(*key))
                if fresh is not None:
                    here = (column == part for column, part in zip(sealed.key, key, strict=True))
                    table = table_of(sealed.column.class_)
                    session.execute(update(table).where(*here).values({sealed.column.key: fresh}))
                    changed += 1
        if len(rows) < AT_ONCE:
            return changed
        after = tuple(rows[-1][:-1])


def _sealed_anew(words: bytes, keys: Keys, context: str) -> bytes | None:
    """The words under the first key; None where they are already."""
    try:
        unseal(words, keys[0], context=context)
    except InvalidTag:
        return seal(unseal(words, keys[1:], context=context), keys[0], context=context)
    return None


def _beyond(key: Sequence[Column[Any]], after: Sequence[Any]) -> Any:
    """The rows that come after that one in the order of the key."""
    if len(key) == 1:
        return key[0] > after[0]
    return or_(key[0] > after[0], and_(key[0] == after[0], _beyond(key[1:], after[1:])))
