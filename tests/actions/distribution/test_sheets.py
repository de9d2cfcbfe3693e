"""Sheets of a signed quarter: one of each person and department, from unchanged figures alone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update

from server import errors
from server.actions.appraisal.compute_period import compute_period
from server.actions.distribution.form_awards import NoAwardsGiven, form_awards
from server.actions.distribution.form_sheets import (
    FormedSheets,
    NoSheetsOfAMonth,
    form_sheets,
)
from server.actions.distribution.send_sheets import send_sheets
from server.db import transaction
from server.ids import new_id, new_number
from server.models.appraisal import Fact
from server.models.awards import AwardWinner
from server.models.scores import ScoreEntry, ScoreResult
from server.queries.distribution.documents import document_of, sheets_of
from server.rules.appraisal.periods import Period
from server.rules.distribution.kinds import DocumentKind
from tests.actions.appraisal.worked import LI, WANG, a_worked_hall
from tests.actions.distribution.quarter import LATER, QUARTER, a_signed_quarter, compute_and_sign
from tests.appraisal_build import ENTERED
from tests.build import TestHall


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    """The first quarter is signed."""
    with app.app_context():
        place = a_worked_hall()
        a_signed_quarter(place)
        yield place


def form(place: TestHall, period: Period = QUARTER) -> FormedSheets:
    return form_sheets(place.hall, period, by="李某", now=LATER)


def given(place: TestHall, staff: str) -> None:
    """Somebody was given an award of the quarter."""
    with transaction() as session:
        session.add(
            AwardWinner(
                hall_id=place.hall.id,
                id=new_id(LATER.date()),
                number=new_number(),
                award="star",
                name="服务标兵",
                period=str(QUARTER),
                revision=1,
                subject="staff",
                subject_id=place.staff[staff],
                is_by_numbers=True,
                state="given",
                proposed_at=LATER,
            )
        )


def test_everybody_has_one_sheet_whose_figures_are_those_of_the_quarter(place: TestHall) -> None:
    form(place)
    made = form(place)

    sheets = {one.about: one for one in sheets_of(place.hall.id, made.kind, "2026-Q1")}
    assert (made.people, made.departments, len(sheets)) == (5, 1, 6)
    own = sheets[f"staff/{LI}"].facts
    assert own["sheets"][0]["score"] == "91.67"
    assert [one["score"] for one in own["sheets"][0]["months"]][:3] == ["79.5", "99.5", "96"]
    assert sheets[f"staff/{LI}"].revision == 1
    points = {one["item"]: one["points"] for one in own["entries"] if one["month"] == "2026-01"}
    assert (points["A5"], points["D1"]) == ("-5", "2")
    department = sheets["department/D1"].facts
    assert len(department["people"]) == 5
    assert {"item": "A1", "text": "迟到、早退不满 30 分钟", "times": 2} in department["problems"]


def test_the_chief_is_told_what_is_shared_and_how_far(
    place: TestHall,
) -> None:
    form(place)

    sheets = {one.about: one for one in sheets_of(place.hall.id, DocumentKind.FEEDBACK, "2026-Q1")}
    shared = [one for one in sheets[f"staff/{WANG}"].facts["entries"] if "share" in one]
    assert {one["share"] for one in shared} == {"1/2"}


def test_a_sheet_tells_when_a_rating_was_verified_and_never_when_the_citizen_came(
    place: TestHall,
) -> None:
    with transaction() as session:
        verified = {"source": "cases", "established_on": date(2026, 1, 23)}
        session.execute(update(Fact).where(Fact.event == "rating").values(**verified))

    form(place)

    for one in sheets_of(place.hall.id, DocumentKind.FEEDBACK, "2026-Q1"):
        assert "2026-01-16" not in str(one.facts)  # the day of the visit
        entries = one.facts.get("entries", ())
        days = {entry["day"] for entry in entries if entry["event"] == "rating"}
        assert days <= {"2026-01-23"}


@pytest.mark.parametrize(
    "tampered",
    [
        pytest.param(update(ScoreResult).values(score="100"), id="a score"),
        pytest.param(
            update(ScoreEntry).where(ScoreEntry.period == "2026-02").values(points="0"),
            id="the points of one of its months",
        ),
    ],
)
def test_nothing_is_formed_from_changed_rows(place: TestHall, tampered: object) -> None:
    with transaction() as session:
        session.execute(tampered)  # type: ignore[call-overload]  # an UPDATE as somebody at the database writes it

    with pytest.raises(errors.PeriodHeld, match="摘要不一致"):
        form(place)
    with pytest.raises(errors.PeriodHeld, match="摘要不一致"):
        form_awards(place.hall, QUARTER, by="李某", now=LATER)


def test_nothing_is_formed_from_what_nobody_signed(app: Flask) -> None:
    with app.app_context():
        place = a_worked_hall()
        compute_and_sign(place, "2026-01", "2026-02", "2026-03")
        compute_period(place.hall, QUARTER, by="李某", now=ENTERED)

        with pytest.raises(errors.PeriodHeld, match="还没有签发"):
            form(place)
        with pytest.raises(NoSheetsOfAMonth):
            form(place, Period.parse("2026-01"))


def test_each_sheet_is_sent_once_to_whom_it_is_about(place: TestHall) -> None:
    form(place)

    assert send_sheets(place.hall, QUARTER, by="李某", now=LATER) == 6
    assert send_sheets(place.hall, QUARTER, by="李某", now=LATER) == 0


def test_the_notice_of_awards_names_who_was_given_one_and_until_when_to_object(
    place: TestHall,
) -> None:
    with pytest.raises(NoAwardsGiven):
        form_awards(place.hall, QUARTER, by="李某", now=LATER)
    given(place, LI)

    number = form_awards(place.hall, QUARTER, by="李某", now=LATER)

    document = document_of(place.hall.id, number)
    assert document is not None
    assert [one["number"] for one in document.facts["awards"][0]["winners"]] == [LI]
    assert (document.facts["opens_on"], document.facts["closes_on"]) == ("2026-04-21", "2026-04-27")
    assert form_awards(place.hall, QUARTER, by="李某", now=LATER) == number


def test_the_commands_form_write_send_and_tell_receipts(
    place: TestHall, app: Flask, tmp_path: Path
) -> None:
    def run(*args: str) -> str:
        said = app.test_cli_runner().invoke(args=args)
        assert said.exit_code == 0, said.output
        return said.output

    run("units", "add", "XZ01", "示例镇", "--by", "李某")
    assert "个人 5 份" in run("documents", "form", "sheets", "2026-Q1", "--by", "李某")
    number = sheets_of(place.hall.id, DocumentKind.FEEDBACK, "2026-Q1")[0].number
    for kind, head in {"docx": b"PK", "pdf": b"%PDF", "html": b"<!", "xlsx": b"PK"}.items():
        out = tmp_path / f"sheet.{kind}"
        run("documents", "write", number, "--format", kind, "--out", str(out))
        assert out.read_bytes().startswith(head)
    run("documents", "sheets", "2026-Q1", "D1", "--out", str(tmp_path / "people.pdf"))
    told = run("documents", "send", number, "--to", "outside_units", "--by", "李某")
    assert "示例镇：" in told
    assert "未读    示例镇" in run("documents", "receipts", number)
    assert number in run("documents", "list", "--period", "2026-Q1")
    run("units", "close", "XZ01", "--by", "李某")
    assert "停用" in run("units", "list")
