"""Does an exclusion in a sealed month become a revision, and the old notice stay?"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from server import errors
from server.actions.publication.approve_publication import approve_publication
from server.actions.publication.publish_month import publish_month
from server.actions.publication.seal_month import seal_month
from server.queries.publication.notices import NoticeState, versions_of
from server.queries.publication.rankings import latest_ranking
from server.rules.accounts.roles import Role
from tests.actions.ratings.test_counting import second
from tests.actions.ratings.test_exclusion import (
    DECEMBER,
    END,
    MONTH,
    NOVEMBER,
    PUBLISHED,
    exclude,
    of_window,
)
from tests.build import MORNING, TestHall, a_hall, on_duty, rate
from tests.house.signed_in import TestAccount, an_account

NONCE = b"1" * 16


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    """A hall in which 0137 serves at A01; one bad rating and two good ones."""
    with app.app_context():
        place = a_hall(windows=("A01", "A02", "A03"))  # three windows may be published together
        on_duty(place, "0137")
        rate(place, 1, nonce=NONCE)
        for minutes in (10, 20):
            rate(place, 5, moment=MORNING + timedelta(minutes=minutes))
        yield place


@pytest.fixture
def people(place: TestHall) -> tuple[TestAccount, TestAccount]:
    """Two supervisors who have nothing to do with the window."""
    return an_account(place, Role.SUPERVISOR), an_account(place, Role.SUPERVISOR)


def test_a_published_month_gets_a_revision_and_the_old_notice_stays_readable(
    place: TestHall, people: tuple[TestAccount, TestAccount]
) -> None:
    seal_month(place.hall, NOVEMBER, by="timetable", now=END)
    approve_publication(place.hall, NOVEMBER, by="李某", now=PUBLISHED)
    publish_month(place.hall, NOVEMBER, now=PUBLISHED)

    revised = exclude(place, people)
    approve_publication(place.hall, NOVEMBER, by=people[0].name, now=PUBLISHED)
    publish_month(place.hall, NOVEMBER, now=PUBLISHED)

    new, old = versions_of(place.hall.id, "ranking", MONTH)
    assert revised == (NOVEMBER,)
    assert (new.revision, new.state) == (2, NoticeState.OPEN)
    assert (old.revision, old.state) == (1, NoticeState.SUPERSEDED)
    assert "恶意" in old.reason
    assert old.facts["content"]["totals"]["bad"] == 1
    assert new.facts["content"]["totals"]["bad"] == 0
    assert new.facts["content"]["totals"]["set_aside"] == {"malicious": 1}
    told = versions_of(place.hall.id, "disclosure", MONTH)[0].facts["content"]
    assert told["bad_causes"] == {}


def test_who_approved_the_exclusion_does_not_approve_its_publication(
    place: TestHall, people: tuple[TestAccount, TestAccount]
) -> None:
    seal_month(place.hall, NOVEMBER, by="timetable", now=END)

    exclude(place, people)

    with pytest.raises(errors.SamePerson):
        approve_publication(place.hall, NOVEMBER, by=people[1].name, now=PUBLISHED)


def test_a_sealed_month_that_is_not_published_is_published_as_revised(
    place: TestHall, people: tuple[TestAccount, TestAccount]
) -> None:
    seal_month(place.hall, NOVEMBER, by="timetable", now=END)

    exclude(place, people)
    approve_publication(place.hall, NOVEMBER, by="李某", now=PUBLISHED)
    publish_month(place.hall, NOVEMBER, now=PUBLISHED)

    only = versions_of(place.hall.id, "ranking", MONTH)
    assert [notice.revision for notice in only] == [2]


def test_a_second_rating_of_the_next_month_is_set_aside_there(
    place: TestHall, people: tuple[TestAccount, TestAccount]
) -> None:
    second(2, days=10)
    seal_month(place.hall, NOVEMBER, by="timetable", now=END)

    revised = exclude(place, people)

    latest = latest_ranking(place.hall.id, NOVEMBER)
    assert revised == (NOVEMBER,)
    assert latest is not None
    assert latest.revision == 2
    assert of_window(place, "second_2", DECEMBER) == (0, 0)
    assert of_window(place, "aside/malicious/bad", DECEMBER) == (1, 1)
