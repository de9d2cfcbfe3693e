"""Days are assessed: rows, facts and figures, and what is learned better."""

from datetime import date
from fractions import Fraction

import pytest

from server.actions.attendance.ask_business import ask_business
from server.actions.attendance.ask_leave import ask_leave
from server.actions.attendance.assess_attendance import Assessed, assess_attendance
from server.actions.attendance.cancel_sign import cancel_sign
from server.actions.attendance.decide_request import (
    Decision,
    OwnRequest,
    RequestClosed,
    decide_request,
)
from server.actions.attendance.enter_sign import enter_sign
from server.actions.attendance.import_attendance import import_attendance
from server.db import session
from server.errors import FormProblems, Unknown
from server.models.attendance import AttendanceSign
from server.queries.appraisal.stated import figures_of
from server.queries.attendance.requests import request_numbered
from server.rules.accounts.roles import Role
from server.rules.appraisal.facts import Figure, Who
from server.rules.appraisal.periods import Period
from server.rules.attendance.business import BusinessForm
from server.rules.attendance.entry import EntryForm
from server.rules.attendance.file import SignsRefused
from server.rules.attendance.leaves import LeaveForm, LeaveSpan
from server.rules.attendance.requests import Step
from server.rules.attendance.words import Direction, LeaveKind, Procedure, RequestState
from server.rules.cells import RawCell
from server.rules.months import Month
from server.rules.schemes.words import Subject
from sheets.cells import Row, Sheet
from tests.actions.attendance.place import a_punctual_hall, days_of, standing_facts
from tests.build import TestHall, at
from tests.house.signed_in import an_account

pytestmark = pytest.mark.usefixtures("in_app")
NOW = at("2026-11-26 08:00")
NOVEMBER = Month(2026, 11)


def a_file(*rows: tuple[RawCell, ...]) -> list[Sheet]:
    lines = (("工号", "日期", "签到", "签退"), *rows)
    return [Sheet("打卡", tuple(Row(number, cells) for number, cells in enumerate(lines, 1)))]


FILE = a_file(
    ("0137", "2026-11-24", "08:55", "17:02"),
    ("0137", "2026-11-25", "09:01", "17:02"),
    ("0138", "2026-11-25", "08:50", None),
)


def imported(place: TestHall, file: list[Sheet] = FILE) -> Assessed:
    (assessed,) = import_attendance(place.hall, file, by="考核员", now=NOW).assessed
    return assessed


def test_a_file_becomes_facts_and_a_day_without_any_sign_waits() -> None:
    place = a_punctual_hall(kept="machine")

    assessed = imported(place)

    assert standing_facts(place) == [
        "0137 25 late minutes=1",
        "0138 24 absent days=1 half_days=2",
        "0138 25 missing_sign edge=out purpose=none",
    ]
    assert assessed.waiting == [date(2026, 11, 23)]
    assert days_of(place, "0138")[23].is_waiting


def test_the_same_file_again_changes_nothing() -> None:
    place = a_punctual_hall(kept="machine")
    imported(place)

    again = import_attendance(place.hall, FILE, by="考核员", now=NOW)
    assessed = assess_attendance(place.hall, NOVEMBER, by="考核员", now=NOW)

    assert (len(again.signs.new), again.signs.known) == (0, 5)
    assert (assessed.stated, assessed.reversed) == (0, 0)


def test_one_bad_row_takes_nothing() -> None:
    place = a_punctual_hall(kept="machine")
    bad = a_file(("0137", "2026-11-24", "08:55", "17:02"), ("0137", "2026-11-25", "25:61", None))

    with pytest.raises(SignsRefused) as refused:
        import_attendance(place.hall, bad, by="考核员", now=NOW)

    assert [each.place.row for each in refused.value.problems] == [3]
    assert session.query(AttendanceSign).count() == 0


def test_attended_days_and_full_attendance_are_given_with_their_n() -> None:
    place = a_punctual_hall(kept="machine")
    imported(place)

    figures = figures_of(place.hall.id, Period.parse("2026-11"))
    punctual, late = (Who(Subject.STAFF, place.staff[number]) for number in ("0138", "0137"))

    assert figures[late, "attended_days"] == Figure(Fraction(2), 2)
    assert figures[punctual, "attended_days"] == Figure(Fraction(1), 2)
    assert figures[late, "full_attendance"].value == 0


def test_leave_approved_afterwards_reverses_the_absence() -> None:
    place = a_punctual_hall(kept="machine")
    imported(place)
    span = LeaveSpan(date(2026, 11, 24), date(2026, 11, 24))
    person = an_account(place, Role.STAFF, staff="0138").actor
    number = ask_leave(place.hall, LeaveForm(LeaveKind.SICK, span, "看病"), by=person, now=NOW)

    decide(place, number, Decision(Step.APPROVE, procedure=Procedure.NONE))

    assert "0138 24 leave days=1 kind=sick procedure=none" in standing_facts(place)
    assert not any(fact.startswith("0138 24 absent") for fact in standing_facts(place))


