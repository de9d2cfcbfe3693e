"""A person shows their second factor, and is signed in."""

from datetime import datetime

from server.actions.accounts.opening import device_of, know_device, renew_sign_in
from server.actions.accounts.second_factor import ShownCode, use_code
from server.actions.accounts.tries import count_try, forgive, key_of_second
from server.actions.audit.record import record
from server.actions.audit.record_refusal import record_refusal
from server.db import transaction
from server.queries.accounts.sign_ins import FoundSignIn
from server.rules.accounts.refusals import WrongCode
from server.rules.audit import INSTALLATION, AuditResult


def show_code(sign_in: FoundSignIn, shown: ShownCode, *, now: datetime) -> str:
    """A person shows a code of the second factor; the new token of their sign-in, now verified.

    Also for showing it again before something grave. Raises WrongCode, TooManyTries, and
    SignInNeeded where the sign-in has ended meanwhile.
    """
    account = sign_in.actor.account_id
    with transaction() as session:
        device = device_of(session, sign_in.hash)
        key = key_of_second(session, account, device)
        count_try(session, key, now)
    try:
        with transaction() as session:
            means = use_code(session, account, shown, now=now)
            token = renew_sign_in(session, sign_in.hash, now=now)
            forgive(session, key)
            know_device(session, account, device, now=now)
            record(session, INSTALLATION, sign_in.actor, "signed_in", facts={"by": means}, now=now)
            return token
    except WrongCode:
        failed = AuditResult.FAILED
        record_refusal(INSTALLATION, sign_in.actor, "code_shown", result=failed, now=now)
        raise
