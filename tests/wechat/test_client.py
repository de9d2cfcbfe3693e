"""Does every call bring what it promises, say what it must, and tell no secret?"""

import json
import logging

import pytest

from tests.wechat.phones import (
    ADDRESSES,
    DATA,
    OPENID,
    TEMPLATE,
    Deed,
    agreed_message,
    client_of,
    hand_clock,
    image,
    log_in,
    phone,
    picture,
)
from wechat.client import SubscribeMessage, Suggest, Wechat, label_of
from wechat.errors import (
    AccountBlocked,
    AddressNotListed,
    CodeInvalid,
    CodeUsed,
    ConsentUsedUp,
    OpenidUnknown,
    PageUnpublished,
    SceneUnfit,
    TemplateFieldUnfit,
    TemplateUnknown,
    TooFrequent,
    WechatError,
    WrongAppid,
    WrongSecret,
)
from wechat.standin import Quota, StandIn


def last_body(standin: StandIn) -> str:
    return standin.asked[-1].body.decode()


def test_a_code_tells_who_opened_the_mini_program(wechat: Wechat, standin: StandIn) -> None:
    session = wechat.code_to_session(standin.login_code(OPENID, unionid="u-person"))

    assert (session.openid, session.unionid) == (OPENID, "u-person")


def test_signing_in_needs_no_token(wechat: Wechat, standin: StandIn) -> None:
    log_in(wechat, standin)

    assert [asked.path for asked in standin.asked] == ["/sns/jscode2session"]


def test_a_code_image_is_a_picture_and_another_for_each_scene(
    wechat: Wechat, standin: StandIn
) -> None:
    first, second = wechat.code_image("A1", "pages/rate/rate"), image(wechat, standin)

    assert first.startswith(b"\x89PNG")
    assert first != second


@pytest.mark.parametrize(
    ("edition", "asked"),
    [("release", ("release", True)), ("trial", ("trial", False)), ("develop", ("develop", False))],
)
def test_only_the_release_asks_for_published_pages(
    standin: StandIn, edition: str, asked: tuple[str, bool]
) -> None:
    image(client_of(standin, env_version=edition), standin)

    wish = json.loads(last_body(standin))
    assert (wish["env_version"], wish["check_path"]) == asked


def test_a_message_arrives_with_its_fields(standin: StandIn) -> None:
    standin.accept(OPENID, TEMPLATE)
    message = SubscribeMessage(OPENID, TEMPLATE, DATA, page="pages/case/case?n=1", lang="en_US")

    msgid = client_of(standin, env_version="trial").send_subscribe(message)

    (sent,) = standin.sent
    assert sent.data == DATA
    assert (sent.page, sent.lang, sent.state) == ("pages/case/case?n=1", "en_US", "trial")
    assert str(sent.msgid) == msgid


def test_an_unfit_field_is_refused_before_anything_is_sent(
    wechat: Wechat, standin: StandIn
) -> None:
    message = SubscribeMessage(OPENID, TEMPLATE, {**DATA, "thing1": "长" * 21})

    with pytest.raises(TemplateFieldUnfit) as refused:
        wechat.send_subscribe(message)

    assert refused.value.data == {"field": "thing1"}
    assert standin.asked == []


def test_chinese_travels_as_it_is(wechat: Wechat, standin: StandIn) -> None:
    wechat.check_text("看看", openid=OPENID)

    assert '"看看"' in last_body(standin)


def test_a_picture_gets_a_number_for_its_verdict(wechat: Wechat, standin: StandIn) -> None:
    first, second = picture(wechat, standin), picture(wechat, standin)

    assert first
    assert first != second


def test_a_phone_number_comes_by_its_own_code(wechat: Wechat, standin: StandIn) -> None:
    assert phone(wechat, standin) == "13800138000"


def test_a_phone_number_for_another_mini_program_is_none(standin: StandIn) -> None:
    wechat = client_of(standin)
    wechat.token()
    standin.account = client_of(standin, appid="wx" + "f" * 16).account

    with pytest.raises(CodeInvalid):
        phone(wechat, standin)


@pytest.mark.parametrize("suggest", [Suggest.REVIEW, Suggest.RISKY])
def test_a_text_is_judged(wechat: Wechat, standin: StandIn, suggest: Suggest) -> None:
    standin.judge_text("骂人", suggest, 20003)

    verdict = wechat.check_text("他骂人", openid=OPENID)
    other = wechat.check_text("很好", openid=OPENID)

    assert (verdict.suggest, verdict.label) == (suggest, 20003)
    assert (other.suggest, other.label) == (Suggest.PASS, 100)


@pytest.mark.parametrize(
    ("text", "calls"),
    [("", 0), (" \n", 0), ("好", 1), ("好" * 2500, 1), ("好" * 2501, 2), ("好" * 5000, 2)],
    ids=["nothing", "blanks", "one", "2500", "2501", "5000"],
)
def test_a_text_is_checked_in_parts_of_2500(
    wechat: Wechat, standin: StandIn, text: str, calls: int
) -> None:
    wechat.check_text(text, openid=OPENID)

    assert sum(asked.path == "/wxa/msg_sec_check" for asked in standin.asked) == calls


