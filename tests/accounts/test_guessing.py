"""S7: who guesses passwords gets few tries, and never shuts the owner out."""

import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from server.actions.accounts.sign_in import Credentials, sign_in
from server.actions.accounts.tries import count_try
from server.db import session, transaction
from server.models.audit import AuditRecord
from server.rules.accounts.refusals import SignInRefused, TooManyTries
from server.rules.accounts.roles import Role
from server.rules.accounts.tries import Counted
from tests.accounts.people import DEVICE, Person, a_person, enter
from tests.build import a_hall
from tests.house.installation import NOW

GUESSES = 500
A_QUARTER = timedelta(minutes=15)
A_DAY = timedelta(days=1, seconds=1)
ELSEWHERE = "a browser of somebody else"


@pytest.fixture
def person(app: Flask) -> Iterator[Person]:
    with app.app_context():
        yield a_person(app, a_hall(), Role.STAFF)


def tried(person: Person, now: datetime, **more: str) -> bool:
    """Whether a wrong password was compared at all."""
    try:
        enter(person, now=now, password="wrong-Kettle-7-orbit", **{"device": ELSEWHERE, **more})
    except SignInRefused:
        return True
    except TooManyTries:
        return False
    raise AssertionError


@pytest.mark.parametrize("addresses", [1, 200])
def test_of_hundreds_of_guesses_in_a_quarter_of_an_hour_ten_are_tried(
    person: Person, addresses: int
) -> None:
    moments = [NOW + A_QUARTER * guess / GUESSES for guess in range(GUESSES)]

    counted = [
        tried(person, moment, source=f"address {guess % addresses}", device=f"browser {guess}")
        for guess, moment in enumerate(moments)
    ]

    assert sum(counted) <= 10


def test_in_a_long_night_each_quarter_of_an_hour_has_at_most_ten(person: Person) -> None:
    minutes = [NOW + timedelta(minutes=minute) for minute in range(6 * 60)]

    counted = [moment for moment in minutes if tried(person, moment)]

    windows = [sum(start <= one < start + A_QUARTER for one in counted) for start in minutes]
    assert max(windows) <= 10


def test_the_fifth_failure_closes_for_five_minutes_the_tenth_for_fifteen(person: Person) -> None:
    first = [tried(person, NOW) for _ in range(6)]
    early = tried(person, NOW + timedelta(seconds=299))
    second = [tried(person, NOW + timedelta(seconds=300)) for _ in range(6)]
    late = [tried(person, NOW + timedelta(seconds=300 + wait)) for wait in (899, 900)]

    assert first == [True] * 5 + [False]
    assert not early
    assert second == [True] * 5 + [False]
    assert late == [False, True]


def test_strangers_do_not_shut_the_owner_out_of_a_known_browser(person: Person) -> None:
    enter(person, now=NOW, device=DEVICE)
    for guess in range(50):
        tried(person, NOW, source=f"address {guess}")

    assert enter(person, now=NOW, device=DEVICE).is_verified
    with pytest.raises(TooManyTries):
        enter(person, now=NOW, device=ELSEWHERE)


def test_a_known_browser_has_its_own_five(person: Person) -> None:
    enter(person, now=NOW, device=DEVICE)

    assert [tried(person, NOW, device=DEVICE) for _ in range(6)] == [True] * 5 + [False]


def failed_at_the_hall(times: int) -> None:
    """So many people of the hall have mistyped this morning."""
    with transaction() as current:
        for _ in range(times):
            count_try(current, (Counted.ADDRESS, "the hall"), NOW)


@pytest.mark.parametrize(("failures", "is_tried"), [(99, True), (100, False)])
def test_a_hall_behind_one_address_mistypes_a_hundred_times(
    person: Person, failures: int, is_tried: bool
) -> None:
    failed_at_the_hall(failures)

    assert tried(person, NOW, source="the hall") is is_tried


def test_a_success_takes_back_one_failure_of_its_address_and_no_more(person: Person) -> None:
    failed_at_the_hall(99)

    enter(person, now=NOW, source="the hall", device="a new browser")

    assert tried(person, NOW, source="the hall")
    assert not tried(person, NOW, source="the hall")


def test_many_at_once_are_counted_one_by_one(app: Flask, person: Person) -> None:
    def guess(number: int) -> bool:
        with app.app_context():
            return tried(person, NOW, source=f"address {number}")

    session.remove()
    with ThreadPoolExecutor(16) as pool:
        counted = list(pool.map(guess, range(16)))

    assert sum(counted) == 5


def test_an_unknown_name_takes_as_long_as_a_known_one(person: Person) -> None:
    def seconds(name: str, guess: int) -> float:
        began = time.perf_counter()
        with pytest.raises(SignInRefused):
            sign_in(
                Credentials(name, "wrong-Kettle-7", f"{guess}", f"{guess}"), now=NOW + A_DAY * guess
            )
        return time.perf_counter() - began

    pairs = [(seconds(person.name, one), seconds("nobody", one)) for one in range(9)]

    known, unknown = (statistics.median(column) for column in zip(*pairs, strict=True))
    assert abs(known - unknown) < 0.25 * known


def test_each_failure_is_on_record_and_no_password_or_unknown_name_is(person: Person) -> None:
    tried(person, NOW)
    tried(Person("typed my password here", person.keys), NOW)

    lines = session.execute(
        select(AuditRecord.actor, AuditRecord.result)
        .where(AuditRecord.act == "signed_in", AuditRecord.result == "failed")
        .order_by(AuditRecord.position)
    ).all()
    assert [tuple(line) for line in lines] == [(person.name, "failed"), ("?", "failed")]
    assert session.scalar(select(func.count()).where(AuditRecord.facts.contains("Kettle"))) == 0
