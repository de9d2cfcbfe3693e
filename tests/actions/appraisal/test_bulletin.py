"""The bulletin of a signed month: formed once, from what was sealed, in four files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, update

from server import errors
from server.actions.appraisal.compute_period import compute_period
from server.actions.appraisal.sign_period import Signing, sign_period
from server.actions.distribution.form_bulletin import form_bulletin
from server.actions.publication.seal_month import seal_month
from server.db import transaction
from server.models.publication import Ranking
from server.models.scores import ScoreResult
from server.queries.distribution.documents import document_of
from server.rules.appraisal.periods import Period
from server.rules.months import Month
from tests.actions.appraisal.worked import a_worked_hall
from tests.appraisal_build import ENTERED
from tests.build import TestHall, at

JANUARY = Period.parse("2026-01")
LATER = at("2026-04-20 09:00")


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    """January is computed and its ratings are sealed."""
    with app.app_context():
        place = a_worked_hall()
        seal_month(place.hall, Month(2026, 1), by="timetable", now=ENTERED)
        compute_period(place.hall, JANUARY, by="李某", now=ENTERED)
        yield place


def sign(place: TestHall) -> None:
    digest = compute_period(place.hall, JANUARY, by="李某", now=ENTERED).digest
    sign_period(place.hall, Signing(JANUARY, digest), by="王某", now=LATER)


def form(place: TestHall, requirements: str = "") -> str:
    return form_bulletin(place.hall, JANUARY, requirements, by="李某", now=LATER)


def test_a_bulletin_is_formed_once_and_carries_the_digests(place: TestHall) -> None:
    sign(place)

    number = form(place)

    assert form(place) == number
    document = document_of(place.hall.id, number)
    assert document is not None
    assert document.document_number == "政服〔2026〕1号"
    assert document.facts["score_digest"]
    assert document.facts["rating_digest"]
    assert document.facts["attendance"]["late"] == 2
    assert [one["assessed"] for one in document.facts["groups"]] == [5]


def test_other_words_make_the_next_revision_under_the_same_number(place: TestHall) -> None:
    sign(place)
    form(place)

    document = document_of(place.hall.id, form(place, "加强培训"))

    assert document is not None
    assert (document.revision, document.document_number) == (2, "政服〔2026〕1号")


def test_a_month_that_nobody_signed_has_no_bulletin(place: TestHall) -> None:
    with pytest.raises(errors.PeriodHeld, match="还没有签发"):
        form(place)


def test_a_changed_score_stops_the_bulletin(place: TestHall) -> None:
    sign(place)
    with transaction() as session:
        session.execute(update(ScoreResult).values(score="100"))

    with pytest.raises(errors.PeriodHeld, match="摘要不一致"):
        form(place)


def test_changed_ratings_stop_the_bulletin(place: TestHall) -> None:
    sign(place)
    with transaction() as session:
        changed = func.replace(Ranking.facts, "综合科", "窗口科")
        session.execute(update(Ranking).values(facts=changed))

    with pytest.raises(errors.SealBroken):
        form(place)


def test_the_command_writes_every_format(place: TestHall, app: Flask, tmp_path: Path) -> None:
    sign(place)
    runner = app.test_cli_runner()

    for kind, head in {"docx": b"PK", "pdf": b"%PDF", "html": b"<!", "xlsx": b"PK"}.items():
        out = tmp_path / f"bulletin.{kind}"
        said = runner.invoke(
            args=["bulletin", "2026-01", "--format", kind, "--out", str(out), "--by", "李某"]
        )
        assert said.exit_code == 0, said.output
        assert out.read_bytes().startswith(head)
