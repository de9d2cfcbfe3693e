"""The ratings of a month, page by page: what was said, and why one of them is not counted."""

from math import ceil

from flask import Response

from server.gate import Door, console_actor, console_hall, language, open_to
from server.packs.tags import tags
from server.queries.publication.rankings import sealed_months
from server.queries.ratings.browsed import PAGE, Browsing, browsed
from server.queries.ratings.kiosk_counts import kiosk_counts
from server.queries.registry.windows import HallWindow, hall_windows
from server.rules.accounts.roles import Permission
from server.rules.months import HalfDay, Month
from server.rules.ratings.levels import Lane, Level
from server.rules.ratings.shown_when import sees_every_half_day
from web.console.answers import page
from web.console.asked import asked, asked_month, asked_page, asked_scope
from web.console.ledger.exclusions import ROW
from web.console.routes import office
from web.console.rows import sealed_row

RATINGS = "/console/ratings"
BAD, GOOD = "bad", "good"
LEVELS = {
    BAD: frozenset(level for level in Level if level.is_bad),
    GOOD: frozenset(level for level in Level if not level.is_bad),
    **{str(level.value): frozenset({level}) for level in Level},
}
DAYS_OF_WEEK = "0123456"


@office.get(RATINGS)
@open_to(Door.CONSOLE, Permission.SEE_RATINGS)
def ratings() -> Response:
    """The ratings that the address asks for."""
    hall, month = console_hall(), asked_month()
    asked_for = browsing(month)
    number = asked_page()
    found = browsed(asked_scope(Permission.SEE_RATINGS), asked_for, page=number)
    windows = hall_windows(hall.id)
    return page(
        "console/ratings.html",
        found=found,
        tablets=kiosk_counts(hall.id, month, asked_for.window),
        asked=asked_for,
        number=number,
        pages=max(1, ceil(found.total / PAGE)),
        month=month,
        months=_months(hall.id, month),
        windows=[(each.number, f"{each.number} {each.name}") for each in windows],
        groups=_groups(windows),
        levels=[BAD, GOOD, *(str(level.value) for level in sorted(Level, reverse=True))],
        lanes=list(Lane),
        tags=[(tag.code, tag.text(language())) for tag in tags()],
        chosen_level=asked("level"),
        may_propose=console_actor().may(Permission.HANDLE_CASES, hall.id),
        sealed=lambda rating_id: sealed_row(ROW, rating_id),
    )


def browsing(month: Month) -> Browsing:
    """What the address asks for; what it says wrong does not matter."""
    weekday = asked("weekday")
    return Browsing(
        month=month,
        sees_every=sees_every_half_day(console_actor(), console_hall().id),
        window=asked("window"),
        group=asked("group"),
        levels=LEVELS.get(asked("level"), frozenset(Level)),
        lane=asked("lane") if asked("lane") in set(Lane) else "",
        tag=asked("tag"),
        half_day=asked("half_day") if asked("half_day") in set(HalfDay) else "",
        weekday=int(weekday) if len(weekday) == 1 and weekday in DAYS_OF_WEEK else None,
        aside=asked("aside"),
        unattributed=asked("unattributed"),
        is_pressed=asked("pressed") == "1",
    )


def _months(hall_id: int, month: Month) -> list[str]:
    """The months that can be chosen, this one among them, the latest first."""
    return sorted({str(month), *sealed_months(hall_id, before=month.next())}, reverse=True)


def _groups(windows: tuple[HallWindow, ...]) -> list[tuple[str, str]]:
    return sorted({(each.group_code, each.group) for each in windows})
