from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from server.rules.attribution import (
    Conflict,
    Duty,
    DutySource,
    Unattributed,
    attribute,
    largest_share,
    overlaps,
)

ZHANG, LI, WANG = 1, 2, 3
A01, A02 = 101, 102
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def a_duty(
    staff_id: int = ZHANG,
    start: float = 9,
    end: float | None = 17,
    *,
    window_id: int = A01,
    source: DutySource = DutySource.ROSTER,
) -> Duty:
    """A duty; its hours count from midnight before 25 November."""
    midnight = NOON - 12 * HOUR
    ends_at = None if end is None else midnight + end * HOUR
    return Duty(staff_id, window_id, midnight + start * HOUR, ends_at, source)


def whose(
    moment: datetime, *duties: Duty, is_open: bool = True, chosen: int | None = None
) -> int | Unattributed:
    return attribute(moment, duties, is_open=is_open, chosen_staff_id=chosen)


def test_the_person_on_duty_is_charged() -> None:
    assert whose(NOON, a_duty(ZHANG), a_duty(LI, 18, 20)) == ZHANG


@pytest.mark.parametrize(
    ("offset", "expected"),
    [
        pytest.param(-SECOND, Unattributed.NOBODY_ON_DUTY, id="a second before it begins"),
        pytest.param(timedelta(), ZHANG, id="as it begins"),
        pytest.param(8 * HOUR - SECOND, ZHANG, id="a second before it ends"),
        pytest.param(8 * HOUR, Unattributed.NOBODY_ON_DUTY, id="as it ends"),
    ],
)
def test_a_duty_runs_from_its_start_until_before_its_end(
    offset: timedelta, expected: int | Unattributed
) -> None:
    begins = NOON - 3 * HOUR

    assert whose(begins + offset, a_duty(ZHANG, 9, 17)) == expected


def test_outside_opening_hours_nobody_is_charged_even_with_a_duty_and_a_choice() -> None:
    found = whose(NOON, a_duty(), is_open=False, chosen=ZHANG)

    assert found is Unattributed.OUTSIDE_HOURS


@pytest.mark.parametrize(
    ("offset", "expected"),
    [
        pytest.param(-5 * MINUTE - SECOND, ZHANG, id="just more than five minutes before"),
        pytest.param(-5 * MINUTE, Unattributed.HANDOVER, id="five minutes before"),
        pytest.param(timedelta(), Unattributed.HANDOVER, id="at the change"),
        pytest.param(5 * MINUTE - SECOND, Unattributed.HANDOVER, id="just less than five after"),
        pytest.param(5 * MINUTE, LI, id="five minutes after"),
    ],
)
def test_at_handover_nobody_is_blamed(offset: timedelta, expected: int | Unattributed) -> None:
    roster = (a_duty(ZHANG, 9, 12), a_duty(LI, 12, 17))

    assert whose(NOON + offset, *roster) == expected


def test_at_handover_a_choice_decides_nothing() -> None:
    roster = (a_duty(ZHANG, 9, 12), a_duty(LI, 12, 17))

    found = {whose(NOON - MINUTE, *roster, chosen=person) for person in (ZHANG, LI, WANG)}

    assert found == {Unattributed.HANDOVER}


def test_a_short_gap_between_two_people_is_a_handover() -> None:
    roster = (a_duty(ZHANG, 9, 12), a_duty(LI, 12.05, 17))

    assert whose(NOON + MINUTE, *roster) is Unattributed.HANDOVER


def test_the_same_person_going_on_is_no_handover() -> None:
    roster = (a_duty(ZHANG, 9, 12), a_duty(ZHANG, 12, 17), a_duty(LI, 17, 18))

    assert whose(NOON, *roster) == ZHANG


def test_a_real_sign_in_beats_the_roster_and_the_roster_beats_the_standing_person() -> None:
    standing = a_duty(ZHANG, 0, None, source=DutySource.STANDING)
    roster = a_duty(LI, 9, 17)
    sign_in = a_duty(WANG, 9, 17, source=DutySource.SIGN_IN)

    assert whose(NOON, standing) == ZHANG
    assert whose(NOON, standing, roster) == LI
    assert whose(NOON, standing, roster, sign_in) == WANG


def test_a_forgotten_sign_out_does_not_claim_the_next_day() -> None:
    forgotten = a_duty(ZHANG, 9, None, source=DutySource.SIGN_IN)
    begins = forgotten.starts_at

    assert whose(begins + 12 * HOUR - SECOND, forgotten) == ZHANG
    assert whose(begins + 12 * HOUR, forgotten) is Unattributed.NOBODY_ON_DUTY


def test_a_standing_person_stays_until_further_notice() -> None:
    standing = a_duty(ZHANG, 9, None, source=DutySource.STANDING)

    assert whose(NOON + 3000 * DAY, standing) == ZHANG


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        pytest.param(None, Unattributed.SHARED_WINDOW, id="no choice"),
        pytest.param(LI, LI, id="a choice of one on duty"),
        pytest.param(WANG, Unattributed.SHARED_WINDOW, id="a choice of one not on duty"),
    ],
)
def test_at_a_shared_window_the_citizen_may_say_who_it_was(
    chosen: int | None, expected: int | Unattributed
) -> None:
    found = whose(NOON, a_duty(ZHANG), a_duty(LI), a_duty(WANG, 7, 8), chosen=chosen)

    assert found == expected


