"""What did each window get in each of several months: ratings, set-aside ones, applications?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select

from server.db import session
from server.models.ratings import MonthTally, SetAsideTally
from server.models.registry import Department, MonthlyVolume, PeerGroup, Window
from server.queries.overview.scope import Scope
from server.rules.indicators import RatingFigures

Levels = tuple[int, int, int, int, int]
NO_LEVELS: Levels = (0, 0, 0, 0, 0)
LEVELS = tuple(getattr(MonthTally, f"level_{level}") for level in range(1, 6))
SECONDS = tuple(getattr(MonthTally, f"second_{level}") for level in range(1, 6))
BAD_LEVELS = 2


@dataclass(frozen=True)
class Tallied:
    """A month's counts. ``applications`` is None where not known; ``second`` are second ratings."""

    levels: Levels = NO_LEVELS
    second: int = 0
    set_aside: int = 0
    defaults: int = 0
    applications: int | None = None

    @property
    def n(self) -> int:
        """The counted first ratings."""
        return sum(self.levels)

    @property
    def bad(self) -> int:
        """Those of them of levels 1 and 2."""
        return sum(self.levels[:BAD_LEVELS])

    @property
    def received(self) -> int:
        """All first ratings that citizens gave, with those set aside."""
        return self.n + self.set_aside

    @property
    def figures(self) -> RatingFigures:
        """The counts as the rule of the indicators takes them."""
        return RatingFigures(self.levels, self.set_aside, self.defaults, self.applications)

    def __add__(self, other: "Tallied") -> "Tallied":
        """Both together; the applications are known only where both know them."""
        known = None not in {self.applications, other.applications}
        levels = tuple(a + b for a, b in zip(self.levels, other.levels, strict=True))
        return Tallied(
            levels,  # type: ignore[arg-type]  # five by five
            self.second + other.second,
            self.set_aside + other.set_aside,
            self.defaults + other.defaults,
            (self.applications or 0) + (other.applications or 0) if known else None,
        )


@dataclass(frozen=True)
class WindowTallies:
    """One window and its counts by month; a month without any is left out."""

    number: str
    name: str
    group_code: str
    group: str
    department: str
    is_closed: bool
    months: dict[str, Tallied]

    def of(self, month: str) -> Tallied:
        """Its counts of that month."""
        return self.months.get(month, Tallied())


def window_tallies(scope: Scope, months: Sequence[str]) -> tuple[WindowTallies, ...]:
    """Every window of the part with its counts in those months, by group, then by number.

    Four statements, however many windows and months.
    """
    found = _counted(scope, months)
    return tuple(
        WindowTallies(number, name, code, group, department, bool(closed), found[window_id])
        for window_id, number, name, code, group, department, closed in _windows(scope)
        if found[window_id] or not closed
    )


def added(tallies: Iterable[Tallied]) -> Tallied:
    """The sum; nothing is known of the applications of no window."""
    many = list(tallies)
    if not many:
        return Tallied()
    total = many[0]
    for each in many[1:]:
        total += each
    return total


def _counted(scope: Scope, months: Sequence[str]) -> defaultdict[int, dict[str, Tallied]]:
    found: defaultdict[int, dict[str, Tallied]] = defaultdict(dict)
    for window_id, month, *counts in _ratings(scope, months):
        one, two, three, four, five, second = (int(count) for count in counts)
        found[window_id][month] = Tallied((one, two, three, four, five), second)
    for window_id, month, aside in _set_aside(scope, months):
        before = found[window_id].get(month, Tallied())
        found[window_id][month] = replace(before, set_aside=int(aside))
    for window_id, month, applications, defaults in _volumes(scope, months):
        before = found[window_id].get(month, Tallied())
        found[window_id][month] = replace(before, applications=applications, defaults=defaults)
    return found


def _windows(scope: Scope) -> Any:
    return session.execute(
        select(
            Window.id,
            Window.number,
            Window.name,
            PeerGroup.code,
            PeerGroup.name,
            Department.name,
            Window.closed_on,
        )
        .join(PeerGroup, PeerGroup.id == Window.group_id)
        .join(Department, Department.id == Window.department_id)
        .where(Window.hall_id == scope.hall.id, scope.holds(Window.id))
        .order_by(PeerGroup.code, Window.number)
    )


def _ratings(scope: Scope, months: Sequence[str]) -> Any:
    sums = [func.sum(level) for level in LEVELS]
    return session.execute(
        select(MonthTally.unit_id, MonthTally.month, *sums, func.sum(sum(SECONDS)))
        .where(
            MonthTally.hall_id == scope.hall.id,
            MonthTally.month.in_(months),
            MonthTally.kind == "window",
            scope.holds(MonthTally.unit_id),
        )
        .group_by(MonthTally.unit_id, MonthTally.month)
    )


def _set_aside(scope: Scope, months: Sequence[str]) -> Any:
    table = SetAsideTally
    return session.execute(
        select(table.unit_id, table.month, func.sum(table.good + table.bad))
        .where(
            table.hall_id == scope.hall.id,
            table.month.in_(months),
            table.kind == "window",
            scope.holds(table.unit_id),
        )
        .group_by(table.unit_id, table.month)
    )


def _volumes(scope: Scope, months: Sequence[str]) -> Any:
    table = MonthlyVolume
    return session.execute(
        select(table.window_id, table.month, table.applications, table.defaults).where(
            table.hall_id == scope.hall.id,
            table.month.in_(months),
            scope.holds(table.window_id),
        )
    )
