"""What ends a binding ends it at once, and nothing is left of whose phone it was."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from server.actions.accounts.disable_account import disable_account
from server.actions.accounts.end_role import end_role
from server.actions.accounts.erase_old_sign_ins import erase_old_sign_ins
from server.actions.accounts.reset_account import reset_account
from server.actions.wechat.unbind_own_phone import unbind_own_phone
from server.actions.wechat.unbind_phone import unbind_phone
from server.db import session
from server.gate import wiring
from server.models.wechat import BindingCode, WechatBinding
from server.queries.wechat.phones import phone_keys, phone_of
from server.rules.accounts import refusals
from server.rules.accounts.roles import Grant, Role
from tests.accounts.binders import bind, bound, code_for, holder, lines
from tests.build import TestHall, a_hall
from tests.house.installation import NOW
from tests.house.signed_in import TestAccount, an_account


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    with app.app_context():
        yield a_hall()


@pytest.fixture
def person(place: TestHall) -> TestAccount:
    """A window worker who supervises as well."""
    return an_account(place, Role.STAFF, Role.SUPERVISOR, staff="0137")


def disabled(person: TestAccount) -> None:
    disable_account(person.name, by="李某", now=NOW)


def no_longer_staff(person: TestAccount) -> None:
    end_role(person.name, person.grants[0], by="李某", now=NOW)


def unbound_by_an_administrator(person: TestAccount) -> None:
    unbind_phone(person.name, by="李某", now=NOW)


def unbound_by_its_owner(person: TestAccount) -> None:
    unbind_own_phone(person.actor, now=NOW)


def reported_lost(person: TestAccount) -> None:
    reset_account(person.name, by="李某", now=NOW, drops_second_factor=True)


ENDS = (
    disabled,
    no_longer_staff,
    unbound_by_an_administrator,
    unbound_by_its_owner,
    reported_lost,
)


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__.replace("_", " "))
def test_what_ends_a_binding_erases_the_openid_and_closes_open_codes(
    person: TestAccount, end: Callable[[TestAccount], None]
) -> None:
    openid, waiting = bound(person), code_for(person)

    end(person)

    row = session.scalars(select(WechatBinding)).one()
    assert holder(openid) == ""
    assert (row.openid_hash, row.openid_sealed, row.ended_at) == (None, None, NOW)
    assert lines()[-1][0] == "phone_let_go"
    with pytest.raises(refusals.BindingCodeRefused):
        bind(waiting, openid)


def test_a_forgotten_password_leaves_the_phone_and_lost_roles_leave_what_is_left(
    place: TestHall,
) -> None:
    person = an_account(place, Role.SUPERVISOR, Role.PUBLISHER, Role.DISCIPLINE)
    openid = bound(person)

    end_role(person.name, Grant(Role.SUPERVISOR, place.hall.id), by="李某", now=NOW)
    still = phone_of(openid, phone_keys(wiring().settings), NOW)
    end_role(person.name, Grant(Role.PUBLISHER, place.hall.id), by="李某", now=NOW)

    assert still is not None
    assert [grant.role for grant in still.actor.grants] == [Role.PUBLISHER]
    assert holder(openid) == ""
    assert lines()[-1][0] == "phone_let_go"


def test_what_is_over_is_forgotten_when_logs_are(person: TestAccount) -> None:
    bound(person)
    bound(person)

    erase_old_sign_ins(now=NOW + timedelta(days=400))

    bindings = session.scalars(select(WechatBinding)).all()
    assert [row.ended_at for row in bindings] == [None]
    assert session.scalars(select(BindingCode)).all() == []
