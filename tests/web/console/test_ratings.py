"""The list of ratings and the tables that leave the console."""

import csv
from io import StringIO

import pytest

from server.actions.ratings.note_not_rated import note_not_rated
from server.queries.codes.scanned import scanned_window
from server.rules.accounts.roles import Role
from server.rules.ratings.levels import Channel
from tests.build import MORNING, a_form, at, on_duty, rate
from tests.house.installation import Clock
from tests.web.console.desk import Desk, foreign_roles, statements_of, untranslated, words_of

RATINGS, EXPORTS = "/console/ratings", "/console/exports"
NOVEMBER = {"since": "2026-11-01", "until": "2026-11-30", "form": "csv"}


def rated(desk: Desk, level: int = 5, text: str = "", moment: str = "2026-11-25 09:30") -> None:
    with desk.app.app_context():
        rate(desk.place, level, moment=at(moment), form=a_form(level, text=text))


@pytest.mark.parametrize(
    "role", foreign_roles(Role.SUPERVISOR, Role.APPRAISAL_OFFICER), ids=lambda role: role.value
)
def test_for_a_foreign_role_there_is_no_list(desk: Desk, role: Role) -> None:
    assert desk.page(RATINGS, role).status_code == 404


def test_a_rating_stands_there_with_its_half_day_and_why_it_is_not_counted(desk: Desk) -> None:
    rated(desk, 2, "排队太久", "2026-11-25 07:30")

    words = words_of(desk.page(RATINGS, Role.SUPERVISOR))

    assert "11月25日 上午" in words
    assert "排队太久" in words
    assert "扫码时不在服务时间。" in words
    assert "07:30" not in words


def test_who_does_not_handle_cases_sees_the_week_and_no_words(desk: Desk) -> None:
    rated(desk, 2, "排队太久")

    words = words_of(desk.page(RATINGS, Role.APPRAISAL_OFFICER))

    assert "11月23日这一周" in words
    assert "11月25日" not in words
    assert "排队太久" not in words


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("level=bad", 1),
        ("level=5", 1),
        ("level=4", 0),
        ("window=A01", 2),
        ("window=A02", 0),
        ("aside=1", 1),
        ("half_day=am", 2),
        ("half_day=pm", 0),
        ("weekday=2", 2),
        ("weekday=3", 0),
        ("month=2026-10", 0),
        ("lane=printed", 2),
        ("lane=verified", 0),
        ("pressed=1", 0),
    ],
)
def test_a_figure_leads_to_exactly_its_ratings(desk: Desk, asked: str, shown: int) -> None:
    with desk.app.app_context():
        on_duty(desk.place, "0137", "A01", span=("2026-11-25 09:40", "2026-11-25 12:00"))
    rated(desk, 2, "不满意的", "2026-11-25 07:30")
    rated(desk, 5, "满意的", "2026-11-25 09:50")

    answer = desk.page(f"{RATINGS}?{asked}", Role.SUPERVISOR)

    assert answer.text.count("满意的") == shown


def test_the_list_costs_the_same_with_more_ratings(desk: Desk) -> None:
    rated(desk)
    supervisor = desk.of(Role.SUPERVISOR)
    supervisor.get(RATINGS)
    with statements_of(desk.app) as few:
        supervisor.get(RATINGS)
    for minute in range(10):
        rated(desk, moment=f"2026-11-25 10:{minute:02}")
    with statements_of(desk.app) as many:
        supervisor.get(RATINGS)

    assert len(many) == len(few)


@pytest.mark.parametrize("what", ["ratings", "cases"])
def test_a_table_says_who_took_it_out(desk: Desk, what: str, clock: Clock) -> None:
    clock.move_to(MORNING.replace(hour=14))
    rated(desk, 1, "=HYPERLINK(1)")
    supervisor = desk.of(Role.SUPERVISOR)

    answer = supervisor.post(f"{EXPORTS}/{what}", data=NOVEMBER)

    rows = list(csv.reader(StringIO(answer.get_data().decode("utf-8-sig"))))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert len(rows) == 3
    assert "supervisor" in rows[-1][0]
    assert "=HYPERLINK" not in answer.text


@pytest.mark.parametrize(
    "days",
    [
        {"since": "2026-11-30", "until": "2026-11-01"},
        {"since": "2025-11-28", "until": "2026-11-30"},
        {"since": "", "until": "2026-11-01"},
    ],
)
def test_days_that_make_no_sense_are_said_and_kept(desk: Desk, days: dict[str, str]) -> None:
    answer = desk.of(Role.SUPERVISOR).post(f"{EXPORTS}/cases", data=NOVEMBER | days)

    assert answer.status_code == 422
    assert "请填写两个日期" in words_of(answer)


@pytest.mark.parametrize(
    ("role", "what"),
    [
        (Role.DEPARTMENT_HEAD, "cases"),
        (Role.APPRAISAL_OFFICER, "cases"),
        (Role.PUBLISHER, "ratings"),
    ],
)
def test_nobody_takes_out_what_they_do_not_see_or_may_not_take(
    desk: Desk, role: Role, what: str
) -> None:
    assert desk.of(role).post(f"{EXPORTS}/{what}", data=NOVEMBER).status_code == 404


@pytest.mark.parametrize("path", [RATINGS, EXPORTS])
def test_the_pages_are_english_where_english_is_wanted(desk: Desk, path: str) -> None:
    rated(desk)

    assert untranslated(desk.page(f"{path}?lang=en", Role.SUPERVISOR)) == []


def test_who_was_asked_at_tablets_stands_there_with_its_n(desk: Desk) -> None:
    rated(desk)
    with desk.app.app_context():
        place = scanned_window(desk.place.codes["A01"])
        note_not_rated(place, bytes(16), asked_at=MORNING)
        rate(desk.place, moment=MORNING, form=a_form(5, channel=Channel.TABLET))

    page, other = (
        words_of(desk.page(f"{RATINGS}?window={window}", Role.SUPERVISOR))
        for window in ("A01", "A02")
    )

    assert "请评 n = 2 次，评了 1 条，未评价 1 次" in page
    assert "请评 n" not in other
