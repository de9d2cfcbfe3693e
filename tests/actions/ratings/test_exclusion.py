"""Is a rating set aside only by two impartial people, openly, and by a revision of the figures?"""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256

import pytest
from flask import Flask
from sqlalchemy import select

from server import errors
from server.actions.ratings.approve_exclusion import approve_exclusion
from server.actions.ratings.approve_reattribution import approve_reattribution
from server.actions.ratings.propose_exclusion import ExclusionForm, propose_exclusion
from server.actions.ratings.refuse_exclusion import refuse_exclusion
from server.db import session
from server.models.audit import AuditRecord
from server.models.handling import ExcludedRating
from server.models.ratings import MonthTally, Rating, SetAsideTally
from server.queries.ratings.counts import Count, recounted, tallied
from server.queries.ratings.exclusions import waiting_exclusions
from server.queries.ratings.owners import open_reattributions
from server.queries.ratings.receipts import proof_of_receipt
from server.rules.accounts.roles import Role
from server.rules.cases.codes import ExclusionReason
from server.rules.months import Month
from tests.actions.ratings.test_counting import correct_roster, second
from tests.build import MORNING, TestHall, a_hall, at, on_duty, rate
from tests.house.signed_in import TestAccount, an_account

MONTH, NOVEMBER, DECEMBER = "2026-11", Month(2026, 11), "2026-12"
END, PUBLISHED = at("2026-12-01 00:00"), at("2026-12-07 09:00")
NONCE = b"1" * 16
RECEIPT = sha256(b"receipt" + NONCE).digest()


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


def bad_rating() -> int:
    rating = session.scalars(select(Rating.id).where(Rating.level == 1)).one()
    return int(rating)


def propose(
    place: TestHall,
    by: TestAccount,
    *,
    reason: ExclusionReason = ExclusionReason.MALICIOUS,
    rating: int = 0,
) -> str:
    form = ExclusionForm(rating or bad_rating(), reason, "同一人反复给不在场的人打差评")
    return propose_exclusion(place.hall, form, by=by.actor, now=PUBLISHED)


def exclude(
    place: TestHall,
    people: tuple[TestAccount, TestAccount],
    reason: ExclusionReason = ExclusionReason.MALICIOUS,
) -> tuple[Month, ...]:
    number = propose(place, people[0], reason=reason)
    return approve_exclusion(place.hall, number, by=people[1].actor, now=PUBLISHED)


def of_window(place: TestHall, what: str, month: str = MONTH) -> tuple[int, int]:
    """How many by the tallies, and how many counted again."""
    count = Count("window", place.windows["A01"], "printed", what)
    return tallied(place.hall.id, month)[count], recounted(place.hall.id, month)[count]


def test_in_an_open_month_the_tallies_move_from_counted_to_set_aside(
    place: TestHall, people: tuple[TestAccount, TestAccount]
) -> None:
    before = dict(session.execute(select(*Rating.__table__.columns)).mappings().first() or {})

    revised = exclude(place, people)

    assert revised == ()
    assert of_window(place, "level_1") == (0, 0)
    assert of_window(place, "aside/malicious/bad") == (1, 1)
    assert tallied(place.hall.id, MONTH) == recounted(place.hall.id, MONTH)
    assert (
        dict(session.execute(select(*Rating.__table__.columns)).mappings().first() or {}) == before
    )


def test_one_person_is_not_enough(place: TestHall, people: tuple[TestAccount, TestAccount]) -> None:
    number = propose(place, people[0])

    with pytest.raises(errors.SamePerson):
        approve_exclusion(place.hall, number, by=people[0].actor, now=PUBLISHED)

    assert not session.scalars(select(ExcludedRating)).all()
    assert of_window(place, "level_1") == (1, 1)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SUPERVISOR}))
def test_no_other_role_is_the_second_person(
    place: TestHall, people: tuple[TestAccount, TestAccount], role: Role
) -> None:
    number = propose(place, people[0])

    with pytest.raises(errors.StepNotAllowed):
        approve_exclusion(place.hall, number, by=an_account(place, role).actor, now=PUBLISHED)


def test_neither_the_accused_nor_their_line_or_department_proposes_or_approves(
    place: TestHall, people: tuple[TestAccount, TestAccount]
) -> None:
    accused = an_account(place, Role.SUPERVISOR, staff="0137")
    head = an_account(place, Role.SUPERVISOR, Role.DEPARTMENT_HEAD, department="D1")
    colleague = an_account(place, Role.SUPERVISOR, staff="0138")

    for near in (accused, head, colleague):
        with pytest.raises(errors.NotImpartial):
            propose(place, near)
    number = propose(place, people[0])
    for near in (accused, head, colleague):
        with pytest.raises(errors.NotImpartial):
            approve_exclusion(place.hall, number, by=near.actor, now=PUBLISHED)

    assert approve_exclusion(place.hall, number, by=people[1].actor, now=PUBLISHED) == ()


