"""The working calendar in the console: a year, a day and why, the notice of a year."""

import io

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.actions.registry.seed_calendar import seed_calendar
from server.queries.registry.calendar_years import days_of, known_years
from server.rules.accounts.roles import Role
from server.rules.cases.kinds import CaseKind
from tests.build import MORNING, at
from tests.case_build import a_case, case_row
from tests.house.installation import Clock
from tests.web.console.desk import Desk, untranslated, words_of
from tests.web.forms import form_to

PATH = "/console/calendar"
NOTICE = "2027-01-01,放假,元旦\n2027-01-02,放假,元旦\n2027-01-03,放假,元旦\n2027-02-20,上班,春节\n"
SOURCE = "国办发明电〔2026〕7号"


@pytest.fixture
def seeded(desk: Desk) -> Desk:
    """The years that ship with the program are loaded; 2027 is unknown."""
    with desk.app.app_context():
        seed_calendar(now=MORNING)
    return desk


def hand_in(client: FlaskClient, text: str = NOTICE, **typed: str) -> TestResponse:
    file = (io.BytesIO(text.encode()), "2027.csv")
    return client.post(
        f"{PATH}/load", data={"source": SOURCE, "version": "1", **typed, "file": file}
    )


def test_supervisors_and_system_administrators_see_the_calendar_and_nobody_else(
    seeded: Desk,
) -> None:
    allowed = {Role.SUPERVISOR, Role.SYSTEM_ADMIN}
    paths = (PATH, f"{PATH}/days/2026-10-10", f"{PATH}/load")

    statuses = {
        role: {client.get(path).status_code for path in paths}
        for role in Role
        for client in [seeded.of(role)]
    }

    assert statuses == {role: {200} if role in allowed else {404} for role in Role}


def test_the_pages_are_there_in_english(seeded: Desk) -> None:
    client = seeded.of(Role.SUPERVISOR)

    assert untranslated(client.get(f"{PATH}/days/2026-11-25?lang=en")) == [
        "国务院办公厅节假日安排",
        "随软件提供",
        "春节",
    ]
    assert "248 working days" in words_of(client.get(f"{PATH}?lang=en"))


def test_a_year_tells_its_days_and_its_source(seeded: Desk) -> None:
    page = words_of(seeded.page(PATH, Role.SUPERVISOR))

    assert "2026 年 · 工作日 248 天" in page
    assert "随软件提供" in page
    assert "10 班" in page


def test_an_unknown_year_says_what_that_means(seeded: Desk) -> None:
    client = seeded.of(Role.SUPERVISOR)

    page = words_of(client.get(f"{PATH}?year=2027"))
    day = words_of(client.get(f"{PATH}/days/2027-01-04"))

    assert "2027 年的放假通知还没有载入" in page
    assert "没有公布不等于没有假日" in page
    assert "不能只改一天" in day
    assert client.get(f"{PATH}?year=2039").status_code == 404
    assert client.get(f"{PATH}/days/2026-02-30").status_code == 404


def test_a_day_says_why_it_counts(seeded: Desk) -> None:
    client = seeded.of(Role.SUPERVISOR)

    assert "调休上班 · 国庆节" in words_of(client.get(f"{PATH}/days/2026-10-10"))
    assert "还可能被以后公布的通知改变" in words_of(client.get(f"{PATH}/days/2026-12-31"))


def test_a_corrected_day_makes_a_further_version_of_its_year(seeded: Desk) -> None:
    client = seeded.of(Role.SUPERVISOR)
    path = f"{PATH}/days/2026-12-28"

    answer = form_to(client.get(path), path).send(client, kind="holiday", name="停电检修")

    assert answer.headers["Location"] == f"{PATH}?year=2026&done=calendar_day"
    with seeded.app.app_context():
        year = next(each for each in known_years() if each.year == 2026)
        assert year.version == 2
        assert ("2026-12-28", "停电检修") in [(str(day.day), day.name) for day in days_of(2026)]


def test_a_weekday_is_never_worked_in_exchange_and_what_was_typed_stays(seeded: Desk) -> None:
    client = seeded.of(Role.SUPERVISOR)
    path = f"{PATH}/days/2026-12-28"

    answer = form_to(client.get(path), path).send(client, kind="makeup", name="元旦")

    assert answer.status_code == 422
    assert "不是周末，不会是调休上班" in words_of(answer)
    assert form_to(answer, path).value("name") == "元旦"


def test_a_notice_is_looked_at_first_and_taken_by_the_second_form(seeded: Desk) -> None:
    client = seeded.of(Role.SUPERVISOR)

    looked = hand_in(client)
    with seeded.app.app_context():
        before = [year.year for year in known_years()]
    taken = form_to(looked, f"{PATH}/load/take").send(client)

    assert "读懂了 4 天，还没有载入" in words_of(looked)
    assert "2027年1月1日 周五 放假 元旦 新增" in words_of(looked)
    assert 2027 not in before
    assert taken.headers["Location"] == f"{PATH}?year=2027&done=calendar_year"
    page = words_of(client.get(taken.headers["Location"]))
    assert SOURCE in page
    assert "还没有载入" not in page


def test_a_notice_with_a_bad_row_is_not_taken_and_every_problem_is_told(seeded: Desk) -> None:
    answer = hand_in(seeded.of(Role.SUPERVISOR), "2027-01-01,放假,元旦\nx,放假,\n", source="")

    page = words_of(answer)
    assert answer.status_code == 422
    assert "第 2 行：看不出是哪一天" in page
    assert "请写明来源" in page


def test_a_notice_without_a_file_or_version_is_told_so(seeded: Desk) -> None:
    client = seeded.of(Role.SUPERVISOR)

    nothing = client.post(f"{PATH}/load", data={"source": SOURCE, "version": "1"})
    version = hand_in(client, version="x")

    assert "请选择文件" in words_of(nothing)
    assert "请填写 1 至 99 的版本号" in words_of(version)


def test_a_deadline_over_new_year_is_counted_anew_when_the_year_is_loaded(
    seeded: Desk, clock: Clock
) -> None:
    clock.move_to(at("2026-12-30 10:00"))
    with seeded.app.app_context():
        number = a_case(seeded.place, CaseKind.INQUIRY, moment=at("2026-12-30 10:00"))
    client = seeded.of(Role.SUPERVISOR)

    unknown = words_of(client.get(f"{PATH}?year=2027"))
    looked = hand_in(client, f"{NOTICE}2027-01-04,放假,元旦\n")
    taken = form_to(looked, f"{PATH}/load/take").send(client)

    assert "现在有 1 件的期限是暂定的" in unknown
    assert taken.headers["Location"].endswith("done=calendar_year_moved")
    with seeded.app.app_context():
        assert str(case_row(seeded.place, number).due_on) == "2027-01-06"
