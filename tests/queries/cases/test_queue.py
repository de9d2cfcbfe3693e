"""The queue shows what somebody may see, the most urgent first, in few statements."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, update

from server.db import db, session, transaction
from server.models.cases import Case
from server.queries.cases.office import Office, office_of
from server.queries.cases.own_story import own_story
from server.queries.cases.queue import Cursor, queue
from server.queries.cases.search import search
from server.queries.cases.story import story
from server.rules.accounts.roles import Actor
from server.rules.cases.kinds import CaseKind, CaseState
from server.rules.cases.queue import QueueFilter, Urgency
from server.rules.cases.step_names import StepName as N
from tests.build import MORNING, TestHall, a_hall, at
from tests.case_build import (
    CITIZEN,
    CONTACT,
    a_case,
    a_discipline_contact,
    a_head,
    a_supervisor,
    account_number,
    step,
    walked_to,
)

pytestmark = pytest.mark.usefixtures("in_app")
S = CaseState


@pytest.fixture
def place(in_app: object) -> TestHall:
    """A hall with one department."""
    del in_app
    return a_hall()


def the_office(place: TestHall, moment: str = "2026-11-25 10:00") -> Office:
    return office_of(place.hall, at(moment))


def due(number: str, day: str) -> None:
    """The case is due on that day."""
    with transaction() as writing:
        due_on = at(f"{day} 00:00").date()
        writing.execute(update(Case).where(Case.number == number).values(due_on=due_on))


def numbers(place: TestHall, actor: Actor, wanted: QueueFilter = QueueFilter.ALL) -> set[str]:
    return {row.number for row in queue(the_office(place), actor, wanted).rows}


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that run meanwhile."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if not statement.startswith("BEGIN"):  # SQLite's; PostgreSQL's is not seen here
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


def test_overdue_comes_first_then_by_deadline_in_four_groups(place: TestHall) -> None:
    days = ["2026-12-03", "2026-11-25", "2026-11-24", "2026-12-02", "2026-11-26"]
    by_day = {day: a_case(place) for day in days}
    for day, number in by_day.items():
        due(number, day)

    found = queue(the_office(place), a_supervisor(place))

    assert [row.number for row in found.rows] == [by_day[day] for day in sorted(days)]
    assert [row.urgency for row in found.rows] == ["overdue", "today", "soon", "soon", "later"]
    assert [row.days_left for row in found.rows] == [-1, 0, 1, 5, 6]
    assert found.by_urgency == {
        Urgency.OVERDUE: 1,
        Urgency.TODAY: 1,
        Urgency.SOON: 2,
        Urgency.LATER: 1,
    }


def test_a_closed_case_stands_in_no_queue(place: TestHall) -> None:
    supervisor = a_supervisor(place)
    walked_to(place, a_case(place), S.CLOSED, supervisor)
    here = a_case(place)

    assert numbers(place, supervisor) == {here}


def test_everybody_sees_theirs_and_a_stranger_nothing(place: TestHall) -> None:
    supervisor = a_supervisor(place)
    tip_off, plain, asked = a_case(place, CaseKind.TIP_OFF), a_case(place), a_case(place)
    for taken in (N.ACCEPT, N.ASK_UNIT):
        step(place, asked, taken, supervisor)

    assert numbers(place, supervisor) == {plain, asked}
    assert numbers(place, a_discipline_contact(place)) == {plain, asked, tip_off}
    assert numbers(place, a_head(place)) == {asked}
    assert numbers(place, a_supervisor(a_hall("H2"))) == set()


def test_each_filter_finds_its_cases_and_counts_them(place: TestHall) -> None:
    supervisor = a_supervisor(place)
    real_name = a_case(place, CaseKind.BAD_RATING, contact=CONTACT)
    answered = walked_to(place, a_case(place), S.REPLIED, supervisor)
    asked, mine = a_case(place), a_case(place)
    for taken in (N.ACCEPT, N.ASK_UNIT):
        step(place, asked, taken, supervisor)
    step(place, mine, N.ACCEPT, supervisor)
    step(place, mine, N.ASSIGN, supervisor, facts={"handler": account_number(supervisor)})

    expected = {
        QueueFilter.ALL: {real_name, answered, asked, mine},
        QueueFilter.MINE: {mine},
        QueueFilter.REAL_NAME: {real_name},
        QueueFilter.FOR_CITIZEN: {answered},
        QueueFilter.FOR_UNIT: {asked},
        QueueFilter.PRESSED: set(),
    }

    assert {each: numbers(place, supervisor, each) for each in QueueFilter} == expected
    counts = queue(the_office(place), supervisor).by_filter
    assert counts == {each: len(found) for each, found in expected.items()}


def test_page_by_page_every_case_comes_once(place: TestHall) -> None:
    supervisor = a_supervisor(place)
    everything = {a_case(place) for _ in range(7)}

    found: list[str] = []
    after: Cursor | None = None
    for _ in range(3):
        page = queue(the_office(place), supervisor, after=after, size=3)
        found += [row.number for row in page.rows]
        after = page.after

    assert (len(found), set(found), after) == (7, everything, None)


def test_more_cases_and_longer_stories_need_no_more_statements(place: TestHall) -> None:
    supervisor = a_supervisor(place)
    number = walked_to(place, a_case(place), S.REPLIED, supervisor)

    def statements() -> list[int]:
        counts = []
        for look in (
            lambda: queue(the_office(place), supervisor),
            lambda: story(place.hall, number, supervisor, now=MORNING),
            lambda: own_story(place.hall, number, CITIZEN, now=MORNING),
        ):
            the_office(place)
            session.rollback()
            with counted() as seen:
                look()
            counts.append(len(seen))
        return counts

    few = statements()
    for _ in range(5):
        step(place, number, N.MESSAGE, supervisor)
        step(place, number, N.LINK, supervisor, facts={"case": a_case(place)})

    assert statements() == few
    assert few[0] == 2
    assert max(few) <= 14


def test_a_story_has_everything_for_the_office_and_less_for_the_unit(place: TestHall) -> None:
    supervisor, head = a_supervisor(place), a_head(place)
    number = a_case(place, contact=CONTACT)
    for taken in (N.ACCEPT, N.NOTE, N.ASK_UNIT, N.EXPLAIN, N.LOOK, N.START, N.DECIDE):
        step(place, number, taken, head if taken is N.EXPLAIN else supervisor)

    inside = story(place.hall, number, supervisor, now=MORNING)
    outside = story(place.hall, number, head, now=MORNING)

    names = [one.taken.step for one in inside.steps]
    assert names == ["receive", "accept", "note", "ask_unit", "explain", "look", "start", "decide"]
    assert [one.taken.step for one in outside.steps] == [
        name for name in names if name not in {"note", "look"}
    ]
    assert (inside.looks, inside.about.window_number, inside.about.department_name) == (
        1,
        "A01",
        "综合科",
    )
    assert inside.words == "等了四十分钟，没有人。"
    assert [one.finding for one in inside.findings] == ["substantiated"]
    assert inside.counted[-1].day == inside.facts.due_on
    offered = {one.name for one, reason in inside.next_steps if reason is None}
    assert N.RECTIFY in offered
    assert N.CLOSE not in offered
    assert CONTACT not in repr(inside)


def test_a_citizen_reads_their_side_and_nobodys_name(place: TestHall) -> None:
    supervisor = a_supervisor(place)
    number = a_case(place, contact=CONTACT)
    step(place, number, N.ACCEPT, supervisor)
    step(place, number, N.ASSIGN, supervisor, facts={"handler": account_number(supervisor)})
    step(place, number, N.NOTE, supervisor)
    step(place, number, N.LOOK, supervisor)
    step(place, number, N.MESSAGE, supervisor)
    step(place, number, N.CITIZEN_MESSAGE, CITIZEN)

    own = own_story(place.hall, number, CITIZEN, now=MORNING)

    shown = [(one.step, one.by) for one in own.steps]
    assert shown == [
        ("receive", "citizen"),
        ("accept", "person"),
        ("assign", "person"),
        ("message", "person"),
        ("citizen_message", "citizen"),
    ]
    assert [dict(one.words) for one in own.steps if one.is_message] == [
        {"message": "请问还有回执吗？"},
        {"message": "有，可以上传。"},
    ]
    assert [look.on for look in own.looks] == [MORNING.date()]
    told = repr(own.steps)
    assert supervisor.name not in told
    assert account_number(supervisor) not in told


@pytest.mark.parametrize(
    ("wanted", "is_found"),
    [("没有人", True), ("A01", True), ("no such word", False), ("%", False), ("_", False)],
)
def test_search_finds_words_and_windows_as_they_stand(
    place: TestHall, wanted: str, is_found: bool
) -> None:
    number = a_case(place)
    a_case(place, CaseKind.TIP_OFF)

    found = search(the_office(place), a_supervisor(place), wanted)

    assert [row.number for row in found] == ([number] if is_found else [])


def test_a_number_is_found_as_people_write_it_and_only_by_who_may_see_it(place: TestHall) -> None:
    number = walked_to(place, a_case(place), S.CLOSED, a_supervisor(place))
    written = f" {number[:5].lower()}-{number[5:]} "

    assert [row.number for row in search(the_office(place), a_supervisor(place), written)] == [
        number
    ]
    assert search(the_office(place), a_head(place), written) == ()
