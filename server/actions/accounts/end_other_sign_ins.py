"""A person ends their sign-ins on other browsers."""

from datetime import datetime

from sqlalchemy import delete

from server.actions.accounts.opening import device_of, end_sign_ins
from server.actions.audit.record import record
from server.db import transaction
from server.models.accounts import KnownDevice
from server.queries.accounts.sign_ins import FoundSignIn
from server.rules.audit import INSTALLATION


def end_other_sign_ins(sign_in: FoundSignIn, *, now: datetime) -> int:
    """A person ends all their sign-ins but this one, and forgets the browsers; how many ended."""
    account = sign_in.actor.account_id
    with transaction() as session:
        own = device_of(session, sign_in.hash)
        ended = end_sign_ins(session, account, why="ended", now=now, but=sign_in.hash)
        others = (KnownDevice.account_id == account, KnownDevice.device_hash != own)
        session.connection().execute(delete(KnownDevice).where(*others))
        record(
            session, INSTALLATION, sign_in.actor, "sign_ins_ended", facts={"count": ended}, now=now
        )
    return ended
