"""How is a try counted before it is made, so that many at once are many?"""

from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from server.actions.operations.statements import insert_into, table_of
from server.models.accounts import KnownDevice, Throttle
from server.rules.accounts.refusals import TooManyTries
from server.rules.accounts.tries import SHARED, Counted, Tries, one_more

Key = tuple[Counted, str]
MINUTE = timedelta(minutes=1)


def keys_of_name(
    session: Session, name: str, *, account_id: int | None, device_hash: bytes, source: str
) -> tuple[Key, ...]:
    """By what a try of a name is counted: on a browser the account knows, by that browser alone."""
    if account_id is not None and is_known(session, account_id, device_hash):
        return ((Counted.DEVICE, f"{name}|{device_hash.hex()}"),)
    return ((Counted.NAME, name), (Counted.ADDRESS, source))


def key_of_second(session: Session, account_id: int, device_hash: bytes) -> Key:
    """By what a try of the second factor is counted."""
    known = device_hash.hex() if is_known(session, account_id, device_hash) else ""
    return (Counted.SECOND, f"{account_id}|{known}")


def count_try(session: Session, key: Key, now: datetime) -> None:
    """Count a try as a failure before it is made; ``forgive`` takes it back.

    Raises TooManyTries while the key is closed. In the caller's transaction, which must be
    committed before the try itself.
    """
    counted, hashed = key[0], _hashed(key)
    before = _locked_row(session, hashed, now)
    if before.is_locked(now):
        wait = (before.locked_until or now) - now
        raise TooManyTries(minutes=-(-wait // MINUTE))
    after = one_more(before if before.failures else None, counted, now)
    row = update(Throttle).where(Throttle.key_hash == hashed)
    session.connection().execute(row.values(**vars(after)))


def forgive(session: Session, key: Key) -> None:
    """The try was no failure: nothing is counted under that key any more.

    Of a key that others share (an address) only this one try is taken back, with the lock it may
    have set.
    """
    mine = Throttle.key_hash == _hashed(key)
    if key[0] in SHARED:
        one_less = update(Throttle).where(mine, Throttle.failures > 0)
        session.connection().execute(
            one_less.values(failures=Throttle.failures - 1, locked_until=None)
        )
    else:
        session.connection().execute(delete(Throttle).where(mine))


def is_known(session: Session, account_id: int, device_hash: bytes) -> bool:
    """Whether the account signed in on that browser before."""
    return session.get(KnownDevice, (account_id, device_hash)) is not None


def _locked_row(session: Session, hashed: bytes, now: datetime) -> Tries:
    """What was counted so far, which nobody else counts on until the transaction ends."""
    fresh = insert_into(session.connection(), table_of(Throttle)).values(
        key_hash=hashed, failures=0, first_failed_at=now
    )
    session.connection().execute(fresh.on_conflict_do_nothing(index_elements=["key_hash"]))
    row = session.connection().execute(
        select(Throttle.failures, Throttle.first_failed_at, Throttle.locked_until)
        .where(Throttle.key_hash == hashed)
        .with_for_update()
    )
    return Tries(*row.one())


def _hashed(key: Key) -> bytes:
    return sha256(f"{key[0]}|{key[1]}".encode()).digest()
