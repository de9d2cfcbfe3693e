"""S9: what may be used once is used once, also when sixteen try at the same moment."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask

from server.actions.accounts.invite import NewPerson, invite
from server.actions.accounts.renew_recovery_codes import renew_recovery_codes
from server.actions.accounts.second_factor import ShownCode, use_code
from server.actions.accounts.set_password import set_password
from server.actions.accounts.show_code import show_code
from server.db import session, transaction
from server.errors import SignInNeeded
from server.rules.accounts.refusals import InvitationClosed, TooManyTries, WrongCode
from server.rules.accounts.roles import Grant, Role
from tests.accounts.people import PASSWORD, STEP, Person, a_person, enter, found, signed_in
from tests.build import TestHall, a_hall
from tests.house.installation import NOW

RACERS = 16
LATER = NOW + STEP


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    with app.app_context():
        yield a_hall()


@pytest.fixture
def person(app: Flask, place: TestHall) -> Person:
    return a_person(app, place)


def shown(code: str, person: Person) -> ShownCode:
    return ShownCode(code, person.keys)


def winners(app: Flask, act: Callable[[], object]) -> int:
    """Of sixteen who do the same at the same moment, how many get it done."""

    def race(_: int) -> bool:
        with app.app_context():
            try:
                act()
            except (WrongCode, InvitationClosed, TooManyTries):
                return False
            return True

    session.remove()
    with ThreadPoolExecutor(RACERS) as pool:
        return sum(pool.map(race, range(RACERS)))


def test_a_code_passes_once(person: Person) -> None:
    code = person.code(LATER)
    show_code(found(enter(person, now=LATER).token), code, now=LATER)

    with pytest.raises(WrongCode):
        show_code(found(enter(person, now=LATER).token), code, now=LATER)


def test_the_code_that_set_the_factor_up_does_not_pass_again(person: Person) -> None:
    with pytest.raises(WrongCode):
        show_code(found(enter(person, now=NOW).token), person.code(NOW), now=NOW)


@pytest.mark.parametrize(("steps", "passes"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_clock_may_be_one_step_off(person: Person, steps: int, passes: bool) -> None:
    later = NOW + 10 * STEP
    sign_in = found(enter(person, now=later).token)
    code = person.code(later + steps * STEP)

    if passes:
        assert show_code(sign_in, code, now=later)
    else:
        with pytest.raises(WrongCode):
            show_code(sign_in, code, now=later)


def test_no_earlier_code_passes_after_a_later_one(person: Person) -> None:
    later = NOW + 10 * STEP
    show_code(found(enter(person, now=later).token), person.code(later), now=later)

    with pytest.raises(WrongCode):
        show_code(found(enter(person, now=later).token), person.code(later - STEP), now=later)


def test_of_sixteen_with_the_same_code_one_passes(app: Flask, person: Person) -> None:
    account = found(enter(person, now=LATER).token).actor.account_id

    def use() -> None:
        with transaction() as current:
            use_code(current, account, person.code(LATER), now=LATER)

    assert winners(app, use) == 1


def test_of_sixteen_with_the_same_recovery_code_one_passes(app: Flask, person: Person) -> None:
    account = found(enter(person, now=LATER).token).actor.account_id

    def use() -> None:
        with transaction() as current:
            use_code(current, account, shown(person.codes[0], person), now=LATER)

    assert winners(app, use) == 1


def test_a_recovery_code_passes_once_and_the_others_still_do(person: Person) -> None:
    for code in person.codes[:2]:
        show_code(found(enter(person, now=LATER).token), shown(code, person), now=LATER)

    with pytest.raises(WrongCode):
        show_code(found(enter(person, now=LATER).token), shown(person.codes[0], person), now=LATER)


def test_fresh_recovery_codes_end_the_earlier_ones(person: Person) -> None:
    actor = found(signed_in(person, now=LATER)).actor
    fresh = renew_recovery_codes(actor, now=LATER)

    sign_in = found(enter(person, now=LATER).token)

    with pytest.raises(WrongCode):
        show_code(sign_in, shown(person.codes[0], person), now=LATER)
    assert show_code(sign_in, shown(fresh[0], person), now=LATER)


def test_another_persons_recovery_code_opens_nothing(
    app: Flask, place: TestHall, person: Person
) -> None:
    other = a_person(app, place, name="li-mou")

    with pytest.raises(WrongCode):
        show_code(found(enter(person, now=LATER).token), shown(other.codes[0], person), now=LATER)


def test_of_sixteen_with_the_same_invitation_one_sets_a_password(
    app: Flask, place: TestHall
) -> None:
    grants = [Grant(Role.SUPERVISOR, place.hall.id)]
    secret = invite(NewPerson("zhao-mou"), grants, by="李某", now=NOW)

    assert winners(app, lambda: set_password(secret, PASSWORD, now=NOW)) == 1


def test_five_wrong_codes_close_the_second_factor(person: Person) -> None:
    sign_in = found(enter(person, now=LATER).token)
    for _ in range(5):
        with pytest.raises(WrongCode):
            show_code(sign_in, shown("000000", person), now=LATER)

    with pytest.raises(TooManyTries):
        show_code(sign_in, person.code(LATER), now=LATER)
    later = LATER + timedelta(seconds=300)
    assert show_code(sign_in, person.code(later), now=later)


def test_one_sign_in_is_renewed_once(person: Person) -> None:
    """Two codes of one sign-in, sent at once: the cookie that is left is one."""
    sign_in = found(enter(person, now=LATER).token)
    show_code(sign_in, person.code(LATER), now=LATER)

    with pytest.raises(SignInNeeded):
        show_code(sign_in, shown(person.codes[0], person), now=LATER)
