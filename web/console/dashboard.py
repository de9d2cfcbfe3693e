"""How does the hall do at a glance? Every figure opens the list behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from flask import Response

from server import clock
from server.gate import Door, console_actor, console_hall, open_to
from server.packs.tags import tags
from server.queries.overview.attention import Attention, attention
from server.queries.overview.handled import handled
from server.queries.overview.open_cases import OpenCases, open_cases
from server.queries.overview.rated import Received, Slot, bad_reasons, by_weekday, received
from server.queries.overview.scope import Scope
from server.queries.overview.tallied import Tallied, WindowTallies, added, window_tallies
from server.queries.publication.rankings import sealed_months
from server.rules.accounts.roles import Permission
from server.rules.indicators import Indicator, Share, case_indicators, rating_indicators
from server.rules.months import Month, day_of, month_of
from web.console import charts
from web.console.answers import page
from web.console.asked import asked_month, asked_scope
from web.console.noticing import items
from web.console.routes import office
from web.public.trends import Line

MONTHS_SHOWN = 6
WORKDAYS = 5
# The indicators whose numerator is a list of ratings, and what is asked for it.
LISTS: Mapping[Indicator, Mapping[str, str]] = {
    Indicator.ACTIVE: {},
    Indicator.ACTIVE_GOOD: {"level": "good"},
    Indicator.BAD: {"level": "bad"},
}
REASONS_SHOWN = 8


@dataclass(frozen=True)
class Reason:
    """How many bad ratings named a reason; ``code`` is '' where none was named."""

    code: str
    zh: str
    en: str
    cause: str
    count: int

    def text(self, lang: str) -> str:
        """The reason in that language."""
        return self.en if lang == "en" else self.zh


@dataclass(frozen=True)
class Heated:
    """The ratings of a weekday's half-day, the bad ones of them, and how strong the ground is."""

    many: int
    bad: int
    heat: str


@dataclass(frozen=True)
class WindowLine:
    """A window: its tallies of the month, the interval of its bad share, and half a year's line."""

    window: WindowTallies
    tallied: Tallied
    spark: str
    interval: charts.Interval | None


@dataclass(frozen=True)
class GroupLines:
    """A peer group's windows, their sum, and the scale on which their bad shares are drawn."""

    code: str
    name: str
    lines: tuple[WindowLine, ...]
    total: Tallied
    scale: tuple[Line, ...]


@dataclass(frozen=True)
class Dashboard:
    """All that the page shows of one month of a part of a hall, at ``today`` of the hall."""

    month: Month
    is_open: bool
    months: tuple[str, ...]
    today: date
    cases: OpenCases | None
    received: Received
    total: Tallied
    trend: tuple[tuple[str, Tallied], ...]
    stack: charts.Stack | None
    groups: tuple[GroupLines, ...]
    reasons: tuple[Reason, ...]
    slots: dict[Slot, tuple[int, int]]
    indicators: dict[Indicator, Share | None]
    attention: Attention


@office.get("/console/dashboard")
@open_to(Door.CONSOLE, Permission.SEE_FIGURES)
def dashboard() -> Response:
    """The overview of a month."""
    found = overview(asked_scope(Permission.SEE_FIGURES), asked_month())
    slots = heated(found.slots)
    return page(
        "console/dashboard.html",
        board=found,
        items=items(found.attention, clock.now()),
        slots=slots,
        weekdays=sorted({*range(WORKDAYS), *(weekday for weekday, _ in slots)}),
        bar=charts.bar,
        lists=LISTS,
        longest_state=max((each.cases for each in found.cases.states), default=0)
        if found.cases
        else 0,
    )


@office.get("/console/attention")
@open_to(Door.CONSOLE, Permission.SEE_FIGURES)
def all_attention() -> Response:
    """Everything that stands out, line by line."""
    scope, now = asked_scope(Permission.SEE_FIGURES), clock.now()
    month = month_of(now, scope.hall.zone)
    found = attention(scope, str(month), today=day_of(now, scope.hall.zone), now=now)
    return page("console/attention.html", items=items(found, now))


