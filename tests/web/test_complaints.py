"""Does a complaint find its way in, once, and back to nobody but its writer?"""

import re
from datetime import timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from server.actions.codes.revoke_code import revoke_code
from server.models.cases import Case, CaseText
from server.models.ratings import Contact, Photo
from tests.build import MORNING
from tests.web.forms import Form, form_of, words_of
from tests.web.visitors import Visitor, a_file, a_photo

TYPED: dict[str, Any] = {"kind": "complaint", "category": "attitude", "text": "等候时无人理会"}
LARGE_CODES = re.compile(r'<b translate="no">([^<]+)</b>')


def form(visitor: Visitor, window: str = "A01") -> Form:
    """The complaint form of a window."""
    return form_of(visitor.client.get(f"/w/{visitor.place.codes[window]}/complain"))


def complain(visitor: Visitor, **answers: Any) -> TestResponse:
    """The answer to a complaint about somebody's attitude, unless something else is said."""
    return form(visitor).send(visitor.client, **{**TYPED, **answers})


def filed(visitor: Visitor, **answers: Any) -> list[str]:
    """The number and the secret code of a complaint that was taken."""
    return LARGE_CODES.findall(visitor.follow(complain(visitor, **answers)).text)


def followed(visitor: Visitor, number: str, code: str) -> TestResponse:
    """The page that number and code lead to."""
    answer = visitor.client.post("/c", data={"number": number, "code": code})
    return visitor.follow(answer) if answer.status_code == 303 else answer


def test_a_complaint_gets_a_number_and_a_secret_code(visitor: Visitor) -> None:
    number, code = filed(visitor)

    assert re.fullmatch(r"[0-9A-Z]{10}", number)
    assert re.fullmatch(r"([0-9A-Z]{4} ){3}[0-9A-Z]{4}", code)
    case = visitor.only(Case)
    assert (case.number, case.kind, case.category) == (number, "complaint", "attitude")
    assert case.window_id == visitor.place.windows["A01"]
    assert code.replace(" ", "").encode() not in case.code_hash


@pytest.mark.parametrize("kind", ["tip_off", "suggestion", "praise", "inquiry"])
def test_other_kinds_need_no_category_and_keep_none(visitor: Visitor, kind: str) -> None:
    answer = complain(visitor, kind=kind)

    assert answer.status_code == 303
    assert (visitor.only(Case).kind, visitor.only(Case).category) == (kind, "")


def test_a_tip_off_says_that_it_goes_to_the_discipline_contact(visitor: Visitor) -> None:
    thanks = words_of(visitor.follow(complain(visitor, kind="tip_off")))

    assert "只给纪检联系人" in thanks
    assert "等监督部门办理" not in thanks


def test_text_photos_and_contact_are_kept_with_the_case(visitor: Visitor) -> None:
    complain(visitor, contact="000-00000000", consent="1", photo=[a_photo()])

    assert visitor.only(CaseText).text == TYPED["text"]
    assert (visitor.count(Photo), visitor.count(Contact)) == (1, 1)


@pytest.mark.parametrize(
    ("answers", "anchor"),
    [
        pytest.param({"kind": None}, "f-kind", id="no kind"),
        pytest.param({"kind": "bad_rating"}, "f-kind", id="a kind that is none"),
        pytest.param({"category": None}, "f-category", id="a complaint about nothing"),
        pytest.param({"category": "weather"}, "f-category", id="a category that is none"),
        pytest.param({"text": " \n"}, "f-text", id="no words"),
        pytest.param({"text": "长" * 2001}, "f-text", id="too many words"),
        pytest.param({"contact": "000"}, "f-consent", id="a contact without consent"),
    ],
)
def test_what_is_missing_is_told_and_everything_typed_is_kept(
    visitor: Visitor, answers: dict[str, Any], anchor: str
) -> None:
    sent = form(visitor).fill(**{**TYPED, **answers})

    page = sent.send(visitor.client)

    assert page.status_code == 422
    assert f'href="#{anchor}"' in page.text
    assert f'id="{anchor}"' in page.text
    assert form_of(page).value("text") == sent.value("text")
    assert visitor.count(Case) == 0


def test_a_complaint_of_exactly_the_longest_length_is_taken(visitor: Visitor) -> None:
    assert complain(visitor, text="长" * 2000).status_code == 303


def test_the_same_form_again_is_the_same_case_with_the_same_code(visitor: Visitor) -> None:
    sent = form(visitor).fill(**TYPED)

    codes = {
        tuple(LARGE_CODES.findall(visitor.follow(sent.send(visitor.client)).text)) for _ in range(2)
    }

    assert len(codes) == 1
    assert visitor.count(Case) == 1