def decide(place: TestHall, number: str, decision: Decision) -> RequestState:
    chief = an_account(place, Role.SUPERVISOR).actor
    return decide_request(place.hall, number, decision, by=chief, now=NOW)


def test_leave_refused_after_all_brings_the_absence_back() -> None:
    place = a_punctual_hall(kept="machine")
    imported(place)
    before = standing_facts(place)
    span = LeaveSpan(date(2026, 11, 24), date(2026, 11, 24))
    person = an_account(place, Role.STAFF, staff="0138").actor
    number = ask_leave(place.hall, LeaveForm(LeaveKind.SICK, span, "看病"), by=person, now=NOW)

    decide(place, number, Decision(Step.APPROVE))
    decide(place, number, Decision(Step.REFUSE, "证明是假的"))

    assert standing_facts(place) == before


def test_nobody_decides_their_own_leave_and_another_departments_is_unknown() -> None:
    place = a_punctual_hall()
    person = an_account(place, Role.STAFF, Role.SUPERVISOR, staff="0138").actor
    span = LeaveSpan(date(2026, 11, 30), date(2026, 11, 30))
    number = ask_leave(place.hall, LeaveForm(LeaveKind.ANNUAL, span, "休假"), by=person, now=NOW)

    with pytest.raises(OwnRequest):
        decide_request(place.hall, number, Decision(Step.APPROVE), by=person, now=NOW)
    stranger = an_account(place, Role.STAFF, staff="0137").actor
    with pytest.raises(Unknown):
        decide_request(place.hall, number, Decision(Step.WITHDRAW), by=stranger, now=NOW)
    decide_request(place.hall, number, Decision(Step.WITHDRAW), by=person, now=NOW)
    with pytest.raises(RequestClosed):
        decide(place, number, Decision(Step.APPROVE))
    assert request_numbered(place.hall, number).half_days == 2


def test_the_same_leave_again_is_refused() -> None:
    place = a_punctual_hall()
    person = an_account(place, Role.STAFF, staff="0138").actor
    span = LeaveSpan(date(2026, 11, 30), date(2026, 11, 30))
    form = LeaveForm(LeaveKind.ANNUAL, span, "休假")
    ask_leave(place.hall, form, by=person, now=NOW)

    with pytest.raises(FormProblems):
        ask_leave(place.hall, form, by=person, now=NOW)


def test_approved_business_takes_a_missing_sign_away() -> None:
    place = a_punctual_hall(kept="machine")
    imported(place)
    person = an_account(place, Role.STAFF, staff="0138").actor
    errand = BusinessForm(at("2026-11-25 15:00"), at("2026-11-25 17:00"), "送件")
    number = ask_business(place.hall, errand, by=person, now=NOW)
    assess_attendance(place.hall, NOVEMBER, by="考核员", now=NOW)
    while_asked = standing_facts(place)

    decide(place, number, Decision(Step.APPROVE))

    assert "0138 25 missing_sign edge=out purpose=official" in while_asked
    assert not any("missing_sign" in fact for fact in standing_facts(place))


def test_a_sign_entered_and_cancelled_by_hand_changes_the_day_and_changes_it_back() -> None:
    place = a_punctual_hall(kept="machine")
    imported(place)
    before = standing_facts(place)
    officer = an_account(place, Role.APPRAISAL_OFFICER).actor
    form = EntryForm("0138", at("2026-11-25 17:05"), Direction.OUT, "机器故障")

    enter_sign(place.hall, form, by=officer, now=NOW)
    entered = standing_facts(place)
    sign = session.query(AttendanceSign.id).filter_by(source="entered").scalar()
    cancel_sign(place.hall, sign, "记错人", by=officer, now=NOW)

    assert not any("missing_sign" in fact for fact in entered)
    assert standing_facts(place) == before


def test_a_sign_by_hand_on_a_day_that_waits_speaks_for_one_person() -> None:
    place = a_punctual_hall(kept="page")
    officer = an_account(place, Role.APPRAISAL_OFFICER).actor
    form = EntryForm("0138", at("2026-11-24 09:05"), Direction.IN, "系统故障")

    enter_sign(place.hall, form, by=officer, now=NOW)
    assessed = assess_attendance(place.hall, NOVEMBER, by="考核员", now=NOW)

    assert standing_facts(place) == [
        "0138 24 late minutes=5",
        "0138 24 missing_sign edge=out purpose=none",
    ]
    assert [day.day for day in assessed.waiting] == [23, 24, 25]


def test_where_attendance_is_not_kept_the_roster_is_believed() -> None:
    place = a_punctual_hall(kept="none")

    assess_attendance(place.hall, NOVEMBER, by="考核员", now=NOW)

    figures = figures_of(place.hall.id, Period.parse("2026-11"))
    assert figures[Who(Subject.STAFF, place.staff["0137"]), "attended_days"] == Figure(
        Fraction(3), 3
    )
    assert standing_facts(place) == []
