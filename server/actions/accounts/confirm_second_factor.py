"""A person shows the first code of a new second factor, and it is in force."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from server.actions.accounts.opening import device_of, end_sign_ins, know_device, renew_sign_in
from server.actions.accounts.second_factor import (
    ShownCode,
    replace_recovery_codes,
    seed_context,
    step_shown,
)
from server.actions.accounts.tries import count_try, forgive, key_of_second
from server.actions.audit.record import record
from server.db import transaction
from server.envelope import seal
from server.models.accounts import Account
from server.queries.accounts.sign_ins import FoundSignIn
from server.rules.accounts.refusals import SecondFactorNeeded, WrongCode
from server.rules.audit import INSTALLATION


@dataclass(frozen=True)
class Enrolled:
    """The token of the sign-in, now verified, and the recovery codes, shown this once."""

    token: str
    recovery_codes: tuple[str, ...]


def confirm_second_factor(
    sign_in: FoundSignIn, seed: str, shown: ShownCode, *, now: datetime
) -> Enrolled:
    """A person shows a code of the seed they were offered; their other sign-ins end.

    Raises WrongCode, TooManyTries, and SecondFactorNeeded where a factor is in force that this
    sign-in has not shown: a password alone replaces nothing.
    """
    if sign_in.has_second_factor and not sign_in.is_verified:
        raise SecondFactorNeeded
    account = sign_in.actor.account_id
    with transaction() as session:
        device = device_of(session, sign_in.hash)
        key = key_of_second(session, account, device)
        count_try(session, key, now)
    with transaction() as session:
        _put_in_force(session, account, seed, shown, now)
        codes = replace_recovery_codes(session, account)
        end_sign_ins(session, account, why="factor", now=now, but=sign_in.hash)
        token = renew_sign_in(session, sign_in.hash, now=now)
        forgive(session, key)
        know_device(session, account, device, now=now)
        record(session, INSTALLATION, sign_in.actor, "second_factor_set", now=now)
    return Enrolled(token, codes)


def _put_in_force(
    session: Session, account_id: int, seed: str, shown: ShownCode, now: datetime
) -> None:
    step = step_shown(seed, shown.plain, now)
    if step is None:
        raise WrongCode
    account = session.get_one(Account, account_id)
    account.totp_sealed = seal(seed, shown.keys[0], context=seed_context(account_id))
    account.is_totp_on, account.totp_step = True, step
    session.flush()