def test_a_proposal_sent_again_is_the_same_one_and_another_waits_its_turn(
    place: TestHall, people: tuple[TestAccount, TestAccount]
) -> None:
    first, again = propose(place, people[0]), propose(place, people[0])

    with pytest.raises(errors.StepNotAllowed):
        propose(place, people[1])

    assert first == again
    assert [each.number for each in waiting_exclusions(place.hall.id)] == [first]


def test_a_decided_exclusion_is_not_decided_again(
    place: TestHall, people: tuple[TestAccount, TestAccount]
) -> None:
    number = propose(place, people[0])
    approve_exclusion(place.hall, number, by=people[1].actor, now=PUBLISHED)

    with pytest.raises(errors.StepNotAllowed):
        approve_exclusion(place.hall, number, by=people[1].actor, now=PUBLISHED)
    with pytest.raises(errors.StepNotAllowed):
        propose(place, people[1])

    assert of_window(place, "aside/malicious/bad") == (1, 1)


def test_refused_the_rating_counts_on_and_may_be_proposed_again(
    place: TestHall, people: tuple[TestAccount, TestAccount]
) -> None:
    number = propose(place, people[0])

    refuse_exclusion(place.hall, number, answer="有监控证明", by=people[1].actor, now=PUBLISHED)

    assert of_window(place, "level_1") == (1, 1)
    assert propose(place, people[1]) != number


def test_a_rating_that_the_guards_set_aside_is_not_set_aside_again(
    place: TestHall, people: tuple[TestAccount, TestAccount]
) -> None:
    late = rate(place, 2, moment=at("2026-11-25 20:00"))

    with pytest.raises(errors.StepNotAllowed):
        propose(place, people[0], rating=late.rating_id)


@pytest.mark.parametrize(
    ("reason", "stays"),
    [
        (ExclusionReason.MISTAKEN, 1),
        (ExclusionReason.MALICIOUS, 0),
        (ExclusionReason.APPEAL_UPHELD, 0),
    ],
)
@pytest.mark.parametrize("is_given_first", [True, False])
def test_the_second_rating_stays_only_where_it_puts_a_mistake_right(
    place: TestHall,
    people: tuple[TestAccount, TestAccount],
    reason: ExclusionReason,
    stays: int,
    *,
    is_given_first: bool,
) -> None:
    if is_given_first:
        second(5)
        exclude(place, people, reason)
    else:
        exclude(place, people, reason)
        second(5)

    assert of_window(place, "second_5") == (stays, stays)
    assert of_window(place, f"aside/{reason}/good") == (1 - stays, 1 - stays)
    assert tallied(place.hall.id, MONTH) == recounted(place.hall.id, MONTH)


@pytest.mark.parametrize("is_excluded_first", [True, False])
def test_a_corrected_roster_moves_a_set_aside_rating_as_set_aside(
    place: TestHall, people: tuple[TestAccount, TestAccount], *, is_excluded_first: bool
) -> None:
    if is_excluded_first:
        exclude(place, people)
    correct_roster(place, ratings=3)
    opened = open_reattributions(place.hall.id)[0]
    approve_reattribution(place.hall.id, opened.id, by="王某", now=PUBLISHED)
    if not is_excluded_first:
        exclude(place, people)

    counts = tallied(place.hall.id, MONTH)
    new = Count("staff", place.staff["0138"], "printed", "aside/malicious/bad")
    assert counts == recounted(place.hall.id, MONTH)
    assert counts[new] == 1
    assert not any(count.unit_id == place.staff["0137"] for count in counts)


def test_the_citizen_sees_that_it_was_reviewed(
    place: TestHall, people: tuple[TestAccount, TestAccount]
) -> None:
    exclude(place, people)

    assert proof_of_receipt(RECEIPT).first.set_aside is ExclusionReason.MALICIOUS


def test_no_tally_ever_falls_below_zero(
    place: TestHall, people: tuple[TestAccount, TestAccount]
) -> None:
    exclude(place, people)

    counts = [row.level_1 for row in session.scalars(select(MonthTally))]
    aside = [(row.good, row.bad) for row in session.scalars(select(SetAsideTally))]
    assert min(counts) == 0
    assert aside == [(0, 1), (0, 1)]


def test_each_of_the_two_is_in_the_audit(
    place: TestHall, people: tuple[TestAccount, TestAccount]
) -> None:
    exclude(place, people)

    lines = session.scalars(select(AuditRecord).order_by(AuditRecord.position)).all()
    assert [(line.act, line.actor) for line in lines] == [
        ("exclusion_asked", people[0].name),
        ("exclusion_approved", people[1].name),
    ]
