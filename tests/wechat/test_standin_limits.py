"""Does the stand-in keep each limit of WeChat's, exactly at its border?"""

from typing import Any

import pytest

from tests.wechat.phones import DATA, OPENID, TEMPLATE, hand_clock
from tests.wechat.raw import call, credentials, errcode_of, log_in, raw, token_of
from tests.wechat.wishes import CHECKED, IMAGE, LETTER, MEDIA, SCENE, SEND, SHOWN, TEXT
from wechat.standin import Quota, StandIn


@pytest.mark.parametrize(
    ("scene", "errcode"),
    [
        ("", 40169),
        ("a", 0),
        ("a" * 32, 0),
        ("a" * 33, 40169),
        ("!#$&'()*+,/:;=?@-._~", 0),
        ("a%b", 40169),
        ("窗口", 40169),
        ("a b", 40169),
        (5, 40169),
    ],
)
def test_a_scene_has_1_to_32_signs(standin: StandIn, scene: object, errcode: int) -> None:
    assert call(standin, IMAGE, {**SCENE, "scene": scene}) == errcode


@pytest.mark.parametrize(
    ("wish", "errcode"),
    [
        ({}, 0),
        ({"page": ""}, 0),
        ({"page": "pages/none/none"}, 41030),
        ({"page": "pages/none/none", "check_path": False}, 0),
        ({"page": "/pages/rate/rate"}, 41030),
        ({"page": "pages/rate/rate?a=1", "check_path": False}, 41030),
        ({"width": 279}, 40097),
        ({"width": 280}, 0),
        ({"width": 1280}, 0),
        ({"width": 1281}, 40097),
        ({"env_version": "trial"}, 0),
        ({"env_version": "formal"}, 40097),
    ],
    ids=str,
)
def test_a_code_image_leads_to_a_published_page(
    standin: StandIn, wish: dict[str, Any], errcode: int
) -> None:
    standin.pages = {"pages/rate/rate"}

    assert call(standin, IMAGE, {**SCENE, **wish}) == errcode


def test_agreements_add_up_and_are_used_up(standin: StandIn) -> None:
    standin.accept(OPENID, TEMPLATE)
    standin.accept(OPENID, TEMPLATE)
    standin.accept(OPENID, TEMPLATE, "reject")

    found = [call(standin, SEND, LETTER) for _ in range(3)]

    assert found == [0, 0, 43101]
    assert len(standin.sent) == 2


def test_a_refused_message_uses_no_agreement_up(standin: StandIn) -> None:
    standin.accept(OPENID, TEMPLATE)

    refused = call(standin, SEND, {**LETTER, "data": {}})

    assert [refused, call(standin, SEND, LETTER)] == [47003, 0]


def test_a_long_term_template_is_agreed_to_once(standin: StandIn) -> None:
    standin.add_template(TEMPLATE, *DATA, is_long_term=True)
    standin.accept(OPENID, TEMPLATE)
    many = [call(standin, SEND, LETTER) for _ in range(3)]

    standin.turn_off(OPENID, TEMPLATE)

    assert [*many, call(standin, SEND, LETTER)] == [0, 0, 0, 43101]


@pytest.mark.parametrize(
    ("wish", "errcode"),
    [
        ({"touser": "o-nobody"}, 40003),
        ({"template_id": "none"}, 40037),
        ({"page": "pages/none/none"}, 41030),
        ({"page": "pages/case/case?number=1"}, 0),
        ({"miniprogram_state": "release"}, 40097),
        ({"data": "{}"}, 47003),
        ({"data": {"thing1": "好"}}, 47003),
    ],
    ids=str,
)
def test_a_message_is_looked_at_before_it_leaves(
    standin: StandIn, wish: dict[str, Any], errcode: int
) -> None:
    standin.pages = {"pages/case/case"}
    standin.accept(OPENID, TEMPLATE)

    assert call(standin, SEND, {**LETTER, **wish}) == errcode


def test_the_words_of_47003_name_the_field(standin: StandIn) -> None:
    wish = {**LETTER, "data": {**LETTER["data"], "thing1": {"value": "长" * 21}}}

    answer = raw(standin, SEND, wish, {"access_token": token_of(standin)})

    assert answer["errmsg"].startswith("argument invalid! data.thing1.value")


@pytest.mark.parametrize("path", [TEXT, MEDIA])
@pytest.mark.parametrize(("seconds", "errcode"), [(7199, 0), (7200, 0), (7201, 61010)])
def test_content_is_checked_for_who_was_there_within_two_hours(
    standin: StandIn, path: str, seconds: int, errcode: int
) -> None:
    hand_clock(standin).move(seconds=seconds)

    assert call(standin, path, {TEXT: CHECKED, MEDIA: SHOWN}[path]) == errcode


