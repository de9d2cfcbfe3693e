"""The worked example of the scheme goes through the database: months, a quarter, revisions."""

from collections.abc import Iterator
from fractions import Fraction

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from server import errors
from server.actions.appraisal.compute_period import ComputedNow, compute_period, revise_period
from server.actions.appraisal.sign_period import Signing, finish_period, sign_period
from server.actions.appraisal.state_fact import Stating, WhyReversed, reverse_fact
from server.db import session, transaction
from server.models.scores import AppraisalPeriod, ScoreEntry, ScoreResult
from server.queries.appraisal.periods import latest_period
from server.queries.appraisal.results import results_of
from server.queries.appraisal.stories import entries_of, waiting_of
from server.rules.appraisal.periods import Period
from server.rules.appraisal.results import WaitingReason
from server.rules.appraisal.states import PeriodState
from tests.actions.appraisal.worked import LI, WANG, a_worked_hall, who
from tests.appraisal_build import ENTERED
from tests.build import TestHall, at

JANUARY, QUARTER = Period.parse("2026-01"), Period.parse("2026-Q1")
OFFICER, HEAD = "李某", "王某"
LATER = at("2026-04-20 09:00")
MUCH_LATER = at("2026-05-20 09:00")


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    with app.app_context():
        yield a_worked_hall()


def compute(place: TestHall, period: str) -> ComputedNow:
    return compute_period(place.hall, Period.parse(period), by=OFFICER, now=ENTERED)


def sign(place: TestHall, period: str) -> int:
    latest = latest_period(place.hall.id, Period.parse(period))
    assert latest is not None
    signing = Signing(latest.period, latest.digest)
    return sign_period(place.hall, signing, by=HEAD, now=LATER)


def scores(place: TestHall, staff: str) -> dict[str, Fraction | None]:
    """The latest score of every period of a person."""
    return {str(one.period): one.score for one in results_of(place.hall.id, who(place, staff))}


def test_the_example_comes_out_to_the_last_digit(place: TestHall) -> None:
    for month in ("2026-01", "2026-02", "2026-03"):
        compute(place, month)
    compute(place, "2026-Q1")

    assert scores(place, LI) == {
        "2026-01": Fraction("79.5"),
        "2026-02": Fraction("99.5"),
        "2026-03": 96,
        "2026-Q1": Fraction("91.67"),
    }
    assert scores(place, WANG)["2026-01"] == Fraction("95.25")


def test_what_waits_is_listed_with_its_reason(place: TestHall) -> None:
    compute(place, "2026-01")

    latest = latest_period(place.hall.id, JANUARY)
    assert latest is not None
    waiting = waiting_of(place.hall.id, who(place, LI), latest)
    assert [(one.fact.event, one.reason) for one in waiting] == [
        ("rating", WaitingReason.NO_ITEM),
        ("bonus", WaitingReason.NOT_APPROVED),
    ]


def test_computing_twice_changes_nothing(place: TestHall) -> None:
    first = compute(place, "2026-01")
    entries = session.scalar(select(func.count()).select_from(ScoreEntry))

    again = compute(place, "2026-01")

    assert (again.revision, again.is_new, again.digest) == (1, False, first.digest)
    assert session.scalar(select(func.count()).select_from(ScoreEntry)) == entries


def test_an_upheld_appeal_revises_month_and_quarter_and_keeps_both_entries(
    place: TestHall,
) -> None:
    for period in ("2026-01", "2026-02", "2026-03", "2026-Q1"):
        compute(place, period)
    for period in ("2026-01", "2026-02", "2026-03", "2026-Q1"):
        sign(place, period)
    with transaction() as writing:
        stating = Stating(place.hall.id, HEAD, LATER)
        assert reverse_fact(
            writing, f"rating/{LI}/2026-01-16/3", WhyReversed.APPEAL_UPHELD, stating
        )

    revise_period(place.hall, JANUARY, "申诉成立", by=OFFICER, now=LATER)
    revise_period(place.hall, QUARTER, "一月修订", by=OFFICER, now=LATER)

    assert scores(place, LI)["2026-01"] == Fraction("81.5")
    assert scores(place, WANG)["2026-01"] == Fraction("96.25")
    assert scores(place, LI)["2026-Q1"] == Fraction("92.33")
    story = [one for one in entries_of(place.hall.id, who(place, LI), JANUARY) if one.item == "B4"]
    assert sorted((str(one.points), one.stands) for one in story) == [("-2", False), ("2", False)]


