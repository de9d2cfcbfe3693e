"""A receipt proves its rating in a published month, to who holds it, and to nobody else."""

import json
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from qr.receipts import receipt_hash
from server.actions.publication.approve_publication import approve_publication
from server.actions.publication.publish_month import publish_month
from server.actions.publication.seal_month import seal_month
from server.actions.ratings.submit_rating import submit_rating
from server.db import transaction
from server.models.publication import Ranking
from server.models.ratings import Rating
from server.queries.publication.leaves import inclusion_of
from server.rules.canonical import canonical, digest
from server.rules.months import Month
from tests.build import CONTACT_KEY, TestHall, a_form, a_hall, a_scan, at, on_duty
from tests.web.public.months import publish

NOVEMBER = Month(2026, 11)
GOOD, BAD, FAST = "ABCD1234ABCD1234", "ABCD1234ABCD1235", "ABCD1234ABCD1236"
STRANGE = "ABCD1234ABCD1237"
PUBLISHED = at("2026-12-07 09:00")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Plain SQL: one kind of database is enough."""
    return sqlite_url


@pytest.fixture
def place(app: Flask) -> TestHall:
    """A good and a bad rating of November, and one that was sent too fast."""
    with app.app_context():
        place = a_hall()
        on_duty(place, "0137")
        given(place, GOOD, 5, at("2026-11-25 10:00"))
        given(place, BAD, 1, at("2026-11-25 11:00"))
        given(place, FAST, 5, at("2026-11-25 12:00"), after=timedelta(seconds=1))
    return place


@pytest.fixture
def published(app: Flask, place: TestHall) -> TestHall:
    """November is published."""
    with app.app_context():
        publish(place.hall, NOVEMBER, PUBLISHED)
    return place


def given(
    place: TestHall,
    receipt: str,
    level: int,
    moment: datetime,
    after: timedelta = timedelta(minutes=1),
) -> None:
    """A citizen rates and gets that receipt."""
    submit_rating(
        a_scan(place, scanned_at=moment),
        a_form(level),
        receipt_hash=receipt_hash(receipt),
        contact_key=CONTACT_KEY,
        now=moment + after,
    )


def asked(client: FlaskClient, receipt: str) -> Any:
    return client.post("/verify", data={"receipt": receipt})


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    ("receipt", "words"),
    [
        (GOOD, "计入 2026年11月，窗口 A01，非常满意"),
        (BAD, "计入 2026年11月，窗口 A01，非常不满意"),
        (FAST, "没有计入，原因："),
    ],
)
def test_a_receipt_tells_what_became_of_its_rating(
    client: FlaskClient, receipt: str, words: str
) -> None:
    page = asked(client, receipt)

    assert page.status_code == 200
    assert "在公布的数据里" in page.text
    assert words in page.text
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("receipt", [STRANGE, "", "short"])
def test_without_a_receipt_nothing_is_told(client: FlaskClient, receipt: str) -> None:
    page = asked(client, receipt)

    assert page.status_code == 404
    assert "A01" not in page.text


@pytest.mark.usefixtures("place")
def test_before_the_month_is_published_that_is_said(client: FlaskClient) -> None:
    assert "还没有公布" in asked(client, GOOD).text


def test_a_rating_changed_after_publication_does_not_lead_to_the_root(
    app: Flask, client: FlaskClient, published: TestHall
) -> None:
    del published
    with app.app_context(), transaction() as session:
        session.execute(update(Rating).where(Rating.level == 1).values(level=5))

    assert "与公布的总摘要不一致" in asked(client, BAD).text
    assert "与公布的总摘要不一致" in asked(client, GOOD).text  # the tree is another one


def test_a_month_sealed_before_there_were_trees_stays_readable(
    app: Flask, client: FlaskClient, place: TestHall
) -> None:
    with app.app_context():
        publish_without_tree(place)

    page = asked(client, GOOD)

    assert "没有总摘要" in page.text
    assert "计入 2026年11月" in page.text


def publish_without_tree(place: TestHall) -> None:
    """November is sealed as an older program did, and published."""
    seal_month(place.hall, NOVEMBER, by="timetable", now=at("2026-12-01 00:10"))
    with transaction() as session:
        row = session.query(Ranking).one()
        facts = {key: one for key, one in json.loads(row.facts).items() if key != "receipts"}
        row.facts, row.digest = canonical(facts).decode(), digest(facts, "")
    approve_publication(place.hall, NOVEMBER, by="王某", now=PUBLISHED)
    publish_month(place.hall, NOVEMBER, now=PUBLISHED)


@pytest.mark.usefixtures("published")
def test_the_program_checks_the_proof_alone(
    app: Flask, client: FlaskClient, tmp_path: Path
) -> None:
    proof = client.post("/verify/proof.json", data={"receipt": BAD}).get_json()
    (tmp_path / "verify.py").write_bytes(client.get("/verify/verify.py").data)
    with app.app_context():
        found = inclusion_of(receipt_hash(BAD))
    assert found is not None

    def checked(proof: Any, *more: str) -> tuple[int, str]:
        (tmp_path / "proof.json").write_text(json.dumps(proof), encoding="utf-8")
        run = subprocess.run(
            [sys.executable, "-I", "verify.py", "proof.json", *more],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        return run.returncode, run.stdout

    changed = {**proof, "leaf": {**proof["leaf"], "level": 5}}
    assert checked(proof, "abcd 1234 abcd 1235", found.root)[0] == 0
    assert "does not lead" in checked(changed)[1]
    assert "another receipt" in checked(proof, GOOD)[1]
    assert "not the one" in checked(proof, BAD, "0" * 64)[1]
