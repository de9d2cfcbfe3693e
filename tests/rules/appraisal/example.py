"""The worked example of the district hall's scheme: 李 and four others of the permit group."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from server.rules.appraisal.facts import Fact, Figure, Member
from server.rules.appraisal.periods import Period
from server.rules.appraisal.results import Computed
from tests.rules.appraisal.engine_build import a_fact, computed, figures, preset, signed, staff

LI, WANG = 1, 2
GROUP = (LI, WANG, 3, 4, 5)
JANUARY, FEBRUARY, MARCH = (Period.parse(f"2026-0{number}") for number in (1, 2, 3))
VOLUMES = {
    JANUARY: ("6.0", "7.5", "8.0", "8.5", "9.0"),
    FEBRUARY: ("9.0", "8.0", "8.5", "8.0", "9.0"),
    MARCH: ("10.0", "8.0", "8.5", "8.0", "9.0"),
}
ON_TIME = {JANUARY: "0.99", FEBRUARY: "1", MARCH: "0.98"}
ERROR = {"what": "error"}
PRIVATELY = {"kind": "personal", "procedure": "done"}
PERSON = {"cause": "person", "finding": "substantiated"}
FACTS = (
    a_fact("late", "2026-01-06", id="late-6", fields={"minutes": 12}),
    a_fact("leave", "2026-01-08", id="leave-8", fields={"days": 1, **PRIVATELY}),
    a_fact("late", "2026-01-14", id="late-14", fields={"minutes": 30}),
    a_fact("rating", "2026-01-16", id="rating-16", fields={"level": 1, **PERSON}),
    a_fact("rating", "2026-01-19", id="rating-19", fields={"level": 2, **PERSON, "cause": "rule"}),
    a_fact("off_post", "2026-01-20", id="off-20", fields={"minutes": 75}),
    a_fact("application_fault", "2026-01-21", id="error-21", fields=ERROR, signed=signed(-3)),
    a_fact("leave", "2026-01-22", id="leave-22", fields={"days": 3, **PRIVATELY}),
    a_fact("overdue", "2026-01-28", id="overdue-28", fields={"days": 2}),
    a_fact("bonus", "2026-01-30", id="visits-30", item="D1", signed=signed(2), is_approved=True),
    a_fact("bonus", "2026-01-30", id="letter-30", item="D2"),
    a_fact("late", "2026-02-10", id="late-feb", fields={"minutes": 5}),
    a_fact("late", "2026-03-10", id="late-mar", fields={"minutes": 45}),
)  # fmt: skip


def members() -> tuple[Member, ...]:
    """李, the chief 王 and three others."""
    return tuple(
        staff(number, group="permit", is_chief=number == WANG, windows=(10 + number,))
        for number in GROUP
    )


def month(period: Period, facts: tuple[Fact, ...] = FACTS) -> Computed:
    """One of the first three months, with the facts known."""
    return computed(preset("2"), *facts, members=members(), period=period, figures=_figures(period))


def without(*ids: str) -> tuple[Fact, ...]:
    """The facts, those with these ids reversed."""
    return tuple(replace(fact, is_reversed=fact.id in ids) for fact in FACTS)


def _figures(period: Period) -> dict[Any, Figure]:
    by_id = dict(zip(GROUP, VOLUMES[period], strict=True))
    on_time = dict.fromkeys(GROUP, "1") | {LI: ON_TIME[period]}
    volumes = figures("weighted_applications_per_day", by_id)
    return volumes | figures("on_time_rate", on_time)


def total(found: Computed, number: int, category: str) -> Fraction:
    """The score of a category of somebody."""
    result = next(one for one in found.results if one.who.id == number)
    return next(one.score for one in result.categories if one.code == category)
