"""Does an upheld appeal take a second person for a rating, and a recount for a month?"""

import pytest

from server import errors
from server.actions.ledger.withdraw_appeal import withdraw_appeal
from server.actions.publication.approve_publication import approve_publication
from server.actions.publication.publish_month import publish_month
from server.actions.publication.seal_month import seal_month
from server.actions.ratings.approve_exclusion import approve_exclusion
from server.actions.ratings.refuse_exclusion import refuse_exclusion
from server.db import transaction
from server.ids import new_number
from server.models.ledger import StaffText
from server.queries.publication.rankings import latest_ranking
from server.queries.ratings.counts import Count, recounted, tallied
from server.queries.ratings.exclusions import waiting_exclusions
from server.rules.ledger.appeals import Against, AppealForm, AppealState
from tests.actions.ledger.appealing import (
    BOTH,
    DECIDED,
    FILED,
    NO,
    NOVEMBER,
    YES,
    appeal,
    decide_as,
    found,
)
from tests.actions.ledger.decided import (
    People,
    entries,
    rated,
)
from tests.build import TestHall, at


def test_a_rating_is_set_aside_for_an_appeal_only_when_a_second_person_agrees(
    place: TestHall, people: People
) -> None:
    number = appeal(place, people)

    state = decide_as(place, number, BOTH, people.officer)
    waiting = found(place, number)
    (proposal,) = waiting_exclusions(place.hall.id)
    with pytest.raises(errors.StepNotAllowed):
        approve_exclusion(place.hall, proposal.number, by=people.officer.actor, now=FILED)
    approve_exclusion(place.hall, proposal.number, by=people.second.actor, now=FILED)

    count = Count("window", place.windows["A01"], "printed", "aside/appeal_upheld/bad")
    assert (state, waiting.waits_for_second, waiting.answer) == (AppealState.FILED, True, "")
    assert found(place, number).state is AppealState.UPHELD
    assert tallied(place.hall.id, "2026-11")[count] == 1
    assert tallied(place.hall.id, "2026-11") == recounted(place.hall.id, "2026-11")
    assert [entry.facts.get("why") for entry in entries(place)] == ["appeal_upheld", None]
    assert entries(place)[0].appeal == number


def test_when_the_second_person_does_not_agree_the_appeal_is_open_again(
    place: TestHall, people: People
) -> None:
    number = appeal(place, people)
    decide_as(place, number, BOTH, people.officer)
    (proposal,) = waiting_exclusions(place.hall.id)
    with pytest.raises(errors.StepNotAllowed):
        decide_as(place, number, NO, people.officer)

    refuse_exclusion(place.hall, proposal.number, answer="", by=people.second.actor, now=FILED)

    assert found(place, number).state is AppealState.FILED
    assert decide_as(place, number, NO, people.officer) is AppealState.REFUSED


def test_nothing_is_set_aside_for_an_appeal_that_was_withdrawn(
    place: TestHall, people: People
) -> None:
    number = appeal(place, people)
    decide_as(place, number, BOTH, people.officer)
    (proposal,) = waiting_exclusions(place.hall.id)
    withdraw_appeal(place.hall, number, by=people.clerk.actor, now=FILED)

    with pytest.raises(errors.StepNotAllowed):
        approve_exclusion(place.hall, proposal.number, by=people.second.actor, now=FILED)

    assert entries(place)[0].stands


def test_a_released_text_may_be_appealed_against_by_its_number(
    place: TestHall, people: People
) -> None:
    number = new_number()
    with transaction() as written:
        written.add(
            StaffText(
                hall_id=place.hall.id,
                rating_id=rated(),
                staff_id=place.staff["0137"],
                number=number,
                until=DECIDED.date(),
                state="released",
                decided_at=DECIDED,
                decided_by=people.second.id,
            )
        )

    filed = appeal(place, people, form=AppealForm(Against.RATING, number, "不是我"))

    assert found(place, filed).what == number
    assert decide_as(place, filed, YES, people.officer) is AppealState.FILED
    assert [each.reason for each in waiting_exclusions(place.hall.id)] == ["appeal_upheld"]


def test_a_month_is_appealed_against_once_it_is_published(place: TestHall, people: People) -> None:
    form = AppealForm(Against.MONTH, "2026-11", "有几条不是我的")
    seal_month(place.hall, NOVEMBER, by="timetable", now=at("2026-12-01 00:10"))
    with pytest.raises(errors.NotToldYet):
        appeal(place, people, form=form)
    approve_publication(place.hall, NOVEMBER, by=people.second.name, now=at("2026-12-07 09:00"))
    publish_month(place.hall, NOVEMBER, now=at("2026-12-07 09:00"))

    number = appeal(place, people, form=form, now=at("2026-12-14 09:00"))
    with pytest.raises(errors.NotImpartial):  # who approved the publication had a part in it
        decide_as(place, number, YES, people.second)

    assert decide_as(place, number, YES, people.officer) is AppealState.UPHELD
    latest = latest_ranking(place.hall.id, NOVEMBER)
    assert latest is not None
    assert latest.revision == 1  # counted again, and nothing had to change
