"""Do the counted votes of citizens become figures, all of a file or none?"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from server import errors
from server.actions.appraisal.import_votes import ImportedVotes, import_votes
from server.db import session
from server.models.scores import MonthFigure
from server.settings import Settings
from tests.actions.appraisal.award_build import NOW, TEXT, adopt
from tests.build import TestHall, a_hall
from tests.house.installation import a_settings

HEAD = ("编号", "平均分", "票数")
FLAG = TEXT.replace(
    'item.V1 = { text = "民主测评", figure = "vote.peers", weight = 40 }',
    'item.V1 = { text = "服务对象投票", figure = "vote.citizens", weight = 40 }',
)


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path) -> Settings:
    """One kind of database is enough: the statements are plain."""
    return a_settings(database_url=sqlite_url, var_dir=tmp_path)


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    with app.app_context():
        place = a_hall()
        adopt(place, FLAG)
        yield place


def bring(place: TestHall, *rows: Sequence[object], key: str = "citizens") -> ImportedVotes:
    lines = list(enumerate((HEAD, *rows), start=1))
    return import_votes(place.hall, (key, "2026-Q4"), lines, by="赵某", now=NOW)


def figures() -> list[tuple[object, ...]]:
    rows = session.execute(
        select(MonthFigure.month, MonthFigure.figure, MonthFigure.value, MonthFigure.n)
    )
    return [tuple(row) for row in rows]


def test_counted_votes_become_a_figure_of_the_last_month(place: TestHall) -> None:
    done = bring(place, ("0137", 92.5, 40.0), ("0138", "80", "2"), (None, None, None))
    again = bring(place, ("0137", 92.5, 40.0))

    assert (done.given, done.too_few) == (1, 1)
    assert again.given == 1
    assert figures() == [("2026-12", "vote.citizens", "185/2", 40)]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (("0137", "100.01", "5"), "ballot.row_wrong"),
        (("9999", "90", "5"), "ballot.row_unknown"),
        (("0138", "90", "5"), "ballot.row_twice"),
    ],
)
def test_one_bad_row_keeps_the_whole_file_out(
    place: TestHall, row: Sequence[object], problem: str
) -> None:
    with pytest.raises(errors.FormProblems) as caught:
        bring(place, ("0138", "90", "5"), row)

    assert [one.code for one in caught.value.problems] == [problem]
    assert figures() == []


@pytest.mark.parametrize(
    ("key", "problem"), [("peers", "ballot.unknown"), ("merit", "ballot.not_of_citizens")]
)
def test_only_ballots_of_citizens_come_from_a_file(place: TestHall, key: str, problem: str) -> None:
    with pytest.raises(errors.FormProblems) as caught:
        bring(place, ("0137", "90", "5"), key=key)

    assert [one.code for one in caught.value.problems] == [problem]
