"""Is a citizen told, before sending, that nearly the same is there already, and no more?"""

from datetime import timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from server.models.cases import Case, CaseText
from tests.web.forms import Form, form_of, words_of
from tests.web.visitors import Visitor, a_photo

SAID = "上午在窗口等了两个小时，工作人员一直在看手机，问了三次都说系统不好用。"
NEARLY = "上午在窗口等了两个小时，工作人员一直看手机。问了三次，都说系统不好用！"
TYPED: dict[str, Any] = {"kind": "complaint", "category": "attitude", "text": SAID}
HINT = "内容相近的反映"


def form(visitor: Visitor, window: str = "A01") -> Form:
    """The complaint form of a window."""
    return form_of(visitor.client.get(f"/w/{visitor.place.codes[window]}/complain"))


def complain(visitor: Visitor, window: str = "A01", **answers: Any) -> TestResponse:
    """The answer to a complaint."""
    return form(visitor, window).send(visitor.client, **{**TYPED, **answers})


def test_somebody_elses_is_told_with_its_day_and_nothing_else(visitor: Visitor) -> None:
    complain(visitor)
    number = visitor.only(Case).number

    page = complain(visitor, text=NEARLY, category="skill")

    assert page.status_code == 200
    assert "2026年11月25日起已经在办" in words_of(page)
    assert number not in page.text
    assert SAID not in page.text
    assert visitor.count(Case) == 1


def test_it_is_sent_all_the_same_with_everything_typed(visitor: Visitor) -> None:
    complain(visitor)
    hinted = form_of(complain(visitor, text=NEARLY, photo=[a_photo()]))

    answer = hinted.send(visitor.client, go="anyway")

    assert answer.status_code == 303
    assert visitor.count(Case) == 2
    with visitor.app.app_context():
        assert hinted.value("text") == NEARLY


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param({"text": "服务态度不好，没有人理"}, id="few words"),
        pytest.param({"text": "材料清单上没有写要带户口本原件，来了三趟才办成。"}, id="others"),
        pytest.param({"text": SAID[:20]}, id="a part of what the other wrote"),
    ],
)
def test_what_is_not_nearly_the_same_is_filed_at_once(
    visitor: Visitor, answers: dict[str, Any]
) -> None:
    complain(visitor)

    assert complain(visitor, **answers).status_code == 303


def test_another_window_does_not_count(visitor: Visitor) -> None:
    complain(visitor)

    assert complain(visitor, "A02").status_code == 303


@pytest.mark.parametrize(
    ("wait", "status"),
    [
        pytest.param(timedelta(days=7) - timedelta(seconds=1), 200, id="within seven days"),
        pytest.param(timedelta(days=7), 303, id="after exactly seven days"),
    ],
)
def test_only_the_last_week_counts(visitor: Visitor, wait: timedelta, status: int) -> None:
    complain(visitor)
    visitor.clock.forward(wait)

    assert complain(visitor).status_code == status


def test_a_tip_off_is_told_of_to_nobody_and_told_of_nothing(visitor: Visitor) -> None:
    complain(visitor, kind="tip_off")

    assert complain(visitor).status_code == 303
    assert complain(visitor, kind="tip_off").status_code == 303
    assert visitor.count(Case) == 3


def test_changed_words_in_a_form_that_was_sent_are_not_lost(visitor: Visitor) -> None:
    sent = form(visitor)
    sent.send(visitor.client, **TYPED)
    number = visitor.only(Case).number

    page = sent.send(visitor.client, **{**TYPED, "text": f"{SAID}后来才办好。"})

    assert page.status_code == 200
    assert number in words_of(page)
    assert "刚才改的内容没有保存" in words_of(page)
    assert form_of(page).send(visitor.client, go="anyway").status_code == 303
    assert visitor.count(CaseText) == 2


def test_the_same_form_with_the_same_words_is_the_same_case(visitor: Visitor) -> None:
    sent = form(visitor)

    answers = {sent.send(visitor.client, **TYPED).status_code for _ in range(2)}

    assert answers == {303}
    assert visitor.count(Case) == 1


def test_what_is_wrong_is_told_before_any_hint(visitor: Visitor) -> None:
    complain(visitor)

    page = complain(visitor, category=None)

    assert page.status_code == 422
    assert HINT not in page.text
