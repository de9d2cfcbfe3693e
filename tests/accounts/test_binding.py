"""A binding code binds one phone, once; of two at the same moment one."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import partial
from hashlib import sha256

import pytest
from flask import Flask
from sqlalchemy import select

from server.actions.accounts.seal_anew import seal_anew
from server.actions.wechat.bind_phone import ShownCode, bind_phone
from server.actions.wechat.binding_codes import PURPOSE
from server.actions.wechat.invite_own_phone import invite_own_phone
from server.actions.wechat.invite_phone import invite_phone
from server.actions.wechat.unbind_own_phone import unbind_own_phone
from server.actions.wechat.unbind_phone import unbind_phone
from server.db import session
from server.gate import wiring
from server.models.accounts import Throttle
from server.queries.wechat.phones import openid_of, phone_keys, phone_of
from server.rules.accounts import refusals
from server.rules.accounts.roles import Role
from server.settings import Settings
from tests.accounts.binders import bind, bound, code_for, holder, lines
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


def test_what_is_counted_of_a_phone_cannot_be_searched_for_its_openid(person: TestAccount) -> None:
    """A plain hash could: a list of openids is tried in a tenth of a second."""
    del person
    openid = an_openid()
    with pytest.raises(refusals.BindingCodeRefused):
        bind("0000000000", openid)

    counted = set(session.scalars(select(Throttle.key_hash)))
    plain = {sha256(word.encode()).digest() for word in (openid, f"phone|{openid}")}
    assert len(counted) == 2
    assert not counted & plain


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

    won = raced(app, [partial(bind, code, openid) for openid in openids])

    assert won == 1
    assert [holder(openid) for openid in openids].count(person.name) == 1


def test_of_many_codes_shown_by_one_phone_one_binds_it(app: Flask, place: TestHall) -> None:
    people = [an_account(place, Role.INSPECTOR) for _ in range(4)]
    codes, openid = [code_for(each) for each in people], an_openid()

    won = raced(app, [partial(bind, code, openid) for code in codes])

    assert won == 1
    assert holder(openid) in {each.name for each in people}


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
