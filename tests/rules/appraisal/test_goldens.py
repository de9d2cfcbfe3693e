"""A whole period by each of the five schemes that ship, added up by hand."""

from fractions import Fraction

from server.rules.appraisal.facts import Fact, Figure, Who
from server.rules.appraisal.periods import Period
from server.rules.appraisal.results import NotAssessed, WaitingReason
from server.rules.schemes.shape import Subject
from tests.rules.appraisal.engine_build import (
    CHIEF,
    CLERK,
    EXAMINER,
    WINDOW,
    a_fact,
    computed,
    entries,
    figures,
    place,
    preset,
    result,
    score,
    signed,
    staff,
    waiting,
)

QUARTER = Period.parse("2026-Q1")
PERSON = {"cause": "person", "finding": "substantiated"}


def late(minutes: int, day: str = "2026-01-10", **more: str) -> Fact:
    """Late by so many minutes."""
    return a_fact("late", day, fields={"minutes": minutes}, **more)


def bonus(item: str, value: int | None = None) -> Fact:
    """An approved bonus."""
    return a_fact("bonus", item=item, is_approved=True, signed=signed(value) if value else None)


COUNTY = (
    late(10),
    late(11),
    a_fact("missing_sign", fields={"purpose": "none"}),
    a_fact("missing_sign", fields={"purpose": "official"}, excused="agreed"),
    a_fact("absent", fields={"half_days": 2}),
    a_fact("off_post", fields={"minutes": 14}),
    a_fact("off_post", fields={"minutes": 209}),
    a_fact("off_post", fields={"minutes": 210}),
    a_fact("application_fault", fields={"what": "not_told_once"}),
    a_fact("overdue", fields={"days": 3}),
    a_fact(item="B3", signed=signed(-4)),
    a_fact("rating", fields={"level": 2, **PERSON}),
    a_fact("complaint", fields=PERSON),
    a_fact(item="D1"),
    a_fact(item="D3"),
    bonus("E1", 3),
    *(bonus("E2") for _ in range(3)),
)


def test_a_month_of_the_small_county_hall() -> None:
    found = computed(preset("1"), *COUNTY)

    # A: -1 -2 -2 -10 -3 -5, B: -2 -5 -4, C: -2 -5, D: -1 -3; bonus 3 + 2 of 3 pennants.
    assert [str(one.score) for one in result(found).categories] == ["-23", "-11", "-7", "-4", "5"]
    assert score(found) == "60.00"
    assert waiting(found) == [WaitingReason.EXCUSED, WaitingReason.NO_ITEM]
    assert [one.item for one in found.entries if one.veto] == ["D3"]


def test_a_category_of_the_district_hall_is_lost_and_no_more() -> None:
    facts = (a_fact("absent", fields={"half_days": 14}), a_fact(item="B1"))

    found = result(computed(preset("2"), *facts))

    # 14 half days are 70 points of 30. Volume and punctuality have no data: 30 of C are left out.
    assert [str(one.score) for one in found.categories] == ["0", "24", "15", "0", "0"]
    assert [one.limit for one in found.categories] == ["floor", "", "", "", ""]
    assert found.score == round(Fraction(39 * 100, 70), 2)


def test_an_examiner_of_the_district_hall_bears_twice_the_signed_points() -> None:
    fields = {"referred_item": "C2", "referred_points": -5}
    fact = a_fact("examiner", examiner_id=EXAMINER, fields=fields)

    found = computed(preset("2"), fact)

    assert [(one.who.id, str(one.points), one.kind.value) for one in entries(found, EXAMINER)] == [
        (EXAMINER, "-10", "own")
    ]


def test_a_month_of_the_town_centre_can_fall_below_nought() -> None:
    facts = [late(5, f"2026-01-{day:02}") for day in range(1, 7)]
    fee = a_fact("application_fault", "2026-01-20", fields={"what": "fee"})

    found = computed(preset("3"), *facts, fee)

    # Five at -1, the sixth at -2, charging a fee as the seventh at -10: 10 - 17.
    assert [str(one.points) for one in entries(found)] == ["-1"] * 5 + ["-2", "-10"]
    assert score(found) == "-7.00"


