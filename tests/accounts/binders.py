"""Codes given out and shown on phones, as actions see it; what the audit says of it."""

from datetime import datetime

from sqlalchemy import select

from server.actions.wechat.bind_phone import ShownCode, bind_phone
from server.actions.wechat.binding_codes import PURPOSE
from server.actions.wechat.invite_phone import invite_phone
from server.db import session
from server.gate import wiring
from server.models.audit import AuditRecord
from server.queries.wechat.phones import phone_keys, phone_of
from tests.house.installation import NOW
from tests.house.phones import an_openid
from tests.house.signed_in import TestAccount


def code_for(person: TestAccount, *, now: datetime = NOW) -> str:
    keys = wiring().settings.keys(PURPOSE)
    return invite_phone(person.name, keys=keys, by="李某", now=now).code


def bind(code: str, openid: str, now: datetime = NOW) -> str:
    """The phone of that openid shows the code."""
    settings = wiring().settings
    shown = ShownCode(code, openid, settings.keys(PURPOSE), phone_keys(settings))
    bind_phone(shown, now=now)
    return openid


def bound(person: TestAccount) -> str:
    """The openid of a fresh phone of that person."""
    return bind(code_for(person), an_openid())


def holder(openid: str) -> str:
    """Whose phone that is, '' for nobody's."""
    found = phone_of(openid, phone_keys(wiring().settings), NOW)
    return found.actor.name if found else ""


def lines() -> list[tuple[str, str, str, str]]:
    """What the audit says of phones: the act, by whom, about whom, how it ended."""
    columns = (AuditRecord.act, AuditRecord.actor, AuditRecord.object, AuditRecord.result)
    of_phones = AuditRecord.act.like("phone%")
    rows = session.execute(select(*columns).where(of_phones).order_by(AuditRecord.position))
    return [(act, by, about, result) for act, by, about, result in rows]