def test_at_a_window_of_one_a_choice_of_another_changes_nothing() -> None:
    assert whose(NOON, a_duty(ZHANG), chosen=WANG) == ZHANG


def test_who_stays_through_anothers_handover_can_be_chosen_the_others_cannot() -> None:
    roster = (a_duty(ZHANG, 9, 17), a_duty(LI, 9, 12), a_duty(WANG, 12, 17))

    assert whose(NOON + MINUTE, *roster, chosen=ZHANG) == ZHANG
    assert whose(NOON + MINUTE, *roster, chosen=WANG) is Unattributed.HANDOVER
    assert whose(NOON + MINUTE, *roster, chosen=LI) is Unattributed.HANDOVER


def test_two_people_beginning_together_are_a_shared_window_not_a_handover() -> None:
    roster = (a_duty(ZHANG, 9), a_duty(LI, 9))
    early = NOON - 3 * HOUR + MINUTE

    assert whose(early, *roster) is Unattributed.SHARED_WINDOW
    assert whose(early, *roster, chosen=LI) == LI


def test_after_the_last_duty_a_choice_is_not_believed() -> None:
    found = whose(NOON + MINUTE, a_duty(ZHANG, 9, 12), chosen=ZHANG)

    assert found is Unattributed.NOBODY_ON_DUTY


@pytest.mark.parametrize(
    ("first", "second", "conflict"),
    [
        pytest.param(
            a_duty(ZHANG, 9, 12),
            a_duty(ZHANG, 11, 17, window_id=A02),
            Conflict.TWO_WINDOWS,
            id="one person at two windows",
        ),
        pytest.param(
            a_duty(ZHANG, 9, 12), a_duty(ZHANG, 11, 17), Conflict.TWICE, id="one person twice"
        ),
        pytest.param(
            a_duty(ZHANG, 9, 12),
            a_duty(LI, 11, 17),
            Conflict.UNMARKED_SHARING,
            id="two people at one window",
        ),
        pytest.param(
            a_duty(ZHANG, 9, None),
            a_duty(ZHANG, 300, 301),
            Conflict.TWICE,
            id="an open end meets everything after it",
        ),
    ],
)
def test_overlapping_duties_are_found_and_named(
    first: Duty, second: Duty, conflict: Conflict
) -> None:
    found = overlaps((second, first))

    assert [(overlap.conflict, overlap.first, overlap.second) for overlap in found] == [
        (conflict, first, second)
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(a_duty(ZHANG, 9, 12), a_duty(ZHANG, 12, 17), id="one after the other"),
        pytest.param(a_duty(ZHANG), a_duty(LI, window_id=A02), id="two people at two windows"),
        pytest.param(
            a_duty(ZHANG), a_duty(LI, source=DutySource.SIGN_IN), id="a sign-in and the roster"
        ),
    ],
)
def test_duties_that_do_not_contradict_each_other_are_let_be(first: Duty, second: Duty) -> None:
    assert overlaps((first, second)) == ()


def test_two_people_may_share_a_window_that_is_marked_so() -> None:
    roster = (a_duty(ZHANG), a_duty(LI))

    assert overlaps(roster, shared_windows=frozenset({A01})) == ()
    assert len(overlaps(roster, shared_windows=frozenset({A02}))) == 1


def test_a_person_twice_at_a_shared_window_is_still_an_error() -> None:
    found = overlaps((a_duty(ZHANG), a_duty(ZHANG)), shared_windows=frozenset({A01}))

    assert [overlap.conflict for overlap in found] == [Conflict.TWICE]


def share(*duties: Duty) -> Fraction:
    return largest_share(duties, month_start=NOON - 12 * HOUR, month_end=NOON + 12 * HOUR)


def test_the_largest_share_is_that_of_the_busiest_person() -> None:
    assert share(a_duty(ZHANG, 9, 17), a_duty(LI, 17, 19)) == Fraction(8, 10)


def test_time_outside_the_month_does_not_count() -> None:
    assert share(a_duty(ZHANG, -100, 1), a_duty(LI, 23, 200)) == Fraction(1, 2)


def test_two_people_side_by_side_have_half_each() -> None:
    assert share(a_duty(ZHANG), a_duty(LI)) == Fraction(1, 2)


def test_a_rostered_person_whose_place_another_signed_in_at_did_not_work() -> None:
    assert share(a_duty(ZHANG), a_duty(LI, source=DutySource.SIGN_IN)) == 1


def test_a_standing_duty_counts_only_where_nothing_else_is_known() -> None:
    standing = a_duty(ZHANG, -1000, None, source=DutySource.STANDING)

    assert share(standing) == 1
    assert share(standing, a_duty(LI, 9, 10), a_duty(WANG, 10, 11)) == Fraction(1, 2)
    assert share(standing, a_duty(LI, -50, 0), a_duty(LI, 24, 30)) == 1


def test_a_window_without_duty_has_no_share() -> None:
    assert share() == 0
    assert share(a_duty(ZHANG, 30, 40)) == 0