WINDOWS = (
    a_fact("matter_fault", staff_id=None, fields={"what": "guide_mismatch"}),
    a_fact("matter_fault", staff_id=None, fields={"what": "cancelled_in_use"}),
    a_fact("application_fault", staff_id=None, fields={"what": "fee"}),
    a_fact(staff_id=None, item="S2"),
    late(5),
)


def test_a_month_of_windows_and_people() -> None:
    window = Who(Subject.WINDOW, WINDOW)
    known = figures("full_attendance", {CLERK: 0, CHIEF: 1}) | {
        (window, "good_rate"): Figure(Fraction("0.95"), 30),
        (window, "vote.leaders"): Figure(Fraction(80), 5),
        (window, "vote.citizens"): Figure(Fraction(90), 30),
    }
    members = (staff(CLERK), staff(CHIEF, is_chief=True), place(Subject.WINDOW, WINDOW))

    found = computed(preset("4"), *WINDOWS, members=members, figures=known)

    # The window lost 2 + 5 + 5 + 2; half of it, 7, is the chief's in B.
    assert [score(found, CLERK, "person"), score(found, CHIEF, "person")] == ["89.00", "93.00"]
    # 18 + 15 + 5 + 8, people 30 × 91 %, ratings 10 × 95 %.
    assert score(found, WINDOW, "window") == "82.80"
    # 30 × 82.8 % + 30 × 91 % + 16 + 18.
    assert score(found, WINDOW, "flag") == "86.14"


QUARTERLY = (
    *(late(5, f"2026-0{month}-05") for month in (1, 2, 3)),
    a_fact("absent", "2026-02-06", fields={"half_days": 4}),
    a_fact("meeting", "2026-02-07", fields={"how": "absent"}),
    *(a_fact(day=f"2026-0{month}-08", item="D1") for month in (1, 3)),
    a_fact("application_fault", "2026-03-09", fields={"what": "error"}),
    a_fact("notice", "2026-03-10", fields={"tone": "praise", "by": "hall"}, has_evidence=True),
    a_fact("rating", "2026-03-11", fields={"level": 2, **PERSON, "cause": "system"}),
)


def test_a_quarter_of_the_quarter_star() -> None:
    found = computed(preset("5"), *QUARTERLY, period=QUARTER, members=(staff(CLERK, days=60),))

    # A: -1.5, -15 of 20 by the cap, -2; C: -1.5; D: -10 once in the quarter; praise +5.
    assert [str(one.score) for one in result(found).categories] == ["23/2", "25", "47/2", "10", "5"]
    assert score(found) == "75.00"
    assert waiting(found) == [WaitingReason.NO_ITEM]


def test_a_quarter_with_too_few_days_has_no_score() -> None:
    found = computed(preset("5"), *QUARTERLY, period=QUARTER, members=(staff(CLERK, days="29.5"),))

    assert result(found).not_assessed is NotAssessed.TOO_FEW_DAYS


def test_back_office_people_are_shown_as_not_appraised() -> None:
    members = (staff(CLERK, staff_class="back_office", days=60),)

    found = computed(preset("5"), period=QUARTER, members=members)

    assert result(found).not_assessed is NotAssessed.EXCLUDED


def test_a_month_of_a_quarterly_scheme_has_no_results() -> None:
    assert computed(preset("5"), *QUARTERLY).results == ()


def test_the_annual_sheet_of_the_district_hall() -> None:
    known = figures("vote.peers", {CLERK: 88}) | figures("survey.annual", {CLERK: "92.5"})

    found = computed(
        preset("2"),
        period=Period.parse("2026"),
        members=(staff(CLERK, group="permit"),),
        figures=known,
    )

    assert [str(one.points) for one in entries(found)] == ["176/5", "111/2"]
    assert score(found, CLERK, "annual") == "90.70"
