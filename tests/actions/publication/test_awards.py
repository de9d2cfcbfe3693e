"""Awards that were given are published with a basis, readable by anybody, and superseded."""

from collections.abc import Iterator

import pytest
from flask import Flask

from server import errors
from server.actions.appraisal.compute_period import compute_period
from server.actions.appraisal.sign_period import Signing, sign_period
from server.actions.publication.publish_awards import publish_awards
from server.db import transaction
from server.ids import new_id
from server.models.awards import AwardWinner
from server.queries.publication.notices import versions_of
from server.rules.appraisal.periods import Period
from tests.actions.appraisal.worked import LI, a_worked_hall
from tests.appraisal_build import ENTERED
from tests.build import DAY, TestHall, at

JANUARY = Period.parse("2026-01")
LATER = at("2026-04-20 09:00")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Plain SQL: one kind of database is enough."""
    return sqlite_url


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    with app.app_context():
        place = a_worked_hall()
        compute_period(place.hall, JANUARY, by="李某", now=ENTERED)
        yield place


def sign(place: TestHall) -> None:
    digest = compute_period(place.hall, JANUARY, by="李某", now=ENTERED).digest
    sign_period(place.hall, Signing(JANUARY, digest), by="王某", now=LATER)


def a_winner(place: TestHall, state: str = "given") -> None:
    with transaction() as session:
        session.add(
            AwardWinner(
                hall_id=place.hall.id,
                id=new_id(DAY),
                number=f"{state[:4]}000001".upper(),
                award="star",
                name="服务标兵",
                period=str(JANUARY),
                revision=1,
                subject="staff",
                subject_id=place.staff[LI],
                is_by_numbers=True,
                state=state,
                proposed_at=ENTERED,
            )
        )


def publish(place: TestHall, basis: str = "考核办法第十条") -> str:
    return publish_awards(place.hall, JANUARY, basis, by="赵某", now=LATER)


def test_an_award_that_was_given_is_on_the_public_page_with_its_basis(
    app: Flask, place: TestHall
) -> None:
    sign(place)
    a_winner(place)

    number = publish(place)

    page = app.test_client().get(f"/public/notices/{number}").text
    assert "服务标兵" in page
    assert "张某" in page
    assert "考核办法第十条" in page
    assert "objections" in page


def test_a_second_notice_supersedes_the_first(place: TestHall) -> None:
    sign(place)
    a_winner(place)
    publish(place)

    publish(place, "本人书面同意")

    states = [(one.revision, one.state) for one in versions_of(place.hall.id, "awards", "2026-01")]
    assert states == [(2, "open"), (1, "superseded")]


def test_without_a_basis_no_name_is_printed(place: TestHall) -> None:
    sign(place)
    a_winner(place)

    with pytest.raises(errors.FormProblems):
        publish(place, " ")


@pytest.mark.parametrize("state", ["proposed", "refused", "withdrawn"])
def test_what_was_not_given_is_not_published(place: TestHall, state: str) -> None:
    sign(place)
    a_winner(place, state)

    with pytest.raises(errors.Unknown):
        publish(place)


def test_awards_of_a_month_that_nobody_signed_are_not_published(place: TestHall) -> None:
    a_winner(place)

    with pytest.raises(errors.PeriodHeld):
        publish(place)
