"""Does each window get its mini-program code, and is WeChat asked for it once?"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from click.testing import Result
from flask import Flask

from server import clock
from server.gate import Wiring
from tests.build import a_hall
from tests.house.mini_program import set_up, settings_for
from wechat.standin import StandIn, standing_in


@pytest.fixture
def standin() -> Iterator[StandIn]:
    with standing_in(clock.now) as world:
        yield world


def run(app: Flask, *args: str) -> Result:
    return app.test_cli_runner().invoke(args=["wechat", *args])


@pytest.fixture
def at_a_hall(app: Flask, standin: StandIn) -> Wiring:
    """A hall of two windows, whose mini-program is the stand-in's."""
    with app.app_context():
        a_hall("H1")
    set_up(app, settings_for(standin.account))
    return cast(Wiring, app.extensions["chuangping"])


def images(standin: StandIn) -> int:
    return sum(one.path == "/wxa/getwxacodeunlimit" for one in standin.asked)


def test_each_window_gets_its_picture_and_wechat_is_asked_once(
    app: Flask, standin: StandIn, at_a_hall: Wiring, tmp_path: Path
) -> None:
    del at_a_hall
    first, second = (run(app, "codes", "--out", str(tmp_path / name)) for name in "ab")

    pictures = [sorted((tmp_path / name).iterdir()) for name in "ab"]
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert [one.name for one in pictures[0]] == [one.name for one in pictures[1]]
    assert len({one.read_bytes() for one in pictures[0]}) == 2
    assert images(standin) == 2
    assert "2 个新向微信取得" in first.output
    assert "0 个新向微信取得" in second.output


def test_the_scene_is_the_windows_code(
    app: Flask, standin: StandIn, at_a_hall: Wiring, tmp_path: Path
) -> None:
    del at_a_hall
    run(app, "codes", "--out", str(tmp_path / "out"))

    wishes = [json.loads(one.body) for one in standin.asked if one.path.startswith("/wxa/get")]
    files = sorted(one.name for one in (tmp_path / "out").iterdir())
    assert sorted(f"H1-{wish['scene']}-wechat.png" for wish in wishes) == files
    assert {wish["page"] for wish in wishes} == {"pages/rate/rate"}


def test_pictures_of_a_trial_are_not_those_of_the_release(
    app: Flask, standin: StandIn, at_a_hall: Wiring, tmp_path: Path
) -> None:
    run(app, "codes", "--out", str(tmp_path / "a"))
    set_up(app, {**at_a_hall.settings.wechat, "WECHAT_ENV_VERSION": "trial"})

    run(app, "codes", "--out", str(tmp_path / "b"))

    assert images(standin) == 4


def test_after_a_failure_only_what_is_missing_is_fetched(
    app: Flask, standin: StandIn, at_a_hall: Wiring, tmp_path: Path
) -> None:
    del at_a_hall
    standin.quotas["/wxa/getwxacodeunlimit"] = replace(
        standin.quotas["/wxa/getwxacodeunlimit"], minute=1
    )
    halted = run(app, "codes", "--out", str(tmp_path / "a"))
    del standin.quotas["/wxa/getwxacodeunlimit"]

    resumed = run(app, "codes", "--out", str(tmp_path / "a"))

    assert (halted.exit_code, resumed.exit_code) == (1, 0)
    assert [one.errcode for one in standin.asked if one.path.startswith("/wxa/get")] == [
        0,
        45009,
        0,
    ]


def test_without_a_mini_program_there_are_no_codes(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        a_hall("H1")

    answer = run(app, "codes", "--out", str(tmp_path / "out"))

    assert (answer.exit_code, "WECHAT_APPID" in answer.output) == (1, True)
    assert not (tmp_path / "out").exists()
