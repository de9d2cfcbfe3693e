"""A hall of 500 windows and 2,000 people with a month of ratings, put straight into the tables."""

from collections import Counter
from datetime import date

from sqlalchemy import insert, update

from server.db import transaction
from server.ids import new_id
from server.models.ratings import MonthTally, Rating
from server.models.registry import Hall as HallTable
from server.models.registry import PeerGroup, Staff, Window
from server.rules.months import Month
from tests.build import ZONE, TestHall, a_hall

WINDOWS, PEOPLE_A_WINDOW, GROUPS, RATINGS_A_WINDOW = 500, 4, 10, 60


def a_big_hall(month: Month) -> TestHall:
    """It exists since the first of that month, whose ratings are all there and not sealed."""
    numbers = [f"W{number:03}" for number in range(WINDOWS)]
    people = [f"{number:05}" for number in range(WINDOWS * PEOPLE_A_WINDOW)]
    place = a_hall(windows=numbers, staff=people)
    with transaction() as writing:
        writing.execute(update(HallTable).values(created_at=month.starts_at(ZONE)))
    _spread_over_groups(place)
    _rate(place, month)
    return place


def _spread_over_groups(place: TestHall) -> None:
    groups = [new_id(date(2026, 1, 1)) for _ in range(GROUPS)]
    with transaction() as writing:
        writing.execute(
            insert(PeerGroup),
            [
                {"id": group, "hall_id": place.hall.id, "code": f"N{place_}", "name": "考核组"}
                for place_, group in enumerate(groups)
            ],
        )
        for table, ids in ((Window, place.windows), (Staff, place.staff)):
            rows = [
                {"id": row_id, "group_id": groups[place_ % GROUPS]}
                for place_, row_id in enumerate(ids.values())
            ]
            writing.execute(update(table), rows)


def _rate(place: TestHall, month: Month) -> None:
    day = month.days()[9]
    people = list(place.staff.values())
    ratings, tallies = [], Counter[tuple[str, int, int]]()
    for place_, window_id in enumerate(place.windows.values()):
        for number in range(RATINGS_A_WINDOW):
            level = 1 if (number + place_) % 53 == 0 else 5 - number % 3
            staff_id = people[place_ * PEOPLE_A_WINDOW + number % PEOPLE_A_WINDOW]
            ratings.append(_rating(place, day, window_id, staff_id, level))
            tallies.update((("window", window_id, level), ("staff", staff_id, level)))
    with transaction() as writing:
        writing.execute(insert(Rating), ratings)
        writing.execute(insert(MonthTally), _tally_rows(place, month, tallies))


def _rating(
    place: TestHall, day: date, window_id: int, staff_id: int, level: int
) -> dict[str, object]:
    return {
        "hall_id": place.hall.id,
        "id": new_id(day),
        "window_id": window_id,
        "staff_id": staff_id,
        "level": level,
        "tag_set": "2",
        "lane": "printed",
        "channel": "qr",
        "day": day,
        "half_day": "am",
        "month": f"{day:%Y-%m}",
    }


def _tally_rows(
    place: TestHall, month: Month, tallies: Counter[tuple[str, int, int]]
) -> list[dict[str, object]]:
    return [
        {
            "hall_id": place.hall.id,
            "month": str(month),
            "kind": kind,
            "unit_id": unit_id,
            "lane": "printed",
            **{f"level_{level}": tallies[kind, unit_id, level] for level in range(1, 6)},
        }
        for kind, unit_id in dict.fromkeys((kind, unit_id) for kind, unit_id, _ in tallies)
    ]
