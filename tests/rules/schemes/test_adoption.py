"""What the record of adoption must hold before a scheme can be in force."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from server.packs.schemes import preset
from server.rules.schemes.adoption import LONGEST, AdoptionForm, adoption_problems
from server.rules.schemes.reading import read
from server.rules.schemes.shape import Scheme
from tests.rules.schemes.scheme_build import a_file

TODAY = date(2026, 4, 1)
FORM = AdoptionForm("领导小组", TODAY, "示政〔2026〕9号", "全体窗口人员")
TOWN = preset("town").scheme
UNGUARDED = '[[consequence]]\nbottom = 1\nrunning = 2\ntask = "约谈"\nguard = false'


def fields(form: AdoptionForm, scheme: Scheme = TOWN) -> list[str]:
    return [problem.field for problem in adoption_problems(form, scheme, TODAY)]


def test_a_whole_record_of_today_is_enough() -> None:
    assert fields(FORM) == []


def test_what_is_needed_is_named() -> None:
    assert fields(AdoptionForm(" ", TODAY, "", "")) == ["body", "document_number", "heard"]


@pytest.mark.parametrize("day", [None, TODAY + timedelta(days=1)], ids=["none", "tomorrow"])
def test_the_day_is_there_and_not_ahead(day: date | None) -> None:
    assert fields(replace(FORM, adopted_on=day)) == ["adopted_on"]


def test_words_have_their_longest() -> None:
    assert fields(replace(FORM, body="字" * LONGEST["body"])) == []
    assert fields(replace(FORM, body="字" * (LONGEST["body"] + 1))) == ["body"]


def test_a_rule_about_the_last_without_its_check_needs_a_reason() -> None:
    scheme = read(a_file(UNGUARDED))
    assert isinstance(scheme, Scheme)

    assert fields(FORM, scheme) == ["guard_reason"]
    assert fields(replace(FORM, guard_reason="人少"), scheme) == []
