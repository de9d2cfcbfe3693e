"""The other citizens of October: they rate through the API, each at the hour of the visit."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

import time_machine
from flask.testing import FlaskClient

from server.settings import Settings
from tests.build import at
from tests.house.installation import installed

DAYS = (*range(12, 17), *range(19, 24), 26, 27)  # Mondays to Fridays
HOURS = ("09:20", "10:40", "14:30")
VISITS = len(DAYS) * len(HOURS)  # at each window
READS_FOR = timedelta(seconds=40)
# A bad rating each so many visits; the others are good ones. A03 has a bad month.
BAD_EVERY = {"A01": 36, "A02": 18, "A03": 3, "A04": 12}
REASONS = {2: ["214"], 5: []}


@dataclass(frozen=True)
class Counts:
    """How often a window was rated, and how often badly."""

    n: int
    bad: int


def rate_through_october(settings: Settings, codes: dict[str, str]) -> dict[str, Counts]:
    """Three visits a day at each window, on twelve days; what each window must come to."""
    with installed(settings) as app:
        for window, moment, level in _visits():
            with time_machine.travel(moment, tick=False) as traveller:
                _rate(app.test_client(), codes[window], level, traveller)
    return {window: Counts(VISITS, VISITS // every) for window, every in BAD_EVERY.items()}


def _visits() -> Iterator[tuple[str, datetime, int]]:
    moments = [at(f"2026-10-{day} {hour}") for day in DAYS for hour in HOURS]
    for number, moment in enumerate(moments, start=1):
        for window, every in BAD_EVERY.items():
            yield window, moment, 2 if number % every == 0 else 5


def _rate(citizen: FlaskClient, code: str, level: int, traveller: time_machine.Traveller) -> None:
    scanned = json.loads(citizen.get(f"/api/v1/windows/{code}").text)
    traveller.shift(READS_FOR)
    said = {"ticket": scanned["ticket"], "level": level, "tags": REASONS[level]}
    answer = citizen.post("/api/v1/ratings", json=said)
    assert answer.status_code == HTTPStatus.CREATED, answer.text
