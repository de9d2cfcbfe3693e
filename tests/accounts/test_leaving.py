"""Who has left the hall by its registry has no phone there, from their first day away on."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from scheduled.jobs import erase_stray_scans
from scheduled.turns import Turn
from server.actions.registry.import_registry import import_registry
from server.db import session
from server.gate import wiring
from server.models.audit import AuditRecord
from server.models.wechat import WechatBinding
from server.queries.wechat.phones import phone_keys, phone_of
from server.rules.accounts.roles import Role
from server.rules.registry.reading import read_registry
from server.rules.slots import Slot
from tests.build import MORNING, TestHall, a_hall, at
from tests.house.phones import a_phone
from tests.house.signed_in import TestAccount, an_account
from tests.workbooks import only


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    with app.app_context():
        yield a_hall()


@pytest.fixture
def person(place: TestHall) -> TestAccount:
    return an_account(place, Role.STAFF, staff="0137")


def leaves_on(day: date, now: datetime = MORNING) -> None:
    """The hall's administration hands in that the worker 0137 leaves."""
    sheets = only(人员=[["工号", "停用日期"], ["0137", day.isoformat()]])
    import_registry(read_registry(sheets), "H1", by="李某", now=now)


def is_known(openid: str, now: datetime) -> bool:
    return phone_of(openid, phone_keys(wiring().settings), now) is not None


def run_the_nights_job(now: datetime) -> None:
    slot = Slot(f"{now:%Y-%m-%d}", now)
    erase_stray_scans(Turn("stray_scans", slot, now, wiring(), lambda *_step: None))


def living() -> int:
    return len(session.scalars(select(WechatBinding).filter_by(ended_at=None)).all())


def test_who_has_left_by_the_workbook_is_let_go_with_it(
    place: TestHall, person: TestAccount
) -> None:
    other = an_account(place, Role.STAFF, staff="0138")
    gone, stays = a_phone(person, now=MORNING), a_phone(other, now=MORNING)

    leaves_on(date(2026, 11, 25))

    reasons = session.scalars(select(AuditRecord.facts).filter_by(act="phone_let_go")).all()
    assert (is_known(gone, MORNING), is_known(stays, MORNING)) == (False, True)
    assert reasons == ['{"why":"left"}']
    assert living() == 1


def test_who_leaves_later_is_out_with_that_day_and_let_go_in_its_night(
    person: TestAccount,
) -> None:
    openid = a_phone(person, now=MORNING)
    last_moment = at("2026-11-30 00:00") - timedelta(seconds=1)

    leaves_on(date(2026, 11, 30))

    assert is_known(openid, last_moment)
    assert not is_known(openid, at("2026-11-30 00:00"))
    run_the_nights_job(last_moment)
    assert living() == 1
    run_the_nights_job(at("2026-11-30 03:40"))
    assert living() == 0
