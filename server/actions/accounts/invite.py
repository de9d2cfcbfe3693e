"""An administrator invites a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server.actions.accounts.granted import add_grant
from server.actions.accounts.opening import fresh_token, hash_of
from server.actions.audit.record import record
from server.actions.messages.tell import News, tell
from server.db import transaction
from server.ids import new_id, new_number
from server.models.accounts import Account, Invitation
from server.rules.accounts.granting import plain_name
from server.rules.accounts.refusals import NameTaken
from server.rules.accounts.roles import Actor, Grant, name_of
from server.rules.audit import INSTALLATION
from server.rules.messages.audience import to_account
from server.rules.messages.topics import Topic

INVITATION_LIFE = timedelta(hours=72)


@dataclass(frozen=True)
class NewPerson:
    """Who is invited: what they sign in with, how they are shown, who they are at a window."""

    name: str
    title: str = ""
    email: str = ""
    staff_id: int | None = None


def invite(person: NewPerson, grants: Sequence[Grant], *, by: Actor | str, now: datetime) -> str:
    """An administrator invites a person; the secret of the link, shown this once (72 hours).

    Nobody but its holder ever knows the password. Raises NameTaken and what ``check_grant`` does.
    """
    name = plain_name(person.name)
    with transaction() as session:
        if session.scalar(select(Account.id).where(Account.name == name)):
            raise NameTaken(name=name)
        account = Account(
            id=new_id(now.date()),
            number=new_number(),
            name=name,
            title=person.title or person.name,
            email=person.email,
            staff_id=person.staff_id,
            state="invited",
            created_at=now,
            created_by=name_of(by),
        )
        session.add(account)
        session.flush()
        for grant in grants:
            add_grant(session, account.id, grant, by=by, now=now)
        _tell(session, account, grants, now)
        token = open_invitation(session, account.id, by=by, now=now)
        facts = {"roles": ",".join(sorted(grant.role for grant in grants))}
        record(session, INSTALLATION, by, "account_invited", name, facts=facts, now=now)
    return token


def _tell(session: Session, account: Account, grants: Sequence[Grant], now: datetime) -> None:
    """The person hears, once in each hall, that there is an account; never by which link."""
    for grant in grants:
        if grant.hall_id is not None:
            role = {"role": str(grant.role)}
            news = News(Topic.ACCOUNT_INVITED, to_account(account.id), role)
            tell(session, grant.hall_id, news, dedupe=f"invited/{account.number}", now=now)


def open_invitation(session: Session, account_id: int, *, by: Actor | str, now: datetime) -> str:
    """The secret of a fresh invitation of the account; earlier ones open nothing any more."""
    token = fresh_token()
    session.connection().execute(
        update(Invitation)
        .where(Invitation.account_id == account_id, Invitation.used_at.is_(None))
        .values(expires_at=now - timedelta(seconds=1))
    )
    session.add(
        Invitation(
            hash=hash_of(token),
            account_id=account_id,
            issued_at=now,
            issued_by=name_of(by),
            expires_at=now + INVITATION_LIFE,
        )
    )
    session.flush()
    return token
