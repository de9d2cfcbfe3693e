"""How are the small tables of a scheme file read: calendar, rounding, money, guard, patrols?"""

from fractions import Fraction

from server.rules.schemes.reading_items import SPAN
from server.rules.schemes.shape import Guard, InspectionPlan, Money, Rounding, Schedule
from server.rules.schemes.tables import Table
from server.rules.schemes.values import (
    ABOVE_NOUGHT,
    COUNT,
    NUMBER,
    PERCENT,
    POSITIVE,
    TEXT,
    Kind,
    amounts,
    listed,
    matching,
    whole,
    word,
)
from server.rules.schemes.words import PlannedRounds, RoundingMode, Span

EXACT_SHARE = "exact_share"
RANDOM = "random"
MOST_PLACES = 4
LAST_DAY = 28  # every month has it

_TEST = Kind(lambda raw: raw if raw == EXACT_SHARE else None, "choice", choices=(EXACT_SHARE,))
_DRAW = Kind(matching(RANDOM), "choice", choices=(RANDOM,))
_PLACES = Kind(whole(0, MOST_PLACES), "places", "E58")
_DAY_OF_MONTH = Kind(whole(1, LAST_DAY), "day_of_month")
_AMOUNTS = Kind(amounts, "amounts")


def schedule_of(table: Table) -> Schedule:
    """[calendar]."""
    usual = Schedule()
    return Schedule(
        collect_by=table.value("collect_by", _DAY_OF_MONTH, None),
        select_by=table.value("select_by", _DAY_OF_MONTH, None),
        sign_days=table.value("sign_days", POSITIVE, usual.sign_days),
        appeal_days=table.value("appeal_days", POSITIVE, usual.appeal_days),
        decide_days=table.value("decide_days", POSITIVE, usual.decide_days),
        objection_days=table.value("objection_days", POSITIVE, usual.objection_days),
        publish_by=table.value("publish_by", _DAY_OF_MONTH, None),
        publish_every=table.value("publish_every", SPAN, Span.MONTH),
    )


def rounding_of(table: Table) -> Rounding:
    """[rounding]."""
    usual = Rounding()
    return Rounding(
        places=table.value("places", _PLACES, usual.places),
        mode=table.value("mode", word(RoundingMode, "E58", ""), usual.mode),
    )


def money_of(table: Table) -> Money:
    """[money]."""
    return Money(
        allowance=table.value("allowance", NUMBER, Fraction(0)),
        floor=table.value("floor", NUMBER, Fraction(0)),
        per_point=table.value("per_point", ABOVE_NOUGHT, None),
        table=table.value("table", _AMOUNTS, ()),
        unit=table.value("unit", TEXT, "yuan"),
    )


def guard_of(table: Table) -> Guard:
    """[guard]."""
    usual = Guard()
    return Guard(
        test=table.value("test", _TEST, usual.test),
        alpha=table.value("alpha", PERCENT, usual.alpha),
        min_n=table.value("min_n", COUNT, usual.min_n),
    )


def inspection_of(table: Table) -> InspectionPlan:
    """[inspection]."""
    return InspectionPlan(
        rounds=table.words("rounds", listed(PlannedRounds)),
        team=table.value("team", POSITIVE, 1),
        draw=table.value("draw", _DRAW, ""),
    )