def test_a_reversed_lateness_moves_a_doubled_one_of_another_month(place: TestHall) -> None:
    for month in ("2026-01", "2026-02", "2026-03"):
        compute(place, month)
    with transaction() as writing:
        stating = Stating(place.hall.id, HEAD, LATER)
        reverse_fact(writing, f"late/{LI}/2026-01-14/1", WhyReversed.ENTERED_IN_ERROR, stating)

    compute(place, "2026-01")
    compute(place, "2026-03")

    assert scores(place, LI)["2026-01"] == Fraction("80.5")
    assert scores(place, LI)["2026-03"] == 97


def test_a_month_is_signed_by_somebody_else_and_later_final(place: TestHall) -> None:
    compute(place, "2026-01")
    latest = latest_period(place.hall.id, JANUARY)
    assert latest is not None
    signing = Signing(JANUARY, latest.digest)
    with pytest.raises(errors.PeriodHeld):
        sign_period(place.hall, signing, by=HEAD, now=ENTERED)  # people may still object
    with pytest.raises(errors.PeriodHeld):
        sign_period(place.hall, signing, by=OFFICER, now=LATER)

    sign_period(place.hall, signing, by=HEAD, now=LATER)

    assert not finish_period(place.hall, JANUARY, by="timetable", now=LATER)
    assert finish_period(place.hall, JANUARY, by="timetable", now=MUCH_LATER)
    final = latest_period(place.hall.id, JANUARY)
    assert final is not None
    assert (final.state, final.signed_by) == (PeriodState.FINAL, HEAD)


def test_a_fact_that_came_later_keeps_the_month_from_being_signed(place: TestHall) -> None:
    compute(place, "2026-01")
    with transaction() as writing:
        stating = Stating(place.hall.id, HEAD, LATER)
        reverse_fact(writing, f"late/{LI}/2026-01-06/1", WhyReversed.ENTERED_IN_ERROR, stating)

    with pytest.raises(errors.PeriodHeld, match="重新计算"):
        sign(place, "2026-01")


@pytest.mark.parametrize(
    "tampered",
    [
        pytest.param(update(ScoreResult).values(score="100"), id="a score"),
        pytest.param(update(ScoreEntry).values(points="0"), id="the points of an entry"),
        pytest.param(update(ScoreResult).values(grade="优秀"), id="a grade"),
        pytest.param(update(AppraisalPeriod).values(facts="{}"), id="medians and awards"),
    ],
)
def test_a_changed_row_keeps_the_month_from_being_signed(place: TestHall, tampered: object) -> None:
    compute(place, "2026-01")
    with transaction() as writing:
        writing.execute(tampered)  # type: ignore[call-overload]  # an UPDATE as somebody at the database writes it

    with pytest.raises(errors.PeriodHeld, match="摘要不一致"):
        sign(place, "2026-01")


def test_a_changed_row_keeps_a_signed_month_from_becoming_final(place: TestHall) -> None:
    compute(place, "2026-01")
    sign(place, "2026-01")
    with transaction() as writing:
        writing.execute(update(ScoreResult).values(score="100"))

    with pytest.raises(errors.PeriodHeld, match="摘要不一致"):
        finish_period(place.hall, JANUARY, by="timetable", now=MUCH_LATER)


def test_a_signed_month_is_changed_by_a_revision_alone(place: TestHall) -> None:
    compute(place, "2026-01")
    sign(place, "2026-01")

    with pytest.raises(errors.PeriodSigned):
        compute(place, "2026-01")
    with pytest.raises(errors.FormProblems):
        revise_period(place.hall, JANUARY, " ", by=OFFICER, now=LATER)


def test_a_month_that_is_not_over_is_not_computed(place: TestHall) -> None:
    with pytest.raises(errors.PeriodNotOver):
        compute_period(place.hall, JANUARY, by=OFFICER, now=at("2026-01-31 23:59"))

    compute_period(place.hall, JANUARY, by=OFFICER, now=at("2026-02-01 00:00"))


def test_without_a_scheme_nothing_is_computed(place: TestHall) -> None:
    with pytest.raises(errors.SchemeMissing):
        compute(place, "2025-12")
