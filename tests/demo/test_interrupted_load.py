"""A demo that was interrupted while it was loaded says so, and how to start over."""

from collections.abc import Iterable

import pytest
from flask import Flask

from server.demo.load import DemoHalfLoaded, load_demo
from server.demo.visits import DemoVisit
from server.queries.registry.halls import all_halls
from server.settings import Settings
from tests.build import a_hall
from tests.house.installation import NOW


def interrupts(_visits: Iterable[DemoVisit], _month: str) -> Iterable[DemoVisit]:
    """Ctrl-C, when the hall is there and its first month is not."""
    raise KeyboardInterrupt


def few(visits: Iterable[DemoVisit], _month: str) -> Iterable[DemoVisit]:
    """A demo of three ratings a month, to be loaded fast."""
    return list(visits)[:3]


def test_half_a_demo_is_told_from_a_hall(in_app: Flask, settings: Settings) -> None:
    del in_app
    with pytest.raises(KeyboardInterrupt):
        load_demo(settings, now=NOW, shown=interrupts)

    with pytest.raises(DemoHalfLoaded):
        load_demo(settings, now=NOW, shown=few)


def test_the_way_out_that_the_command_names_leads_out(app: Flask, settings: Settings) -> None:
    runner = app.test_cli_runner()
    with app.app_context(), pytest.raises(KeyboardInterrupt):
        load_demo(settings, now=NOW, shown=interrupts)

    told = runner.invoke(args=["demo"])
    emptied = runner.invoke(args=["db", "downgrade", "base"])
    begun_anew = runner.invoke(args=["db", "upgrade"])

    assert told.exit_code == 1
    assert "db downgrade base" in told.output
    assert (emptied.exit_code, begun_anew.exit_code) == (0, 0)
    with app.app_context():
        assert not all_halls()


def test_a_whole_demo_and_a_real_hall_are_left_alone(in_app: Flask, settings: Settings) -> None:
    del in_app
    loaded = load_demo(settings, now=NOW, shown=few, is_appraised=False)

    assert loaded
    assert not load_demo(settings, now=NOW, shown=interrupts)


def test_a_real_hall_is_no_half_demo(in_app: Flask, settings: Settings) -> None:
    del in_app
    a_hall()

    assert not load_demo(settings, now=NOW, shown=interrupts)
