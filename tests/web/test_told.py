"""Is a citizen asked apart whether they want messages, and is nobody told who did not tick?"""

from pathlib import Path

import pytest

from server.models.cases import Case
from server.models.ratings import Contact, Rating
from server.settings import Settings
from tests.house.installation import a_settings
from tests.web.forms import form_of, words_of
from tests.web.visitors import Visitor

BOX = "有进展时给我发短信或邮件"
OUTWARD = {"SMS_URL": "https://sms.example.org/send", "SMTP_URL": "smtps://mail.example.gov.cn"}
BAD = {"level": "2", "tag": "214", "consent": "1"}
COMPLAINT = {"kind": "suggestion", "text": "请多开一个窗口", "consent": "1"}


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """An installation with an SMS gateway and a mail server."""
    return a_settings(database_url=database_url, var_dir=tmp_path, outward=OUTWARD)


@pytest.mark.parametrize("page", ["w/{code}", "w/{code}?size=elder", "w/{code}/complain"])
def test_the_box_for_messages_is_not_ticked(visitor: Visitor, page: str) -> None:
    answer = visitor.client.get("/" + page.format(code=visitor.place.codes["A01"]))

    assert "checked" not in answer.text.partition('name="tell"')[2].partition(">")[0]
    assert "tell" not in dict(form_of(answer).fields)


def test_whoever_ticks_both_boxes_agreed_to_messages(visitor: Visitor) -> None:
    visitor.rate(**BAD, contact="13800138078", tell="1")

    assert visitor.only(Contact).consent == "2026-12+told"


def test_whoever_ticks_only_the_call_back_did_not(visitor: Visitor) -> None:
    visitor.rate(**BAD, contact="13800138078")

    assert visitor.only(Contact).consent == "2026-12"


@pytest.mark.parametrize("contact", ["", "0912-1234567", "微信 wx_1"])
def test_messages_need_somewhere_to_go_and_everything_typed_is_kept(
    visitor: Visitor, contact: str
) -> None:
    page = visitor.rate(**BAD, contact=contact, tell="1", text="等了一个小时")

    assert page.status_code == 422
    assert '<a href="#f-tell">' in page.text
    assert "手机号或邮箱" in words_of(page)
    again = form_of(page)
    assert (again.value("contact"), again.value("tell")) == (contact, "1")
    assert again.value("text") == "等了一个小时"
    assert visitor.count(Rating) == 0


def test_a_complaint_is_asked_the_same(visitor: Visitor) -> None:
    form = form_of(visitor.client.get(f"/w/{visitor.place.codes['A01']}/complain"))

    refused = form.send(visitor.client, **COMPLAINT, tell="1")
    taken = form_of(refused).send(visitor.client, contact="li@example.org")

    assert (refused.status_code, taken.status_code) == (422, 303)
    assert visitor.only(Contact).consent == "2026-12+told"
    assert visitor.count(Case) == 1


def test_one_question_a_screen_keeps_the_tick_and_mends_it_where_it_is(visitor: Visitor) -> None:
    page = visitor.scan(size="elder")
    for answers in ({"level": "5"}, {}, {}):
        page = form_of(page).send(visitor.client, go="next", **answers)

    told = form_of(page).send(visitor.client, go="send", tell="1")
    back = form_of(told).send(visitor.client, go="back")

    assert (told.status_code, form_of(told).value("at")) == (422, "more")
    assert form_of(back).value("tell") == "1"


def test_the_notice_says_what_a_contact_is_used_for(visitor: Visitor) -> None:
    page = words_of(visitor.scan())

    assert BOX in page
    assert "您另外打了勾，才用来发进展通知" in page
    assert "说明版本 2026-12" in page