def heated(slots: Mapping[Slot, tuple[int, int]]) -> dict[tuple[int, str], Heated]:
    """The weekdays and half-days that had ratings, each with the strength of its ground."""
    heat = charts.heat({slot: many for slot, (many, _) in slots.items()})
    return {
        (slot.weekday, slot.half.value): Heated(many, bad, heat[slot])
        for slot, (many, bad) in slots.items()
    }


def overview(scope: Scope, month: Month) -> Dashboard:
    """What the overview shows; the number of statements does not grow with what is stored."""
    hall, now = scope.hall, clock.now()
    today, running = day_of(now, hall.zone), month_of(now, hall.zone)
    shown = months_before(month, MONTHS_SHOWN)
    windows = window_tallies(scope, shown)
    trend = tuple((each, added(window.of(each) for window in windows)) for each in shown)
    total = trend[-1][1]
    return Dashboard(
        month=month,
        is_open=month == running,
        months=(str(running), *sealed_months(hall.id, before=running)),
        today=today,
        cases=_cases(today),
        received=received(scope, str(month), today),
        total=total,
        trend=tuple(each for each in trend if each[1].received or each[1].applications),
        stack=_stack(trend),
        groups=_groups(windows, shown),
        reasons=_reasons(scope, month),
        slots=by_weekday(scope, str(month)),
        indicators=rating_indicators(total.figures) | _of_cases(scope, month, today),
        attention=attention(scope, str(month), today=today, now=now),
    )


def months_before(month: Month, many: int) -> list[str]:
    """So many months up to that one, the earliest first."""
    found = [month]
    while len(found) < many:
        found.insert(0, found[0].previous())
    return [str(each) for each in found]


def three_numbers(tallied: Tallied) -> tuple[int, int, int]:
    """Rated by citizens, filled in by a system, not rated: 0 where applications are not known."""
    filled = tallied.received + tallied.defaults
    return tallied.received, tallied.defaults, max(0, (tallied.applications or 0) - filled)


def _cases(today: date) -> OpenCases | None:
    """The open cases that the person sees; None for whom cases are none of their business."""
    actor, hall = console_actor(), console_hall()
    may_see = actor.may(Permission.SEE_CASES, hall.id)
    return open_cases(hall, actor, today) if may_see else None


def _of_cases(scope: Scope, month: Month, today: date) -> dict[Indicator, Share | None]:
    """What became of the month's bad ratings, for whoever may see cases."""
    actor = console_actor()
    if not actor.may(Permission.SEE_CASES, scope.hall.id):
        return {}
    return case_indicators(handled(scope, actor, month, today=today))


def _stack(trend: Sequence[tuple[str, Tallied]]) -> charts.Stack | None:
    known = [(month, three_numbers(tallied)) for month, tallied in trend if tallied.received]
    return charts.stack(known)


def _groups(windows: Sequence[WindowTallies], months: Sequence[str]) -> tuple[GroupLines, ...]:
    names = {window.group_code: window.group for window in windows}
    return tuple(
        _group(code, name, [each for each in windows if each.group_code == code], months)
        for code, name in names.items()
    )


def _group(
    code: str, name: str, windows: Sequence[WindowTallies], months: Sequence[str]
) -> GroupLines:
    tallies = [window.of(months[-1]) for window in windows]
    drawn = charts.intervals([(each.bad, each.n) for each in tallies])
    lines = tuple(
        WindowLine(window, tallied, _spark(window, months), place)
        for window, tallied, place in zip(windows, tallies, drawn.rows, strict=True)
    )
    return GroupLines(code, name, lines, added(tallies), drawn.scale)


def _spark(window: WindowTallies, months: Sequence[str]) -> str:
    """The bad share of each month as a line; a month without ratings is left out."""
    tallies = [window.of(month) for month in months]
    return charts.sparkline([Fraction(each.bad, each.n) if each.n else None for each in tallies])


def _reasons(scope: Scope, month: Month) -> tuple[Reason, ...]:
    known = {tag.code: tag for tag in tags()}
    return tuple(
        Reason(code, known[code].zh, known[code].en, known[code].cause, many)
        if code in known
        else Reason(code, code, code, "none", many)
        for code, many in bad_reasons(scope, str(month)).most_common(REASONS_SHOWN)
    )
