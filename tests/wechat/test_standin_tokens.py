"""Does the stand-in give and end codes and tokens as WeChat does, exactly at its borders?"""

import pytest

from tests.wechat.phones import OPENID, hand_clock
from tests.wechat.raw import call, credentials, errcode_of, log_in, ordinary_token_of, raw, token_of
from tests.wechat.wishes import IMAGE, SCENE
from wechat.standin import Quota, StandIn


@pytest.mark.parametrize(("seconds", "errcode"), [(299, 0), (300, 0), (301, 40029)])
def test_a_login_code_serves_five_minutes(standin: StandIn, seconds: int, errcode: int) -> None:
    code = standin.login_code(OPENID)
    hand_clock(standin).move(seconds=seconds)

    assert log_in(standin, code) == errcode


def test_a_login_code_serves_once(standin: StandIn) -> None:
    code = standin.login_code(OPENID)

    assert [log_in(standin, code), log_in(standin, code)] == [0, 40163]


def test_one_person_logs_in_a_hundred_times_a_minute(standin: StandIn) -> None:
    standin.quotas["/sns/jscode2session"] = Quota(minute=2)
    codes = [standin.login_code(OPENID) for _ in range(3)]

    found = [log_in(standin, code) for code in codes]
    other = log_in(standin, standin.login_code("o-other"))
    hand_clock(standin).move(minutes=1)
    later = log_in(standin, standin.login_code(OPENID))

    assert (found, other, later) == ([0, 0, 45011], 0, 0)


ACCOUNTS: list[tuple[dict[str, str], int]] = [
    ({"appid": "wx"}, 40013),
    ({"secret": "0"}, 40125),
    ({"grant_type": "other"}, 40002),
]


@pytest.mark.parametrize(("wrong", "errcode"), ACCOUNTS)
def test_who_asks_for_a_token_must_be_right(
    standin: StandIn, wrong: dict[str, str], errcode: int
) -> None:
    wish = {**credentials(standin), "grant_type": "client_credential", **wrong}

    assert errcode_of(raw(standin, "/cgi-bin/stable_token", wish)) == errcode


def test_the_stable_token_stays_until_its_last_five_minutes(standin: StandIn) -> None:
    clock = hand_clock(standin)
    first = token_of(standin)
    clock.move(seconds=7200 - 301)
    same = token_of(standin)
    clock.move(seconds=1)

    second = token_of(standin)

    assert first == same
    assert second != first
    assert [call(standin, IMAGE, SCENE, one) for one in (first, second)] == [0, 0]


@pytest.mark.parametrize(("seconds", "errcode"), [(7199, 0), (7200, 42001)])
def test_a_token_lives_two_hours(standin: StandIn, seconds: int, errcode: int) -> None:
    token = token_of(standin)
    hand_clock(standin).move(seconds=seconds)

    assert call(standin, IMAGE, SCENE, token) == errcode


def test_a_token_has_the_512_characters_it_may_have(standin: StandIn) -> None:
    assert len(token_of(standin)) == 512


def test_forcing_ends_the_token_before(standin: StandIn) -> None:
    first = token_of(standin)

    second = token_of(standin, force=True)

    assert [call(standin, IMAGE, SCENE, one) for one in (first, second)] == [40001, 0]


@pytest.mark.parametrize(("seconds", "is_new"), [(29, False), (30, True)])
def test_forcing_again_within_thirty_seconds_does_nothing(
    standin: StandIn, seconds: int, *, is_new: bool
) -> None:
    first = token_of(standin, force=True)
    hand_clock(standin).move(seconds=seconds)

    assert (token_of(standin, force=True) != first) is is_new


def test_forcing_is_done_twenty_times_a_day(standin: StandIn) -> None:
    wish = {**credentials(standin), "grant_type": "client_credential", "force_refresh": True}
    found = []
    for _ in range(21):
        found.append(errcode_of(raw(standin, "/cgi-bin/stable_token", wish)))
        hand_clock(standin).move(seconds=30)

    assert found == [0] * 20 + [45009]


def test_the_two_kinds_of_token_know_nothing_of_each_other(standin: StandIn) -> None:
    stable, ordinary = token_of(standin), ordinary_token_of(standin)

    token_of(standin, force=True)

    assert [call(standin, IMAGE, SCENE, one) for one in (stable, ordinary)] == [40001, 0]


@pytest.mark.parametrize(("seconds", "errcode"), [(299, 0), (300, 42001)])
def test_an_ordinary_token_dies_five_minutes_after_the_next(
    standin: StandIn, seconds: int, errcode: int
) -> None:
    first = ordinary_token_of(standin)
    second = ordinary_token_of(standin)
    hand_clock(standin).move(seconds=seconds)

    assert first != second
    assert call(standin, IMAGE, SCENE, first) == errcode


@pytest.mark.parametrize(("token", "errcode"), [("", 41001), ("made-up", 40001)])
def test_without_a_good_token_nothing_is_done(standin: StandIn, token: str, errcode: int) -> None:
    answer = raw(standin, IMAGE, SCENE, {"access_token": token} if token else None)

    assert errcode_of(answer) == errcode
