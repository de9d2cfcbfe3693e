"""Does a citizen get erased what is theirs, all of it and nothing else?"""

from typing import Any

import pytest
from sqlalchemy import select

from server.actions.cases.take_step import take_step
from server.db import session
from server.models.cases import CaseRemark, CaseText
from server.models.operations import Erasure
from server.models.ratings import Contact, Photo, RatingText
from server.rules.cases.kinds import CaseKind, CaseState
from server.rules.cases.step_form import StepForm
from server.rules.cases.step_names import StepName as N
from server.rules.ratings.form import CleanedPhoto
from tests.build import CONTACT_KEY, MORNING, TestHall, a_form, a_hall, rate
from tests.case_build import CITIZEN, CONTACT, a_case, a_supervisor, case_row, step, walked_to

pytestmark = pytest.mark.usefixtures("in_app")

NONCE = bytes(range(16))


def a_photo(letter: str) -> CleanedPhoto:
    return CleanedPhoto(letter * 32 + ".jpg", letter * 64, 8, 6)


@pytest.fixture
def place() -> TestHall:
    return a_hall()


def send(place: TestHall, number: str, message: str, photo: CleanedPhoto) -> None:
    """The citizen adds a photo and says something."""
    words = {"message": message}
    form = StepForm(number, N.ADD_EVIDENCE, words=words, photos=(photo,))
    take_step(place.hall, form, CITIZEN, now=MORNING)


def all_of(column: Any) -> set[Any]:
    session.rollback()
    return set(session.scalars(select(column)))


def register() -> list[tuple[str, int]]:
    """The lines of the register of deletions: what, how many rows."""
    lines = session.execute(select(Erasure.data_class, Erasure.rows))
    return sorted((line.data_class, line.rows) for line in lines)


def test_words_and_photos_are_gone_and_on_record(place: TestHall) -> None:
    supervisor = a_supervisor(place)
    number = walked_to(place, a_case(place), CaseState.REPLIED, supervisor)
    send(place, number, "见图", a_photo("a"))

    step(place, number, N.ERASE_WORDS, CITIZEN)

    assert all_of(CaseText.text) == all_of(Photo.name) == set()
    assert "见图" not in all_of(CaseRemark.text)
    assert register() == [("case", 2), ("photo", 1)]


def test_what_the_office_wrote_and_showed_stays(place: TestHall) -> None:
    supervisor = a_supervisor(place)
    number = walked_to(place, a_case(place), CaseState.REPLIED, supervisor)
    step(place, number, N.ADD_EVIDENCE, supervisor, photos=(a_photo("b"),))

    step(place, number, N.ERASE_WORDS, CITIZEN)

    assert {"经核实属实，清单已更新。", "叫号记录一份。"} <= all_of(CaseRemark.text)
    assert all_of(Photo.name) == {a_photo("b").name}


def test_the_words_of_another_case_stay(place: TestHall) -> None:
    number, other = a_case(place), a_case(place)
    send(place, other, "另", a_photo("c"))

    step(place, number, N.ERASE_WORDS, CITIZEN)

    assert len(all_of(CaseText.case_id)) == 1
    assert (all_of(CaseRemark.text), all_of(Photo.name)) == ({"另"}, {a_photo("c").name})


def test_the_words_of_the_rating_behind_it_go_too(place: TestHall) -> None:
    number = a_case(place, CaseKind.BAD_RATING)
    rate(place, 1, form=a_form(1, text="别人写的"))
    mine = case_row(place, number).rating_id
    session.add(RatingText(hall_id=place.hall.id, rating_id=mine, text="我写的"))
    session.commit()

    step(place, number, N.ERASE_WORDS, CITIZEN)

    assert all_of(RatingText.text) == {"别人写的"}


def test_the_contact_stays_until_it_is_erased_itself(place: TestHall) -> None:
    number = a_case(place, contact=CONTACT)

    step(place, number, N.ERASE_WORDS, CITIZEN)
    assert len(all_of(Contact.id)) == 1

    step(place, number, N.ERASE_CONTACT, CITIZEN)
    assert all_of(Contact.id) == set()


def test_the_same_form_again_erases_once(place: TestHall) -> None:
    number = a_case(place)

    first = step(place, number, N.ERASE_WORDS, CITIZEN, nonce=NONCE)
    again = step(place, number, N.ERASE_WORDS, CITIZEN, nonce=NONCE)

    assert (first.is_repeat, again.is_repeat) == (False, True)
    assert first.version == again.version
    assert register() == [("case", 1)]


def test_the_key_of_the_tests_is_the_one_that_seals(place: TestHall) -> None:
    a_case(place, contact=CONTACT)

    sealed = next(iter(all_of(Contact.sealed)))

    assert CONTACT.encode() not in sealed
    assert CONTACT_KEY not in sealed
