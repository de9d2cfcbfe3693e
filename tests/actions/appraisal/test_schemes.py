"""A scheme is in force by its record of adoption and two people, and only then."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from server import errors
from server.actions.appraisal.adopt_scheme import adopt_scheme
from server.actions.appraisal.compute_period import compute_period
from server.actions.appraisal.propose_scheme import propose_scheme
from server.actions.appraisal.sign_period import Signing, sign_period
from server.packs.schemes import preset
from server.queries.appraisal.periods import latest_period
from server.queries.appraisal.schemes import all_schemes, scheme_on
from server.rules.appraisal.periods import Period
from server.rules.schemes.adoption import AdoptionForm
from server.rules.schemes.refusals import (
    PeriodsClosed,
    SchemeAdopted,
    SchemeExists,
    SchemeRefused,
    UnknownScheme,
)
from tests.build import TestHall, a_hall, at, in_being_since

OFFICER, HEAD = "李某", "王某"
NOW, LATER = at("2026-04-01 09:00"), at("2026-04-20 09:00")
TEXT = preset("town").text
FORM = AdoptionForm("考核领导小组", date(2025, 12, 20), "示政〔2025〕9号", "全体窗口人员")


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    with app.app_context():
        found = a_hall(windows=("A01",), staff=("0137",))
        in_being_since("2025-12-01 08:00")
        yield found


def propose(place: TestHall, text: str = TEXT, form: AdoptionForm = FORM) -> None:
    propose_scheme(place.hall, text, form, by=OFFICER, now=NOW)


def adopt(place: TestHall, version: str = "2026.1", by: str = HEAD) -> None:
    adopt_scheme(place.hall, "town", version, by=by, now=NOW)


def second(begins: str = "2026-07-01") -> str:
    return TEXT.replace('"2026.1"', '"2026.2"').replace("2026-01-01", begins)


def test_what_is_proposed_holds_nowhere_before_a_second_person_confirms_it(place: TestHall) -> None:
    propose(place)
    before = scheme_on(place.hall.id, date(2026, 3, 1))
    adopt(place)

    after = scheme_on(place.hall.id, date(2026, 3, 1))

    assert before is None
    assert after is not None
    assert after.name == "town/2026.1"
    assert scheme_on(place.hall.id, date(2025, 12, 31)) is None


def test_who_proposed_it_is_no_second_person(place: TestHall) -> None:
    propose(place)

    with pytest.raises(errors.SamePerson):
        adopt(place, by=OFFICER)


def test_what_nobody_proposed_cannot_be_adopted(place: TestHall) -> None:
    with pytest.raises(UnknownScheme):
        adopt(place)


def test_a_record_without_body_number_and_hearing_is_refused_whole(place: TestHall) -> None:
    lacking = AdoptionForm("", date(2026, 4, 2), " ", "x" * 501)

    with pytest.raises(errors.FormProblems) as refused:
        propose(place, form=lacking)

    fields = [one.field for one in refused.value.problems]
    assert fields == ["body", "document_number", "heard", "adopted_on"]
    assert all_schemes(place.hall.id) == ()


def test_a_bottom_rule_without_its_check_needs_a_reason(place: TestHall) -> None:
    text = f'{TEXT}\n[[consequence]]\nbottom = 1\nrunning = 2\ntask = "约谈"\nguard = false\n'

    with pytest.raises(errors.FormProblems) as refused:
        propose(place, text)
    propose(place, text, replace(FORM, guard_reason="人数太少"))

    assert [one.field for one in refused.value.problems] == ["guard_reason"]


def test_a_text_with_mistakes_stores_nothing(place: TestHall) -> None:
    with pytest.raises(SchemeRefused) as refused:
        propose(place, TEXT.replace("points = -1", "point = -1", 1))

    assert [one.code for one in refused.value.problems] == ["E02"]
    assert all_schemes(place.hall.id) == ()


def test_one_version_is_one_text_for_ever(place: TestHall) -> None:
    propose(place)
    propose(place, form=replace(FORM, body="另一机构"))
    adopt(place)

    with pytest.raises(SchemeExists):
        propose(place, TEXT + "# 改过\n")
    with pytest.raises(SchemeAdopted):
        propose(place)
    (kept,) = all_schemes(place.hall.id)
    assert kept.adoption is not None
    assert kept.adoption.body == "另一机构"


def test_a_later_version_takes_over_on_its_day(place: TestHall) -> None:
    for text, version in ((TEXT, "2026.1"), (second(), "2026.2")):
        propose(place, text)
        adopt(place, version)

    days = (date(2026, 6, 30), date(2026, 7, 1))

    found = [scheme_on(place.hall.id, day) for day in days]
    assert [one.version for one in found if one] == ["2026.1", "2026.2"]


def test_a_version_that_leaves_a_gap_is_refused_on_the_line_of_its_first_day(
    place: TestHall,
) -> None:
    ended = TEXT.replace("from     = 2026-01-01", "from     = 2026-01-01\nuntil = 2026-06-30")
    propose(place, ended)
    adopt(place)

    with pytest.raises(SchemeRefused) as refused:
        propose(place, second("2026-08-01"))

    (problem,) = refused.value.problems
    line = second().splitlines().index("from     = 2026-07-01") + 1
    assert (problem.key, problem.line) == ("e04_gap", line)


def test_a_version_reaches_into_no_month_that_is_signed(place: TestHall) -> None:
    propose(place)
    adopt(place)
    march = Period.parse("2026-03")
    compute_period(place.hall, march, by=OFFICER, now=NOW)
    latest = latest_period(place.hall.id, march)
    assert latest is not None
    sign_period(place.hall, Signing(march, latest.digest), by=HEAD, now=LATER)

    propose(place, second("2026-03-01"))
    with pytest.raises(PeriodsClosed):
        adopt(place, "2026.2")
