"""A person changes their password."""

from datetime import datetime

from server.actions.accounts.opening import device_of, end_sign_ins, renew_sign_in
from server.actions.accounts.passwords import check_password
from server.actions.accounts.tries import count_try, forgive, key_of_second
from server.actions.audit.record import record
from server.actions.audit.record_refusal import record_refusal
from server.db import transaction
from server.errors import FormProblems, Problem
from server.models.accounts import Account
from server.passwords import hash_password, is_password
from server.queries.accounts.sign_ins import FoundSignIn
from server.rules.accounts.refusals import SignInRefused
from server.rules.audit import INSTALLATION, AuditResult


def change_password(sign_in: FoundSignIn, old: str, new: str, *, now: datetime) -> str:
    """A person who knows the old password chooses a new one; the sign-in's new token.

    Their other sign-ins end. Raises SignInRefused for a wrong old one, TooManyTries, and
    FormProblems with everything that is wrong with the new one.
    """
    actor = sign_in.actor
    with transaction() as session:
        key = key_of_second(session, actor.account_id, device_of(session, sign_in.hash))
        count_try(session, key, now)
        kept = session.get_one(Account, actor.account_id).password_hash
    if not is_password(old, kept):
        failed = AuditResult.FAILED
        record_refusal(INSTALLATION, actor, "password_changed", result=failed, now=now)
        raise SignInRefused
    check_password(new, actor.name)
    if old == new:
        raise FormProblems((Problem("password", "account.password_same"),))
    hashed = hash_password(new)
    with transaction() as session:
        forgive(session, key)
        account = session.get_one(Account, actor.account_id)
        account.password_hash, account.password_set_at = hashed, now
        session.flush()
        end_sign_ins(session, account.id, why="password", now=now, but=sign_in.hash)
        token = renew_sign_in(session, sign_in.hash, now=now)
        record(session, INSTALLATION, actor, "password_changed", now=now)
        return token
