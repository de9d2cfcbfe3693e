"""Somebody with a password and a second factor, as actions see them, without pages."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pyotp
from flask import Flask

from server.actions.accounts.confirm_second_factor import confirm_second_factor
from server.actions.accounts.invite import NewPerson, invite
from server.actions.accounts.opening import hash_of
from server.actions.accounts.second_factor import ShownCode
from server.actions.accounts.set_password import set_password
from server.actions.accounts.show_code import show_code
from server.actions.accounts.sign_in import Credentials, Opened, sign_in
from server.queries.accounts.sign_ins import FoundSignIn, sign_in_of
from server.rules.accounts.roles import Grant, Role
from tests.build import TestHall
from tests.house.installation import NOW

PASSWORD = "bamboo-Kettle-7-orbit"
DEVICE = "the browser at home"
STEP = timedelta(seconds=30)


@dataclass(frozen=True)
class Person:
    """An active account, what it signs in with, and its recovery codes."""

    name: str
    keys: tuple[bytes, ...]
    seed: str = ""
    codes: tuple[str, ...] = ()

    def code(self, moment: datetime) -> ShownCode:
        """What their authenticator shows at that moment."""
        return ShownCode(pyotp.TOTP(self.seed).at(moment), self.keys)


def a_person(
    app: Flask,
    place: TestHall,
    role: Role = Role.SUPERVISOR,
    *,
    name: str = "wang-mou",
    now: datetime = NOW,
) -> Person:
    """A person who has chosen a password and, where the role needs it, set up a second factor."""
    keys = app.extensions["chuangping"].settings.keys("totp")
    secret = invite(NewPerson(name), [Grant(role, place.hall.id)], by="李某", now=now)
    set_password(secret, PASSWORD, now=now)
    if role is Role.STAFF:
        return Person(name, keys)
    seed = pyotp.random_base32()
    opened = enter(Person(name, keys), now=now)
    shown = ShownCode(pyotp.TOTP(seed).at(now), keys)
    enrolled = confirm_second_factor(found(opened.token), seed, shown, now=now)
    return Person(name, keys, seed, enrolled.recovery_codes)


def enter(
    person: Person,
    *,
    now: datetime,
    password: str = PASSWORD,
    device: str = DEVICE,
    source: str = "here",
) -> Opened:
    """Name and password are shown."""
    return sign_in(Credentials(person.name, password, device, source), now=now)


def signed_in(person: Person, *, now: datetime) -> str:
    """The token of a sign-in with everything shown."""
    token = enter(person, now=now).token
    return show_code(found(token), person.code(now), now=now)


def found(token: str) -> FoundSignIn:
    """The sign-in of a token."""
    sign_in = sign_in_of(hash_of(token))
    assert sign_in is not None
    return sign_in