@pytest.mark.parametrize(
    ("path", "wish", "errcode"),
    [
        (TEXT, {"content": "好" * 2500}, 0),
        (TEXT, {"content": "好" * 2501}, 47001),
        (TEXT, {"content": ""}, 44002),
        (TEXT, {"version": 1}, 47001),
        (TEXT, {"scene": 0}, 40129),
        (TEXT, {"scene": 4}, 0),
        (TEXT, {"scene": 5}, 40129),
        (TEXT, {"openid": "o-nobody"}, 40003),
        (MEDIA, {"media_url": "ftp://x"}, 40097),
        (MEDIA, {"media_type": 3}, 40097),
        (MEDIA, {"openid": "o-nobody"}, 40003),
    ],
    ids=lambda one: str(one)[:40],
)
def test_what_is_checked_must_be_in_shape(
    standin: StandIn, path: str, wish: dict[str, Any], errcode: int
) -> None:
    assert call(standin, path, {**{TEXT: CHECKED, MEDIA: SHOWN}[path], **wish}) == errcode


@pytest.mark.parametrize(
    ("path", "quota", "errcode"),
    [
        (TEXT, Quota(minute=2), 45011),
        (TEXT, Quota(day=2), 45009),
        (MEDIA, Quota(minute=2), 45011),
        (IMAGE, Quota(minute=2, minute_code=45009), 45009),
    ],
)
def test_calls_are_counted_by_the_minute_and_the_day(
    standin: StandIn, path: str, quota: Quota, errcode: int
) -> None:
    standin.quotas[path] = quota
    wish = {TEXT: CHECKED, MEDIA: SHOWN, IMAGE: SCENE}[path]

    found = [call(standin, path, wish) for _ in range(3)]
    hand_clock(standin).move(minutes=1)
    later = call(standin, path, wish)

    assert found == [0, 0, errcode]
    assert (later == 0) is (quota.minute == 2)


def test_a_day_ends_at_midnight_in_beijing(standin: StandIn) -> None:
    standin.quotas[TEXT] = Quota(day=1)
    clock = hand_clock(standin)
    clock.move(hours=14, minutes=59)  # 23:59 there
    standin.seen_at[OPENID] = clock()
    found = [call(standin, TEXT, CHECKED) for _ in range(2)]

    clock.move(minutes=1)

    assert [*found, call(standin, TEXT, CHECKED)] == [0, 45009, 0]


def test_the_quotas_of_wechat_are_the_ones_it_writes(standin: StandIn) -> None:
    written = {path: (quota.minute, quota.day) for path, quota in standin.quotas.items()}

    none = Quota().minute
    assert written == {
        "/sns/jscode2session": (100, none),
        "/cgi-bin/token": (none, 2000),
        "/cgi-bin/stable_token": (10_000, 500_000),
        "/cgi-bin/stable_token?force": (none, 20),
        IMAGE: (5000, none),
        SEND: (none, 10_000_000),
        TEXT: (4000, 2_000_000),
        MEDIA: (2000, 200_000),
    }


@pytest.mark.parametrize(
    ("path", "wish", "errcode"),
    [
        (TEXT, None, 43002),
        ("/sns/jscode2session", {}, 43002),
        ("/wxa/none", {}, 40097),
        ("/cgi-bin/stable_token", b"[]", 47001),
        ("/cgi-bin/stable_token", b"{", 47001),
        ("/cgi-bin/stable_token", b"\xff", 47001),
    ],
)
def test_an_address_is_called_as_it_wants(
    standin: StandIn, path: str, wish: Any, errcode: int
) -> None:
    assert errcode_of(raw(standin, path, wish)) == errcode


def test_only_tokens_ask_where_one_calls_from(standin: StandIn) -> None:
    token, code = token_of(standin), standin.login_code(OPENID)
    standin.faults.is_listed = False

    answer = raw(standin, "/cgi-bin/stable_token", credentials(standin))

    assert answer["errcode"] == 40164
    assert "invalid ip 127.0.0.1" in answer["errmsg"]
    assert [call(standin, IMAGE, SCENE, token), log_in(standin, code)] == [0, 0]


def test_which_call_is_busy_is_the_same_in_every_run(standin: StandIn) -> None:
    token = token_of(standin)
    standin.faults.busy_rate = 0.3

    found = [call(standin, IMAGE, SCENE, token) for _ in range(20)]

    assert [at for at, errcode in enumerate(found) if errcode] == [2, 7, 8, 12, 15, 18, 19]


def test_a_phone_code_is_not_a_login_code(standin: StandIn) -> None:
    login, phone = standin.login_code(OPENID), standin.phone_code(OPENID, "13800138000")
    path = "/wxa/business/getuserphonenumber"

    assert log_in(standin, phone) == 40029
    assert call(standin, path, {"code": login}) == 40029
    assert [call(standin, path, {"code": phone}) for _ in range(2)] == [0, 40163]


def test_everything_is_recorded(standin: StandIn) -> None:
    log_in(standin, "none")
    call(standin, IMAGE, SCENE)

    assert [(asked.path, asked.errcode) for asked in standin.asked] == [
        ("/sns/jscode2session", 40029),
        ("/cgi-bin/stable_token", 0),
        (IMAGE, 0),
    ]