def test_the_worst_part_of_a_text_decides(wechat: Wechat, standin: StandIn) -> None:
    standin.judge_text("甲", Suggest.RISKY, 20001)
    standin.judge_text("乙", Suggest.REVIEW, 20012)

    verdict = wechat.check_text("甲" + "好" * 2499 + "乙", openid=OPENID)

    assert verdict.label == 20001


def test_a_label_may_come_as_a_text() -> None:
    assert [label_of(told) for told in (100, "20002", None, "none", "²")] == [100, 20002, 0, 0, 0]


def test_a_verdict_that_nobody_knows_is_for_people_to_look_at() -> None:
    assert Suggest("something new") is Suggest.REVIEW


def blocked(_: Wechat, standin: StandIn) -> None:
    standin.faults.blocked.add(OPENID)


def two_at_a_time(_: Wechat, standin: StandIn) -> None:
    standin.quotas["/sns/jscode2session"] = Quota(minute=0)


def unlisted(_: Wechat, standin: StandIn) -> None:
    standin.faults.is_listed = False


def nothing(_: Wechat, __: StandIn) -> None:
    pass


def unpublished(_: Wechat, standin: StandIn) -> None:
    standin.pages = {"pages/home/home"}


def long_ago(_: Wechat, standin: StandIn) -> None:
    hand_clock(standin).move(hours=2, seconds=1)


REFUSALS: list[tuple[str, dict[str, str], Deed, Deed, type[WechatError]]] = [
    ("a code that is none", {}, nothing, lambda w, _: w.code_to_session("none"), CodeInvalid),
    ("a person at risk", {}, blocked, log_in, AccountBlocked),
    ("too many sign-ins", {}, two_at_a_time, log_in, TooFrequent),
    ("another appid", {"appid": "wx" + "f" * 16}, nothing, log_in, WrongAppid),
    ("another secret", {"secret": "f" * 32}, nothing, log_in, WrongSecret),
    ("another secret, for a token", {"secret": "f" * 32}, nothing, image, WrongSecret),
    ("an address that is not listed", {}, unlisted, image, AddressNotListed),
    ("a page that is not published", {}, unpublished, image, PageUnpublished),
    ("no scene", {}, nothing, lambda w, _: w.code_image("", "pages/rate/rate"), SceneUnfit),
    (
        "a template that is not there",
        {},
        nothing,
        lambda w, _: w.send_subscribe(SubscribeMessage(OPENID, "none", DATA)),
        TemplateUnknown,
    ),
    (
        "a message to nobody",
        {},
        nothing,
        lambda w, _: w.send_subscribe(SubscribeMessage("o-nobody", TEMPLATE, DATA)),
        OpenidUnknown,
    ),
    (
        "a message nobody agreed to",
        {},
        nothing,
        lambda w, _: w.send_subscribe(SubscribeMessage(OPENID, TEMPLATE, DATA)),
        ConsentUsedUp,
    ),
    (
        "a text of somebody who left",
        {},
        long_ago,
        lambda w, _: w.check_text("好", openid=OPENID),
        OpenidUnknown,
    ),
]


@pytest.mark.parametrize(
    ("account", "given", "deed", "error"),
    [row[1:] for row in REFUSALS],
    ids=[row[0] for row in REFUSALS],
)
def test_a_refusal_has_its_name(
    standin: StandIn, account: dict[str, str], given: Deed, deed: Deed, error: type[WechatError]
) -> None:
    wechat = client_of(standin, None, **account)
    given(wechat, standin)

    with pytest.raises(error) as refused:
        deed(wechat, standin)

    assert type(refused.value) is error


def test_a_code_serves_once(wechat: Wechat, standin: StandIn) -> None:
    code = standin.login_code(OPENID)
    wechat.code_to_session(code)

    with pytest.raises(CodeUsed):
        wechat.code_to_session(code)


def test_the_address_that_is_not_listed_is_named(wechat: Wechat, standin: StandIn) -> None:
    standin.faults.is_listed = False

    with pytest.raises(AddressNotListed) as refused:
        wechat.token()

    assert refused.value.data == {"errcode": 40164, "ip": "127.0.0.1"}


def test_the_field_that_wechat_refuses_is_named(wechat: Wechat, standin: StandIn) -> None:
    standin.add_template(TEMPLATE, "thing1", "date2", "phrase3")
    standin.accept(OPENID, TEMPLATE)

    with pytest.raises(TemplateFieldUnfit) as refused:
        wechat.send_subscribe(SubscribeMessage(OPENID, TEMPLATE, DATA))

    assert refused.value.data == {"errcode": 47003, "field": "phrase3"}


def test_no_log_holds_a_secret(
    wechat: Wechat, standin: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for deed in ADDRESSES.values():
        deed(wechat, standin)
    standin.faults.hang_ups = 9
    with pytest.raises(WechatError):
        agreed_message(wechat, standin)

    secrets = (standin.account.secret, wechat.token()[:32], OPENID, "13800138000")
    assert not [secret for secret in secrets if secret in caplog.text]
    assert not [secret for secret in secrets if secret in repr((wechat.account, wechat))]
