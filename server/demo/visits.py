"""Who came to the demo hall, when, and what did they say? The same for the same months."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from server.demo.hall import DemoWindow, windows
from server.packs.tags import codes_of
from server.rules.months import Month
from server.rules.ratings.levels import Lane, Level
from server.rules.working_days import SATURDAY, Calendar

SEED = 20261125
SPANS = ((time(9), time(12)), (time(13, 30), time(17)))
# A change of person is not rated by a clock (attribution): nobody of the demo comes just then.
SHORTEST_GAP = timedelta(minutes=4)
USUAL_BAD = 0.006
WRITES_WHEN_BAD, WRITES_WHEN_GOOD = 0.7, 0.05
LEAVES_CONTACT, WAS_PRESSED, COMES_BACK = 0.4, 0.002, 0.15
# Two windows that are worse beyond chance, and one of which nobody can say.
POOR_WINDOWS = {"A06": 0.14, "B09": 0.13, "C05": 0.05}
SCREEN_WINDOWS = frozenset({"D01", "D02", "D03", "D04"})
TICKET_WINDOWS = frozenset({"B01", "B02", "B03", "B04"})
BURST_WINDOW, BURST_SIZE = "C02", 12
REASONS = (
    "等了四十多分钟。",
    "材料单上没写要复印件。",
    "系统两次掉线，重新排队。",
    "问了三个人三种说法。",
)
PRAISES = ("很耐心，一次就办好了。", "告诉得很清楚。", "")


@dataclass(frozen=True)
class DemoVisit:
    """One visit and its rating; moments carry the hall's zone."""

    window: str
    scanned_at: datetime
    sent_after: timedelta
    level: Level
    tags: tuple[str, ...]
    text: str
    lane: Lane
    has_contact: bool
    is_pressed: bool
    nonce: bytes
    comes_back: bool


def visits(month: Month, zone: ZoneInfo, calendar: Calendar, until: datetime) -> list[DemoVisit]:
    """The rated visits of a month up to a moment, in the order in which they were sent."""
    chance = random.Random(f"{SEED} {month}")  # noqa: S311 - a demo must be the same each time
    days = [day for day in month.days() if calendar.is_working(day) and day.weekday() < SATURDAY]
    found = [visit for window in windows() for visit in _of_window(window, days, zone, chance)]
    found += _burst(days, zone, chance)
    sent = [visit for visit in found if visit.scanned_at + visit.sent_after < until]
    return sorted(sent, key=lambda visit: (visit.scanned_at + visit.sent_after, visit.nonce))


def applications(window: DemoWindow, month: Month) -> tuple[int, int]:
    """How many applications the window handled in a month, and how many defaults were filled in."""
    chance = random.Random(f"{SEED} {month} {window.number}")  # noqa: S311 - as above
    handled = round(window.busyness / chance.uniform(0.36, 0.48))
    return handled, round(handled * chance.uniform(0.07, 0.11))


def _of_window(
    window: DemoWindow, days: Sequence[date], zone: ZoneInfo, chance: random.Random
) -> Iterator[DemoVisit]:
    wanted = round(window.busyness * chance.uniform(0.85, 1.15))
    moments = sorted(_moment(chance.choice(days), zone, chance) for _ in range(wanted))
    last = None
    for moment in moments:
        if last is None or moment - last >= SHORTEST_GAP:
            last = moment
            yield _visit(window.number, moment, _level(window.number, chance), chance)


def _moment(day: date, zone: ZoneInfo, chance: random.Random) -> datetime:
    opens, closes = chance.choice(SPANS)
    start = datetime.combine(day, opens, zone) + timedelta(minutes=7)
    length = datetime.combine(day, closes, zone) - start - timedelta(minutes=7)
    return start + chance.random() * length


def _level(window: str, chance: random.Random) -> Level:
    if chance.random() < POOR_WINDOWS.get(window, USUAL_BAD):
        return Level(chance.choice((1, 2, 2)))
    return Level(chance.choices((5, 4, 3), weights=(94, 5, 1))[0])


def _visit(window: str, moment: datetime, level: Level, chance: random.Random) -> DemoVisit:
    tags = chance.sample(sorted(codes_of(level)), k=1 if level.is_bad else chance.randint(0, 2))
    texts = REASONS if level.is_bad else PRAISES
    has_text = chance.random() < (WRITES_WHEN_BAD if level.is_bad else WRITES_WHEN_GOOD)
    return DemoVisit(
        window=window,
        scanned_at=moment,
        sent_after=timedelta(seconds=chance.randint(15, 150)),
        level=level,
        tags=tuple(tags),
        text=chance.choice(texts) if has_text else "",
        lane=_lane(window),
        has_contact=level.is_bad and chance.random() < LEAVES_CONTACT,
        is_pressed=chance.random() < WAS_PRESSED,
        nonce=chance.randbytes(16),
        comes_back=level.is_bad and chance.random() < COMES_BACK,
    )


def _lane(window: str) -> Lane:
    if window in TICKET_WINDOWS:
        return Lane.VERIFIED
    return Lane.PRESENT if window in SCREEN_WINDOWS else Lane.PRINTED


def _burst(days: Sequence[date], zone: ZoneInfo, chance: random.Random) -> Iterator[DemoVisit]:
    """One afternoon somebody praises one window twelve times in six minutes."""
    start = datetime.combine(days[len(days) // 2], time(15, 2), zone)
    for place in range(BURST_SIZE):
        moment = start + timedelta(seconds=30 * place)
        yield _visit(BURST_WINDOW, moment, Level.VERY_SATISFIED, chance)