def test_a_complaint_may_be_written_for_as_long_as_it_takes(visitor: Visitor) -> None:
    sent = form(visitor).fill(**TYPED)
    visitor.clock.forward(timedelta(hours=5))

    assert sent.send(visitor.client).status_code == 303


def test_a_damaged_ticket_loses_nothing_typed(visitor: Visitor) -> None:
    page = complain(visitor, ticket="nonsense")

    assert page.status_code == 400
    assert form_of(page).send(visitor.client).status_code == 303


def test_a_bad_file_loses_nothing_typed(visitor: Visitor) -> None:
    page = complain(visitor, photo=[a_photo(), a_file(b"%PDF", "scan.jpg")])

    assert page.status_code == 422
    form_of(page).send(visitor.client)
    assert (visitor.only(CaseText).text, visitor.count(Photo)) == (TYPED["text"], 1)


def test_one_can_complain_behind_a_revoked_code(visitor: Visitor) -> None:
    with visitor.app.app_context():
        revoke_code(visitor.place.hall.id, "A01", by="李某", now=MORNING)

    assert complain(visitor).status_code == 303


def test_the_page_behind_a_revoked_code_leads_to_the_complaint_form(visitor: Visitor) -> None:
    with visitor.app.app_context():
        revoke_code(visitor.place.hall.id, "A01", by="李某", now=MORNING)
    code = visitor.place.codes["A01"]

    page = visitor.client.get(f"/w/{code}")

    assert page.status_code == 410
    assert f'href="/w/{code}/complain"' in page.text


def test_the_page_behind_a_code_that_never_was_offers_no_complaint(visitor: Visitor) -> None:
    assert "/complain" not in visitor.client.get("/w/00000000").text


def test_one_cannot_complain_behind_a_code_that_never_was(visitor: Visitor) -> None:
    assert visitor.client.get("/w/00000000/complain").status_code == 404


def test_another_look_keeps_what_is_typed(visitor: Visitor) -> None:
    page = complain(visitor, go="look")

    assert page.status_code == 200
    assert form_of(page).value("text") == TYPED["text"]
    assert visitor.count(Case) == 0


def test_number_and_code_show_how_the_case_stands(visitor: Visitor) -> None:
    number, code = filed(visitor)

    page = words_of(followed(visitor, number.lower(), code.lower()))

    for expected in (
        "投诉",
        number,
        "已收到",
        "A01 综合受理窗口",
        "11月25日 周三",
        "11月26日 周四",
    ):
        assert expected in page


def test_the_case_shows_neither_its_code_nor_the_whole_contact(visitor: Visitor) -> None:
    number, code = filed(visitor, contact="000-00000000", consent="1")

    page = followed(visitor, number, code).text

    assert code not in page
    assert "000-00000000" not in page
    assert "000****0000" in page


def test_the_number_stands_in_the_question_for_the_code(visitor: Visitor) -> None:
    page = visitor.client.get("/c/sb39xaaq8b")

    assert page.status_code == 200
    assert form_of(page).value("number") == "SB39XAAQ8B"


def test_a_wrong_code_and_an_unknown_number_look_the_same(visitor: Visitor) -> None:
    number, _ = filed(visitor)
    other = "0" * len(number)

    wrong = followed(visitor, number, "ZZZZ ZZZZ ZZZZ ZZZZ")
    unknown = followed(visitor, other, "ZZZZ ZZZZ ZZZZ ZZZZ")

    assert (wrong.status_code, unknown.status_code) == (404, 404)
    nonce = re.compile(r'nonce="[^"]+"')
    assert nonce.sub("", wrong.text) == nonce.sub("", unknown.text).replace(other, number)


def test_asking_for_a_code_does_not_tell_whether_the_number_exists(visitor: Visitor) -> None:
    number, _ = filed(visitor)
    nonce = re.compile(r'nonce="[^"]+"')

    known = visitor.client.get(f"/c/{number}").text
    unknown = visitor.client.get("/c/0000000000").text

    assert nonce.sub("", known) == nonce.sub("", unknown).replace("0000000000", number)


def test_the_case_of_a_bad_rating_opens_to_no_code(visitor: Visitor) -> None:
    visitor.rate(level="1", tag="115")

    assert followed(visitor, visitor.only(Case).number, "").status_code == 404


def test_the_thank_you_page_closes_after_ten_minutes(visitor: Visitor) -> None:
    address = complain(visitor).headers["Location"]

    visitor.clock.forward(timedelta(minutes=10, seconds=1))

    assert visitor.client.get(address).status_code == 410
