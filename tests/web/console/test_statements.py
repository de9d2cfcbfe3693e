"""Does any page ask the database more often when there is more to show? Every page there is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.busy_hall import BusyHall, addresses, founded, lived_through
from tests.house.installation import NOW, a_settings, installed
from tests.house.signed_in import sign_in
from tests.multiplied import multiplied
from tests.web.console.desk import statements_of

TIMES = 4
NOT_SHOWN = -1
SIDES = ("/console/", "/staff/", "/public/")
MORE = {
    "/console/cases": ("q=等了", "filter=for_unit", "filter=mine"),
    "/console/ratings": ("level=1",),
    "/console/dashboard": ("month=2026-10",),
    "/console/ledger": ("staff=0137",),
    "/console/appraisal/awards": ("period=2026-Q3",),
    "/console/appraisal/schemes/trial/1/what-if": ("month=2026-10",),
}
"""Further questions to the same page."""
ASKED = ("/console/appraisal/awards/notice?period=2026-Q3",)
"""Pages that there are only for a question."""

Counts = dict[str, int]


@pytest.fixture(scope="module")
def program(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("statements")
    (folder / "test.db").write_bytes(sqlite_template.read_bytes())
    settings = a_settings(database_url=f"sqlite:///{folder / 'test.db'}", var_dir=folder)
    with installed(settings) as app:
        yield app


@pytest.fixture(scope="module")
def counted(program: Flask) -> Iterator[tuple[Counts, Counts]]:
    """The statements of each page, with a row or two of each kind, and with many times as many."""
    time_machine = pytest.importorskip("time_machine")
    with time_machine.travel(NOW, tick=False):
        key = program.extensions["chuangping"].settings.key("contact")
        with program.app_context():
            hall = lived_through(founded(), NOW, key)
        few = counts(program, hall)
        with program.app_context():
            grown = multiplied(TIMES)
        barely = [name for name, (had, has) in grown.items() if had and has < TIMES * had]
        assert set(barely) <= {
            "hall",
            "calendar_day",
            "calendar_year",
            "hall_setting",
            "audit_head",
            "scheme",
            "scheme_adoption",
        }
        yield few, counts(program, hall)


def counts(app: Flask, hall: BusyHall) -> Counts:
    """By address. The second visit is counted: the first may fill what a process remembers."""
    accounts = {"/console/": hall.office, "/staff/": hall.clerk}
    browsers = {
        side: sign_in(app.test_client(), accounts[side]) if side in accounts else app.test_client()
        for side in SIDES
    }
    return {
        path: statements(app, browsers[next(side for side in SIDES if path.startswith(side))], path)
        for path in pages(app, hall)
    }


def statements(app: Flask, client: FlaskClient, path: str) -> int:
    """How many the page sends; NOT_SHOWN where there is no such page."""
    if client.get(path).status_code not in {200, 303}:
        return NOT_SHOWN
    with statements_of(app) as sent:
        client.get(path)
    return len(sent)


def pages(app: Flask, hall: BusyHall) -> Iterator[str]:
    """The address of every page there is, with further questions to some."""
    for path in addresses(app, hall, SIDES):
        yield path
        yield from (f"{path}?{more}" for more in MORE.get(path, ()))
    yield from ASKED


def test_no_page_asks_more_often_when_there_is_more_to_show(
    counted: tuple[Counts, Counts],
) -> None:
    few, many = counted

    grown = {path: (few[path], asked) for path, asked in many.items() if asked > few[path]}

    assert grown == {}


def test_every_page_was_shown(counted: tuple[Counts, Counts]) -> None:
    few, many = counted

    not_shown = {path for path, asked in (few | many).items() if asked == NOT_SHOWN}

    assert not not_shown, "fill their blanks in tests/busy_hall.py"
    assert {side for side in SIDES for path in few if path.startswith(side)} == set(SIDES)
