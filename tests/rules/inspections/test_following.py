"""What follows from findings: the ladder, the figures, the plan of rounds."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from server.rules.appraisal.facts import Figure
from server.rules.inspections.kinds import Rhythm, Severity
from server.rules.inspections.ladder import (
    DEFAULT_LADDER,
    LadderCause,
    cause_of,
    period_of,
    rungs_of,
)
from server.rules.inspections.plan import people_of, planned
from server.rules.inspections.scores import Looked, figures, worth
from server.rules.months import Month
from server.rules.schemes.reading import read
from server.rules.schemes.shape import InspectionPlan, Scheme
from server.rules.working_days import Calendar

PRESETS = Path(__file__).parents[3] / "server/packs/schemes"
CALENDAR = Calendar({}, frozenset({2026}))
LIGHT, SERIOUS = Severity.LIGHT, Severity.SERIOUS
WEDNESDAY, SATURDAY = date(2026, 11, 25), date(2026, 11, 28)
PLAN = InspectionPlan(rounds=("day", "week"), team=2)


def preset(name: str) -> Scheme:
    scheme = read((PRESETS / f"{name}.toml").read_text(encoding="utf-8"))
    assert isinstance(scheme, Scheme)
    return scheme


def test_a_scheme_has_its_own_ladder_in_its_own_words() -> None:
    rungs = rungs_of(preset("5_quarter_star"))

    assert [(rung.nth, rung.task) for rung in rungs] == [
        (1, "下发政务服务催办单"),
        (2, "建议人员调换"),
        (3, "约谈单位主要领导"),
    ]
    assert {rung.event for rung in rungs} == {"finding"}


def test_where_the_scheme_says_nothing_three_steps_hold_within_the_year() -> None:
    rungs = rungs_of(preset("1_small_county_hall"))

    assert rungs == rungs_of(None)
    assert [rung.code for rung in rungs] == list(DEFAULT_LADDER)
    assert str(period_of(rungs[0], Month(2026, 11))) == "2026"


def test_the_cause_of_a_task_that_is_not_the_ladders_is_none_of_its() -> None:
    assert cause_of('{"count": 2}') == LadderCause()
    kept = '{"ladder": {"mark": "0/2026", "findings": ["X"], "nth": 1, "is_order": true}}'
    assert cause_of(kept) == LadderCause("0/2026", ("X",), 1, is_order=True)


@pytest.mark.parametrize(
    ("findings", "left"),
    [((), 100), ((LIGHT,), 50), ((SERIOUS,), 0), ((LIGHT, LIGHT), 0), ((LIGHT, SERIOUS), 0)],
)
def test_a_look_loses_by_what_was_found_and_never_falls_below_nought(
    findings: tuple[Severity, ...], left: int
) -> None:
    assert worth(Looked(findings)) == left


def test_the_score_is_the_mean_of_the_looks_and_carries_their_number() -> None:
    looks = [("A01", Looked()), ("A01", Looked((LIGHT,))), ("A01", Looked()), ("A02", Looked())]

    found = figures(looks)

    assert found["A01", "inspection_score"] == Figure(Fraction(250, 3), 3)
    assert found["A01", "findings"] == Figure(Fraction(1), 3)
    assert found["A02", "inspection_score"] == Figure(Fraction(100), 1)
    assert ("A03", "findings") not in found


def due(made: list[tuple[str, date]], today: date = WEDNESDAY) -> dict[Rhythm, bool]:
    return {one.rhythm: one.is_made for one in planned(PLAN, made, today, CALENDAR)}


def test_a_round_of_the_day_is_due_on_working_days_and_one_of_the_week_once() -> None:
    assert due([]) == {Rhythm.DAY: False, Rhythm.WEEK: False}
    assert due([("day", WEDNESDAY)]) == {Rhythm.DAY: True, Rhythm.WEEK: False}
    assert due([("day", date(2026, 11, 24)), ("week", date(2026, 11, 23))]) == {
        Rhythm.DAY: False,
        Rhythm.WEEK: True,
    }
    assert due([("week", date(2026, 11, 22))], SATURDAY) == {Rhythm.WEEK: False}


def test_who_goes_is_counted_once_however_the_names_are_written() -> None:
    assert people_of("王某", "李某、王某, 赵某；李某") == ("王某", "李某", "赵某")
    assert people_of("王某", "") == ("王某",)
