"""A person signs in and out at a window; ratings follow, and so do the facts of the day."""

import pytest

from server.actions.attendance.sign_in import sign_in
from server.actions.attendance.sign_out import sign_out
from server.errors import StepNotAllowed, UnknownWindow
from server.queries.attendance.own_windows import own_windows, signed_in_at, signs_today
from server.queries.registry.duties import duties_around
from server.rules.accounts.roles import Actor, Role
from server.rules.attribution import on_duty as who_serves
from tests.actions.attendance.place import a_punctual_hall
from tests.build import TestHall, a_hall, at
from tests.house.signed_in import an_account

pytestmark = pytest.mark.usefixtures("in_app")
MORNING = at("2026-11-25 08:55")


def clerk(place: TestHall, number: str = "0137") -> Actor:
    return an_account(place, Role.STAFF, staff=number).actor


def serving(place: TestHall, window: str, moment: str) -> frozenset[int]:
    found = duties_around(place.hall.id, place.windows[window], at(moment))
    return who_serves(at(moment), [each.duty for each in found])


def test_a_sign_in_beats_the_roster_until_the_sign_out() -> None:
    place = a_punctual_hall()
    stand_in = clerk(place, "0138")

    sign_in(place.hall, "A01", by=stand_in, now=MORNING)
    sign_out(place.hall, by=stand_in, now=at("2026-11-25 12:00"))

    assert serving(place, "A01", "2026-11-25 10:00") == {place.staff["0138"]}
    assert serving(place, "A01", "2026-11-25 12:30") == {place.staff["0137"]}


def test_signing_in_twice_is_one_sign() -> None:
    place = a_punctual_hall()
    person = clerk(place)

    assert sign_in(place.hall, "A01", by=person, now=MORNING)
    assert not sign_in(place.hall, "A01", by=person, now=at("2026-11-25 08:56"))
    assert len(signs_today(place.hall, place.staff["0137"], MORNING)) == 1


def test_who_changes_the_window_has_come_once_and_sits_at_one() -> None:
    place = a_punctual_hall()
    person = clerk(place)

    sign_in(place.hall, "A01", by=person, now=MORNING)
    sign_in(place.hall, "A02", by=person, now=at("2026-11-25 10:00"))

    found = signed_in_at(place.hall.id, place.staff["0137"], at("2026-11-25 10:01"))
    assert found is not None
    assert found[0] == "A02"
    assert len(signs_today(place.hall, place.staff["0137"], MORNING)) == 1


def test_who_takes_over_a_window_for_one_ends_the_sign_in_of_who_was_there() -> None:
    place = a_punctual_hall()

    sign_in(place.hall, "A01", by=clerk(place), now=MORNING)
    sign_in(place.hall, "A01", by=clerk(place, "0138"), now=at("2026-11-25 10:00"))

    assert serving(place, "A01", "2026-11-25 10:30") == {place.staff["0138"]}


def test_a_window_of_another_hall_is_none_to_sign_in_at() -> None:
    place = a_punctual_hall()
    a_hall("H2", windows=("B01",))

    with pytest.raises(UnknownWindow):
        sign_in(place.hall, "B01", by=clerk(place), now=MORNING)


def test_the_windows_of_ones_duty_come_first() -> None:
    place = a_punctual_hall()

    found = own_windows(place.hall, place.staff["0138"], MORNING.date())

    assert [(window.number, window.is_due) for window in found] == [("A02", True), ("A01", False)]


def test_who_works_nowhere_cannot_sign() -> None:
    place = a_punctual_hall()

    with pytest.raises(StepNotAllowed):
        sign_out(place.hall, by=an_account(place, Role.SUPERVISOR).actor, now=MORNING)
