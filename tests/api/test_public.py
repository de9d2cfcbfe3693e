"""Does the API publish what was published, to the byte, and nothing before?"""

import csv
import io
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from server.actions.publication.approve_publication import approve_publication
from server.actions.publication.publish_month import publish_month
from server.actions.publication.seal_month import seal_month
from server.actions.registry.set_hall_setting import set_hall_setting
from server.rules.canonical import canonical, digest
from server.rules.hall_settings import SettingRow
from server.rules.months import Month
from tests.api.calls import Caller, fields_of
from tests.api.test_description import leaks
from tests.build import DAY, MORNING, TestHall, a_hall, at, rate

ROOT = Path(__file__).resolve().parents[2]
NOVEMBER = Month(2026, 11)
SEALED, PUBLISHED = at("2026-12-01 00:00"), at("2026-12-07 09:00")


def seal(place: TestHall) -> None:
    """November is sealed."""
    seal_month(place.hall, NOVEMBER, by="timetable", now=SEALED)


def publish(place: TestHall) -> None:
    """A second person approves, and November is published."""
    approve_publication(place.hall, NOVEMBER, by="王某", now=PUBLISHED)
    publish_month(place.hall, NOVEMBER, now=PUBLISHED)


@pytest.fixture
def published(app: Flask, caller: Caller) -> Caller:
    """Thirty ratings of November, sealed and published; one-person windows may be shown."""
    basis = SettingRow("one_person_windows_basis", "", "示例办法第三条", DAY)
    with app.app_context():
        set_hall_setting(caller.place.hall.id, basis, by="李某", now=MORNING)
        for number in range(30):
            moment = MORNING + timedelta(minutes=10 * number)
            rate(caller.place, 2 if number == 7 else 5, moment=moment)
        seal(caller.place)
        publish(caller.place)
    return caller


def test_what_is_sealed_and_not_published_is_not_told(app: Flask, caller: Caller) -> None:
    with app.app_context():
        seal(caller.place)

    answers = [caller.get(f"/public/rankings/2026-11{end}") for end in ("", ".csv")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].get_json()["code"] == "api.month_not_published"
    assert caller.get("/public/notices").get_json()["total"] == 0


def test_a_published_month_is_told_with_its_digest(published: Caller) -> None:
    ranking = published.get("/public/rankings/2026-11").get_json()

    assert (ranking["month"], ranking["revision"], ranking["state"]) == ("2026-11", 1, "open")
    assert ranking["published_on"] == "2026-12-07"
    assert ranking["content"]["totals"]["n"] == 30


@pytest.mark.parametrize("kind", ["ranking", "disclosure"])
def test_a_notice_can_be_proved_by_its_digest(published: Caller, kind: str) -> None:
    found = published.get(f"/public/notices?kind={kind}").get_json()["notices"][0]

    notice = published.get(f"/public/notices/{found['number']}").get_json()

    assert notice["digest"] == digest(notice["facts"], notice["previous_digest"])


def test_no_published_fact_holds_an_inner_number(published: Caller) -> None:
    told = [
        published.get("/public/rankings/2026-11").get_json(),
        *(
            published.get(f"/public/notices/{one['number']}").get_json()
            for one in published.get("/public/notices").get_json()["notices"]
        ),
    ]

    assert len(told) == 3
    assert [leaks(one) for one in told] == [[], [], []]


def test_the_table_gives_back_the_published_ranking(published: Caller, tmp_path: Path) -> None:
    table = published.get("/public/rankings/2026-11.csv")
    file = tmp_path / "2026-11.csv"
    file.write_bytes(table.data)

    ran = subprocess.run(
        [sys.executable, ROOT / "recompute.py", file], capture_output=True, check=True
    )

    ranking = published.get("/public/rankings/2026-11").get_json()
    ours = {name: ranking[name] for name in ("month", "rule_version", "units")}
    assert table.mimetype == "text/csv"
    assert canonical(ours) == canonical(json.loads(ran.stdout))


def test_the_table_begins_with_its_header(published: Caller) -> None:
    text = published.get("/public/rankings/2026-11.csv").data.decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(text)))

    assert rows[0][:3] == ["month", "rule_version", "row"]
    assert rows[-1][2] == "total"


def test_both_entrances_hand_out_the_same_table(published: Caller) -> None:
    ours = published.get("/public/rankings/2026-11.csv")
    pages = published.client.get("/public/rankings/2026-11.csv")

    assert (pages.status_code, pages.data) == (200, ours.data)


def test_notices_are_searched_and_counted(published: Caller) -> None:
    everything = published.get("/public/notices").get_json()
    some = published.get("/public/notices?kind=disclosure&month=2026-11").get_json()
    nothing = published.get("/public/notices?q=没有这样的词").get_json()

    assert (everything["total"], everything["pages"]) == (2, 1)
    assert [one["kind"] for one in some["notices"]] == ["disclosure"]
    assert nothing["notices"] == []


def test_a_title_is_told_in_the_readers_language(published: Caller) -> None:
    zh, en = (
        published.get(f"/public/notices?kind=ranking&lang={lang}").get_json()["notices"][0]
        for lang in ("zh", "en")
    )

    assert zh["title"] != en["title"]
    assert zh["digest"] == en["digest"]


@pytest.mark.parametrize("month", ["2026-13", "2026-1", "november", "0000-01", "2026-11-25"])
def test_a_month_is_written_in_one_way(caller: Caller, month: str) -> None:
    answer = caller.get(f"/public/rankings/{month}")

    assert answer.status_code == 422
    assert answer.get_json()["code"] == "error.not_a_month"


def test_a_revision_that_is_not_there_is_not_found(published: Caller) -> None:
    assert published.get("/public/rankings/2026-11?revision=1").status_code == 200
    assert published.get("/public/rankings/2026-11?revision=2").status_code == 404
    assert fields_of(published.get("/public/rankings/2026-11?revision=0")) == {
        "revision": "api.out_of_range"
    }


def test_a_notice_that_is_not_there_is_not_found(caller: Caller) -> None:
    answers = [
        caller.get(f"/public/notices/{number}") for number in ("SLQ-ZWZX/2026-9999", "%00", "a/b/c")
    ]

    assert {answer.status_code for answer in answers} == {404}


def test_where_there_are_several_halls_one_must_be_named(app: Flask, published: Caller) -> None:
    with app.app_context():
        a_hall("H2", windows=("B01",))

    unnamed = published.get("/public/notices")
    named = published.get("/public/notices?hall=H1")
    unknown = published.get("/public/notices?hall=H9")

    assert (unnamed.status_code, named.status_code, unknown.status_code) == (404, 200, 404)
