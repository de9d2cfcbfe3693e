"""The overview: every figure leads to its list, and costs the same however much is stored."""

import re

from server.db import transaction
from server.ids import new_id
from server.models.registry import Department
from server.rules.accounts.roles import Role
from tests.build import DAY, TestHall, at, rate
from tests.house.installation import Clock
from tests.web.console.desk import Desk, statements_of, untranslated, words_of
from tests.web.console.many import crowd

ALLOWED = (
    Role.SUPERVISOR,
    Role.DEPARTMENT_HEAD,
    Role.APPRAISAL_OFFICER,
    Role.PUBLISHER,
    Role.INSPECTOR,
)
PATH = "/console/dashboard"
MISTAKEN = ("2026-12", "2026-13", "x")


def another_department(place: TestHall) -> None:
    place.departments["D2"] = new_id(DAY)
    with transaction() as session:
        session.add(
            Department(id=place.departments["D2"], hall_id=place.hall.id, code="D2", name="窗口科")
        )


def links(page: str) -> set[str]:
    return {link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+)"', page)}


def test_who_may_see_figures_has_an_overview_and_nobody_else(desk: Desk) -> None:
    statuses = {role: desk.page(PATH, role).status_code for role in Role}

    assert statuses == {role: 200 if role in ALLOWED else 404 for role in Role}


def test_an_empty_hall_has_an_overview_that_says_so(desk: Desk) -> None:
    assert "还没有评价" in words_of(desk.page(PATH, Role.PUBLISHER))


def test_the_figures_of_the_running_month_lead_to_their_lists(desk: Desk) -> None:
    with desk.app.app_context():
        rate(desk.place, 2, moment=at("2026-11-25 09:30"))
        rate(desk.place, 5, moment=at("2026-11-25 09:40"))

    page = desk.page(PATH, Role.SUPERVISOR)

    assert "今天收到评价 2 条" in words_of(page)
    assert "差评率 50.00%，来自 2 条" in words_of(page)
    assert {
        "/console/cases?urgency=overdue",
        "/console/cases?urgency=today",
        "/console/cases?state=received",
        "/console/ratings?month=2026-11",
        "/console/ratings?month=2026-11&level=bad",
        "/console/ratings?month=2026-11&pressed=1",
        "/console/ratings?month=2026-11&level=bad&tag=214",
        "/console/ratings?month=2026-11&weekday=2&half_day=am",
        "/console/ratings?month=2026-11&window=A01",
        "/console/ratings?month=2026-11&group=G1",
        "/console/ratings?month=2026-11&level=good",
    } <= links(page.text)


def test_a_month_that_is_over_shows_its_own_ratings_only(desk: Desk, clock: Clock) -> None:
    with desk.app.app_context():
        rate(desk.place, 5, moment=at("2026-11-25 09:40"))
    clock.move_to(at("2026-12-02 10:00"))

    running = desk.page(PATH, Role.SUPERVISOR)
    november = desk.page(f"{PATH}?month=2026-11", Role.SUPERVISOR)

    assert "/console/ratings?month=2026-12&window=A01" in links(running.text)
    assert "当月主动评价 1 条" in words_of(november)


def test_a_month_that_is_none_or_lies_ahead_is_not_found(desk: Desk) -> None:
    client = desk.of(Role.SUPERVISOR)

    statuses = [client.get(f"{PATH}?month={month}").status_code for month in MISTAKEN]

    assert statuses == [404, 404, 404]


def test_the_overview_is_there_in_english(desk: Desk) -> None:
    page = desk.page(f"{PATH}?lang=en", Role.SUPERVISOR)

    assert "Overview" in words_of(page)
    assert untranslated(page) == []


def test_a_window_without_duty_is_warned_of_before_the_day(desk: Desk) -> None:
    page = words_of(desk.page("/console/attention", Role.SUPERVISOR))

    assert "11月25日 周三 有窗口没有排班 1 个窗口 A02" in page
    assert "11月26日 周四 有窗口没有排班 2 个窗口 A01、A02" in page


def test_a_department_head_sees_the_windows_of_the_department_only(desk: Desk) -> None:
    with desk.app.app_context():
        rate(desk.place, 5, moment=at("2026-11-25 09:40"))
    own = desk.of(Role.DEPARTMENT_HEAD, department="D1")

    assert "A01" in words_of(own.get(PATH))

    with desk.app.app_context():
        another_department(desk.place)
    foreign = desk.of(Role.DEPARTMENT_HEAD, department="D2")

    assert "A01" not in words_of(foreign.get(PATH))
    assert "A01" not in words_of(foreign.get("/console/attention"))


def test_no_more_statements_are_sent_with_a_thousand_rows_than_with_ten(desk: Desk) -> None:
    client = desk.of(Role.SUPERVISOR)
    counts = []
    for first, many in ((0, 10), (10, 1000)):
        with desk.app.app_context():
            crowd(desk.place, many, first=first)
        client.get(PATH)
        with statements_of(desk.app) as sent:
            assert client.get(PATH).status_code == 200
        counts.append(len(sent))

    assert counts[0] == counts[1]
    assert counts[0] <= 36
