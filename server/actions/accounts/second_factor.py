"""Which code does the second factor show now, and was it used before?"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import pyotp
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from qr.codes import normalise
from server.actions.operations.statements import count_of
from server.envelope import unseal
from server.ids import new_secret
from server.models.accounts import Account, RecoveryCode
from server.rules.accounts.refusals import WrongCode

STEP_SECONDS = 30
DIGITS = 6
# A clock may be half a minute off, one step to either side (RFC 6238, 5.2).
AROUND = (-1, 0, 1)
RECOVERY_CODES = 10
ISSUER = "Chuangping"
LONGEST_ADDRESS = 120  # of qr.symbol

Keys = tuple[bytes, ...]


@dataclass(frozen=True)
class ShownCode:
    """What a person typed as their second factor, and the keys that open seeds."""

    typed: str
    keys: Keys

    @property
    def plain(self) -> str:
        """Without the spaces and dashes that paper and screens group it by."""
        return normalise(self.typed)


def seed_context(account_id: int) -> str:
    """What a sealed seed is bound to: its account."""
    return f"account.totp_sealed|{account_id}"


def enrolment_address(seed: str, name: str) -> str:
    """What an authenticator reads from the symbol (otpauth://…); a long name is cut."""
    shown = name
    while (
        len(address := pyotp.TOTP(seed).provisioning_uri(name=shown, issuer_name=ISSUER))
        > LONGEST_ADDRESS
    ):
        shown = shown[:-1]
    return address


def new_seed() -> str:
    """A fresh seed, 160 bits in base 32."""
    return pyotp.random_base32()


def step_shown(seed: str, code: str, now: datetime) -> int | None:
    """The time step whose code this is, at that moment; None if it is no code of now."""
    if len(code) != DIGITS or not code.isdecimal():
        return None
    present = int(now.timestamp()) // STEP_SECONDS
    totp = pyotp.TOTP(seed)
    steps = [present + one for one in AROUND]
    return next(
        (one for one in steps if pyotp.utils.strings_equal(totp.generate_otp(one), code)), None
    )


def use_code(session: Session, account_id: int, shown: ShownCode, *, now: datetime) -> str:
    """Uses up a code of the account, in the caller's transaction: ``totp`` or ``recovery``.

    Each code passes once, however many come at the same moment. Raises WrongCode.
    """
    account = session.get_one(Account, account_id, populate_existing=True)
    if len(shown.plain) == DIGITS and account.is_totp_on and account.totp_sealed:
        seed = unseal(account.totp_sealed, shown.keys, context=seed_context(account_id))
        step = step_shown(seed, shown.plain, now)
        if step is None or not _use_step(session, account_id, step):
            raise WrongCode
        return "totp"
    if not _use_recovery(session, account_id, shown.plain, now):
        raise WrongCode
    return "recovery"


def replace_recovery_codes(session: Session, account_id: int) -> tuple[str, ...]:
    """Ten fresh codes for paper; the earlier ones are worth nothing from then on."""
    session.connection().execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
    codes = tuple(new_secret() for _ in range(RECOVERY_CODES))
    session.add_all(
        RecoveryCode(account_id=account_id, hash=_recovery_hash(account_id, code)) for code in codes
    )
    session.flush()
    return codes


def _use_step(session: Session, account_id: int, step: int) -> bool:
    """Compare and set: whether the step is later than any used, which it is now itself."""
    used = (
        update(Account)
        .where(Account.id == account_id, Account.totp_step < step)
        .values(totp_step=step)
        .execution_options(synchronize_session=False)
    )
    return count_of(session.connection(), used) == 1


def _use_recovery(session: Session, account_id: int, code: str, now: datetime) -> bool:
    used = (
        update(RecoveryCode)
        .where(
            RecoveryCode.account_id == account_id,
            RecoveryCode.hash == _recovery_hash(account_id, code),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
    return count_of(session.connection(), used) == 1


def _recovery_hash(account_id: int, code: str) -> bytes:
    # 80 bits of chance: a plain hash cannot be searched.
    return sha256(f"{account_id}|{code}".encode()).digest()
