"""A binding code binds one phone, once; what ends a binding ends it at once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from server.actions.accounts.disable_account import disable_account
from server.actions.accounts.end_role import end_role
from server.actions.accounts.erase_old_sign_ins import erase_old_sign_ins
from server.actions.accounts.reset_account import reset_account
from server.actions.accounts.seal_anew import seal_anew
from server.actions.wechat.bind_phone import ShownCode, bind_phone
from server.actions.wechat.binding_codes import PURPOSE
from server.actions.wechat.invite_own_phone import invite_own_phone
from server.actions.wechat.invite_phone import invite_phone
from server.actions.wechat.unbind_own_phone import unbind_own_phone
from server.actions.wechat.unbind_phone import unbind_phone
from server.db import session
from server.gate import wiring
from server.models.audit import AuditRecord
from server.models.wechat import BindingCode, WechatBinding
from server.queries.wechat.phones import openid_of, phone_keys, phone_of
from server.rules.accounts import refusals
from server.rules.accounts.roles import Grant, Role
from server.settings import Settings
from tests.build import TestHall, a_hall
from tests.house.installation import NOW
from tests.house.phones import an_openid
from tests.house.signed_in import TestAccount, an_account

RACERS = 8
REFUSED = (
    refusals.BindingCodeRefused,
    refusals.PhoneTaken,
    refusals.TooManyTries,
)


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    with app.app_context():
        yield a_hall()


@pytest.fixture
def person(place: TestHall) -> TestAccount:
    """A window worker who supervises as well."""
    return an_account(place, Role.STAFF, Role.SUPERVISOR, staff="0137")


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


def test_a_code_binds_the_phone_that_shows_it_and_the_audit_says_so(person: TestAccount) -> None:
    openid = bound(person)

    assert holder(openid) == person.name
    assert openid_of(person.id, phone_keys(wiring().settings)) == openid
    assert lines() == [
        ("phone_invited", "李某", person.name, "done"),
        ("phone_bound", person.name, person.name, "done"),
    ]


@pytest.mark.parametrize(
    ("age", "binds"),
    [(timedelta(hours=72), True), (timedelta(hours=72, seconds=1), False)],
    ids=["in its last second", "a second later"],
)
def test_a_code_lives_for_three_days(person: TestAccount, age: timedelta, binds: bool) -> None:
    code, openid = code_for(person), an_openid()

    if binds:
        bind(code, openid, NOW + age)
    else:
        with pytest.raises(refusals.BindingCodeRefused):
            bind(code, openid, NOW + age)

    assert (holder(openid) == person.name) is binds


def test_a_used_code_binds_no_other_phone(person: TestAccount) -> None:
    code = code_for(person)
    openid, other = bind(code, an_openid()), an_openid()

    with pytest.raises(refusals.BindingCodeRefused):
        bind(code, other)

    assert (holder(openid), holder(other)) == (person.name, "")
    assert lines()[-1] == ("phone_bound", "?", "", "failed")


def test_a_later_code_makes_the_earlier_one_worth_nothing(person: TestAccount) -> None:
    first, second = code_for(person), code_for(person)

    with pytest.raises(refusals.BindingCodeRefused):
        bind(first, an_openid())
    assert holder(bind(second, an_openid())) == person.name


def test_another_phone_takes_the_place_of_the_one_before(person: TestAccount) -> None:
    first, second = bound(person), bound(person)

    assert (holder(first), holder(second)) == ("", person.name)


def test_the_same_phone_may_be_bound_again(person: TestAccount) -> None:
    openid = bound(person)

    bind(code_for(person), openid)

    assert holder(openid) == person.name


def test_a_phone_that_is_somebodys_is_refused_and_the_code_stays_good(
    place: TestHall, person: TestAccount
) -> None:
    openid, other = bound(person), an_account(place, Role.INSPECTOR)
    code = code_for(other)

    with pytest.raises(refusals.PhoneTaken):
        bind(code, openid)

    assert holder(openid) == person.name
    assert holder(bind(code, an_openid())) == other.name


def test_five_wrong_codes_close_the_phone_for_five_minutes(person: TestAccount) -> None:
    code, openid = code_for(person), an_openid()
    for _ in range(5):
        with pytest.raises(refusals.BindingCodeRefused):
            bind("0000000000", openid)

    with pytest.raises(refusals.TooManyTries):
        bind(code, openid)
    assert holder(bind(code, openid, NOW + timedelta(seconds=300))) == person.name


def test_a_hundred_wrong_codes_close_the_installation_and_a_right_one_forgives_only_itself(
    person: TestAccount,
) -> None:
    """From a hundred phones, so that no single one is closed."""
    for _ in range(99):
        with pytest.raises(refusals.BindingCodeRefused):
            bind("0000000000", an_openid())
    bound(person)
    with pytest.raises(refusals.BindingCodeRefused):
        bind("0000000000", an_openid())

    with pytest.raises(refusals.TooManyTries):
        bind(code_for(person), an_openid())


@pytest.mark.parametrize("typed", ["", "1234", "0" * 11, "甲" * 10, "I" * 10])
def test_what_can_be_no_code_is_refused_like_a_wrong_one(person: TestAccount, typed: str) -> None:
    del person
    with pytest.raises(refusals.BindingCodeRefused):
        bind(typed, an_openid())


def raced(app: Flask, acts: list[Callable[[], object]]) -> int:
    """Of those who act at the same moment, how many get it done."""

    def race(act: Callable[[], object]) -> bool:
        with app.app_context():
            try:
                act()
            except REFUSED:
                return False
            return True

    session.remove()
    with ThreadPoolExecutor(RACERS) as pool:
        return sum(pool.map(race, acts))


def test_of_many_phones_with_one_code_one_is_bound(app: Flask, person: TestAccount) -> None:
    code, openids = code_for(person), [an_openid() for _ in range(RACERS)]

    won = raced(app, [lambda openid=openid: bind(code, openid) for openid in openids])  # type: ignore[misc]

    assert won == 1
    assert [holder(openid) for openid in openids].count(person.name) == 1


def test_of_many_codes_shown_by_one_phone_one_binds_it(app: Flask, place: TestHall) -> None:
    people = [an_account(place, Role.INSPECTOR) for _ in range(4)]
    codes, openid = [code_for(each) for each in people], an_openid()

    won = raced(app, [lambda code=code: bind(code, openid) for code in codes])  # type: ignore[misc]

    assert won == 1
    assert holder(openid) in {each.name for each in people}


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


def test_who_has_nothing_to_do_on_a_phone_gets_no_code(place: TestHall) -> None:
    person = an_account(place, Role.SECURITY_ADMIN)

    with pytest.raises(refusals.NothingOnPhone):
        code_for(person)
    with pytest.raises(refusals.NothingOnPhone):
        invite_own_phone(person.actor, keys=wiring().settings.keys(PURPOSE), now=NOW)


def test_letting_go_where_nothing_is_bound_says_so(person: TestAccount) -> None:
    with pytest.raises(refusals.PhoneNotBound):
        unbind_own_phone(person.actor, now=NOW)
    with pytest.raises(refusals.PhoneNotBound):
        unbind_phone(person.name, by="李某", now=NOW)


def test_nobody_manages_their_own_phone_as_an_administrator(place: TestHall) -> None:
    person = an_account(place, Role.SECURITY_ADMIN, Role.INSPECTOR)

    with pytest.raises(refusals.OwnRoles):
        invite_phone(person.name, keys=wiring().settings.keys(PURPOSE), by=person.actor, now=NOW)


def test_a_changed_secret_keeps_bindings_and_after_rotation_needs_no_old_one(
    app: Flask, settings: Settings, person: TestAccount, place: TestHall
) -> None:
    openid, waiting = bound(person), code_for(an_account(place, Role.INSPECTOR))
    both = replace(settings, secret_key="n" * 40, old_secret_keys=(settings.secret_key,))
    alone = replace(both, old_secret_keys=())

    before = phone_of(openid, phone_keys(both), NOW)
    bind_phone(ShownCode(waiting, an_openid(), both.keys(PURPOSE), phone_keys(both)), now=NOW)
    with pytest.raises(refusals.PhoneTaken):
        _bind_elsewhere(place, openid, both)
    seal_anew(both, by="李某", now=NOW)
    after = phone_of(openid, phone_keys(alone), NOW)

    del app
    assert before is not None
    assert after is not None
    assert openid_of(person.id, phone_keys(alone)) == openid


def _bind_elsewhere(place: TestHall, openid: str, settings: Settings) -> None:
    """Under the new secret, a phone that was bound under the old one."""
    code = code_for(an_account(place, Role.INSPECTOR))
    shown = ShownCode(code, openid, settings.keys(PURPOSE), phone_keys(settings))
    bind_phone(shown, now=NOW)


def test_what_is_over_is_forgotten_when_logs_are(person: TestAccount) -> None:
    bound(person)
    bound(person)

    erase_old_sign_ins(now=NOW + timedelta(days=400))

    bindings = session.scalars(select(WechatBinding)).all()
    assert [row.ended_at for row in bindings] == [None]
    assert session.scalars(select(BindingCode)).all() == []
