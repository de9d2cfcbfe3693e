"""A person without a second factor says once more who they are."""

from datetime import datetime

from server.actions.accounts.opening import device_of, renew_sign_in
from server.actions.accounts.tries import count_try, forgive, key_of_second
from server.actions.audit.record_refusal import record_refusal
from server.db import transaction
from server.models.accounts import Account
from server.passwords import is_password
from server.queries.accounts.sign_ins import FoundSignIn
from server.rules.accounts.refusals import SecondFactorNeeded, SignInRefused
from server.rules.audit import INSTALLATION, AuditResult


def show_password_again(sign_in: FoundSignIn, password: str, *, now: datetime) -> str:
    """A person shows their password again before something grave; the new token of the sign-in.

    Raises SecondFactorNeeded where the account has one: that must be shown instead;
    SignInRefused, TooManyTries.
    """
    if sign_in.has_second_factor or not sign_in.is_verified:
        raise SecondFactorNeeded
    account = sign_in.actor.account_id
    with transaction() as session:
        key = key_of_second(session, account, device_of(session, sign_in.hash))
        count_try(session, key, now)
        kept = session.get_one(Account, account).password_hash
    if not is_password(password, kept):
        failed = AuditResult.FAILED
        record_refusal(INSTALLATION, sign_in.actor, "password_shown", result=failed, now=now)
        raise SignInRefused
    with transaction() as session:
        forgive(session, key)
        return renew_sign_in(session, sign_in.hash, now=now)
