"""Is an appeal taken in time, decided by somebody apart, and does it end in a reversal?"""

from datetime import datetime

import pytest
from sqlalchemy import select

from server import errors
from server.actions.ledger.file_appeal import file_appeal
from server.actions.ledger.withdraw_appeal import withdraw_appeal
from server.actions.operations.erase_expired import erase_expired
from server.db import session
from server.models.messages import Message
from server.rules.accounts.roles import Role
from server.rules.ledger.appeals import Against, AppealForm, AppealState
from server.rules.retention import DataClass
from tests.actions.inspections.rounds_build import a_photo
from tests.actions.ledger.appealing import FILED, NO, YES, appeal, decide_as, found
from tests.actions.ledger.decided import (
    People,
    entries,
)
from tests.build import TestHall, at
from tests.house.signed_in import an_account


@pytest.mark.parametrize(
    ("moment", "is_taken"),
    [
        ("2026-12-07 23:59", True),  # working day 4
        ("2026-12-08 23:59", True),  # working day 5
        ("2026-12-09 00:00", False),  # working day 6
    ],
)
def test_an_appeal_is_taken_for_five_working_days(
    place: TestHall, people: People, moment: str, *, is_taken: bool
) -> None:
    if is_taken:
        assert found(place, appeal(place, people, now=at(moment))).state is AppealState.FILED
    else:
        with pytest.raises(errors.AppealTooLate):
            appeal(place, people, now=at(moment))


def test_a_decision_is_due_ten_working_days_after_the_filing(
    place: TestHall, people: People
) -> None:
    filed = found(place, appeal(place, people))

    assert str(filed.due_on) == "2026-12-16"
    assert filed.what == entries(place)[0].number


def test_upheld_the_entry_is_reversed_in_the_month_of_the_decision(
    place: TestHall, people: People
) -> None:
    number = appeal(place, people)

    state = decide_as(place, number, YES, people.officer)

    back, charged = entries(place)
    assert state is AppealState.UPHELD
    assert (back.reverses, back.appeal, back.facts["why"]) == (
        charged.number,
        number,
        "appeal_upheld",
    )
    assert found(place, number).answer == "复核成立"


def test_refused_everything_stays_as_it_was(place: TestHall, people: People) -> None:
    before = entries(place)
    number = appeal(place, people)

    decide_as(place, number, NO, people.officer)

    assert entries(place) == before
    assert found(place, number).state is AppealState.REFUSED


def test_the_person_is_told_of_the_decision_and_of_nothing_before(
    place: TestHall, people: People
) -> None:
    number = appeal(place, people)
    decide_as(place, number, NO, people.officer)

    told = session.execute(
        select(Message.audience, Message.topic).where(Message.topic.startswith("appeal"))
    ).all()
    assert set(told) == {
        ("appraisal", "appeal_filed"),
        (f"staff:{place.staff['0137']}", "appeal_decided"),
    }


def test_who_decided_the_case_does_not_decide_the_appeal(place: TestHall, people: People) -> None:
    number = appeal(place, people)

    with pytest.raises(errors.NotImpartial):
        decide_as(place, number, YES, people.supervisor)

    assert found(place, number).state is AppealState.FILED


def test_neither_the_head_of_the_department_nor_the_person_decides(
    place: TestHall, people: People
) -> None:
    number = appeal(place, people)
    head = an_account(place, Role.SUPERVISOR, Role.DEPARTMENT_HEAD, department="D1")
    own = an_account(place, Role.APPRAISAL_OFFICER, staff="0137")

    for near in (head, own):
        with pytest.raises(errors.NotImpartial):
            decide_as(place, number, YES, near)

    assert len(entries(place)) == 1


def test_an_appeal_is_decided_once(place: TestHall, people: People) -> None:
    number = appeal(place, people)
    decide_as(place, number, NO, people.officer)

    with pytest.raises(errors.StepNotAllowed):
        decide_as(place, number, YES, people.second)

    assert len(entries(place)) == 1


def test_an_appeal_sent_again_is_the_same_and_a_decided_one_is_not_opened_anew(
    place: TestHall, people: People
) -> None:
    first, again = appeal(place, people), appeal(place, people)
    decide_as(place, first, NO, people.officer)

    with pytest.raises(errors.AppealedAlready):
        appeal(place, people)

    assert first == again


def test_another_persons_entry_is_as_unknown_as_one_that_is_none(
    place: TestHall, people: People
) -> None:
    charged = entries(place)[0].number
    other = an_account(place, Role.STAFF, staff="0138")

    for what in (charged, "0000000000"):
        form = AppealForm(Against.ENTRY, what, "理由")
        with pytest.raises(errors.Unknown):
            file_appeal(place.hall, form, by=other.actor, now=FILED)

    assert people.clerk.staff_id != other.staff_id


def test_a_withdrawn_appeal_may_be_filed_again(place: TestHall, people: People) -> None:
    first = appeal(place, people)
    withdraw_appeal(place.hall, first, by=people.clerk.actor, now=FILED)

    second = appeal(place, people)

    assert found(place, first).state is AppealState.WITHDRAWN
    assert found(place, second).state is AppealState.FILED


def test_nobody_withdraws_another_persons_appeal(place: TestHall, people: People) -> None:
    number = appeal(place, people)

    with pytest.raises(errors.Unknown):
        withdraw_appeal(place.hall, number, by=people.officer.actor, now=FILED)

    assert found(place, number).state is AppealState.FILED


def test_only_whom_the_role_of_staff_was_given_appeals(place: TestHall, people: People) -> None:
    nobody = an_account(place, Role.SUPERVISOR, staff="0137")
    form = AppealForm(Against.ENTRY, entries(place)[0].number, "理由")

    with pytest.raises(errors.StepNotAllowed):
        file_appeal(place.hall, form, by=nobody.actor, now=FILED)

    assert appeal(place, people)


def test_photos_of_an_appeal_stay_while_it_is_open_and_five_years_after_it(
    place: TestHall, people: People
) -> None:
    charged = entries(place)[-1].number
    photos = (a_photo("a.jpg"), a_photo("b.jpg"))
    form = AppealForm(Against.ENTRY, charged, "见照片", photos)
    number = appeal(place, people, form=form)
    open_still = erased(place, at("2040-01-01 09:00"))
    decide_as(place, number, NO, people.officer)  # on 3 December 2026

    kept = erased(place, at("2031-12-02 09:00"))
    gone = erased(place, at("2031-12-03 09:00"))

    assert (open_still, kept, sorted(gone)) == ((), (), ["a.jpg", "b.jpg"])
    assert found(place, number).photos == ()


def erased(place: TestHall, now: datetime) -> tuple[str, ...]:
    """Which photos of appeals go that night."""
    return erase_expired(place.hall, DataClass.APPEAL_PHOTO, now=now).photos
