"""WeChat's files are served beside the windows' codes, and no code is taken for one of them."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from server.db import session
from server.gate import Wiring
from server.models.codes import StrayScan
from server.settings import Settings
from tests.build import TestHall, a_hall

FILES = "aB3dE5.txt=7f3c2d9e41 other=word=with=signs"


@pytest.fixture
def place(app: Flask, settings: Settings) -> TestHall:
    """A hall whose operator has named two files."""
    named = replace(settings, wechat={"WECHAT_VERIFY_FILES": FILES})
    store = app.extensions["chuangping"].photo_store
    app.extensions["chuangping"] = Wiring(named, store)
    with app.app_context():
        return a_hall()


@pytest.mark.parametrize("folder", ["/w/", "/"])
def test_a_file_that_was_named_is_served_as_it_is(app: Flask, place: TestHall, folder: str) -> None:
    del place

    answers = [app.test_client().get(f"{folder}{name}.txt") for name in ("aB3dE5", "other")]

    assert [answer.text for answer in answers] == ["7f3c2d9e41", "word=with=signs"]
    assert {answer.mimetype for answer in answers} == {"text/plain"}


@pytest.mark.parametrize("path", ["/w/never.txt", "/never.txt", "/w/ab3de5.txt"])
def test_another_name_is_not_there_and_counts_as_no_scan(
    app: Flask, place: TestHall, path: str
) -> None:
    del place

    answer = app.test_client().get(path)

    assert answer.status_code == 404
    with app.app_context():
        scans = session.scalar(select(func.count()).select_from(StrayScan))
    assert scans == 0


def test_a_windows_code_is_its_page_as_before(app: Flask, place: TestHall) -> None:
    page = app.test_client().get(f"/w/{place.codes['A01']}")

    assert page.status_code == 200
    assert page.mimetype == "text/html"


def test_without_the_setting_there_is_no_file(app: Flask) -> None:
    assert app.test_client().get("/w/aB3dE5.txt").status_code == 404
