"""Does wechat check find what is not set up as WeChat has it, and say how to mend it?"""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from photos.store import PhotoStore
from server import clock
from server.cli.findings import Finding, Grade
from server.cli.wechat_check import SAMPLES, look
from server.gate import Wiring
from server.rules.messages.templates import WECHAT_FIELD
from server.settings import Settings
from tests.house.installation import PUBLIC_URL, SECRET
from tests.house.mini_program import set_up, settings_for
from wechat.fields import KINDS, field_problems
from wechat.standin import Quota, StandIn, standing_in

TEMPLATES = {
    "case_answered": {
        "id": "t-answered",
        "fields": {"character_string1": "number", "thing2": "news", "date3": "day"},
    }
}
WHOLE = {"WECHAT_TEMPLATES": json.dumps(TEMPLATES), "WECHAT_VERIFY_FILES": "a1b2=content"}


@pytest.fixture
def standin() -> Iterator[StandIn]:
    """A WeChat that has the mini-program as the settings say."""
    with standing_in(clock.now) as world:
        world.add_template("t-answered", "character_string1", "thing2", "date3")
        world.pages = {"pages/rate/rate"}
        yield world


Found = list[tuple[str, str, Grade]]


def looked(said: Mapping[str, str], *, public_url: str = PUBLIC_URL) -> list[Finding]:
    """What is found with these settings; no database is asked."""
    settings = Settings("sqlite://", SECRET, public_url, Path(), wechat=said)
    return list(look(settings, Wiring(settings, PhotoStore(Path())).wechat))


def troubles(said: Mapping[str, str]) -> Found:
    """What is not well: its code, what it is about, how it is."""
    return [
        (one.code.partition(".")[2], str(one.data.get("why", one.data.get("name", ""))), one.grade)
        for one in looked(said)
        if one.grade is not Grade.WELL
    ]


def test_everything_is_well_when_both_sides_agree(standin: StandIn) -> None:
    said = settings_for(standin.account, **WHOLE)

    assert troubles(said) == []
    assert len(looked(said)) == 8


def test_a_whole_check_sends_nobody_a_message(standin: StandIn) -> None:
    looked(settings_for(standin.account, **WHOLE))

    asked = {one.path: one.errcode for one in standin.asked}
    assert asked["/sns/jscode2session"] == 40029
    assert asked["/cgi-bin/message/subscribe/send"] == 40003
    assert asked["/wxa/msg_sec_check"] == 40003
    assert standin.sent == []


def unlisted(standin: StandIn) -> None:
    standin.faults.is_listed = False


def unpublished(standin: StandIn) -> None:
    standin.pages = set()


def without_template(standin: StandIn) -> None:
    del standin.templates["t-answered"]
    standin.add_template("t-other", "thing1")


def other_fields(standin: StandIn) -> None:
    standin.add_template("t-answered", "character_string1", "thing2", "date4")


def lasting(standin: StandIn) -> None:
    fields = standin.templates["t-answered"].fields
    standin.add_template("t-answered", *fields, is_long_term=True)


def as_it_is(_: StandIn) -> None:
    pass


ILL: list[tuple[str, Callable[[StandIn], None], dict[str, str], Found]] = [
    (
        "an address that is not listed",
        unlisted,
        {},
        [("failed", "wechat.address_not_listed", Grade.ILL)],
    ),
    (
        "a secret that is another's",
        as_it_is,
        {"WECHAT_SECRET": "f" * 32},
        [("failed", "wechat.wrong_secret", Grade.ILL)],
    ),
    (
        "an appid that is cut off",
        as_it_is,
        {"WECHAT_APPID": "wx0123"},
        [
            ("misshapen_appid", "WECHAT_APPID", Grade.ILL),
            ("failed", "wechat.wrong_appid", Grade.ILL),
        ],
    ),
    (
        "a page that is not published",
        unpublished,
        {},
        [("failed", "wechat.page_unpublished", Grade.ILL)],
    ),
    (
        "a template that is not there",
        without_template,
        {},
        [("template_not_there", "case_answered", Grade.ILL)],
    ),
    (
        "a template with another field",
        other_fields,
        {},
        [("template_fields", "case_answered", Grade.ILL)],
    ),
    (
        "a template that lasts",
        lasting,
        {},
        [("template_lasting", "case_answered", Grade.ILL)],
    ),
    (
        "a template that is said to last",
        as_it_is,
        {
            "WECHAT_TEMPLATES": json.dumps(
                {"case_answered": {**TEMPLATES["case_answered"], "lasting": True}}
            )
        },
        [("template_once", "case_answered", Grade.ILL)],
    ),
    (
        "templates that cannot be read",
        as_it_is,
        {"WECHAT_TEMPLATES": "{"},
        [("not_json", "", Grade.ILL)],
    ),
    ("no templates", as_it_is, {"WECHAT_TEMPLATES": ""}, [("no_templates", "", Grade.LOOK)]),
    (
        "an edition that citizens cannot open",
        as_it_is,
        {"WECHAT_ENV_VERSION": "trial"},
        [("edition", "", Grade.LOOK)],
    ),
    (
        "a key that is cut off",
        as_it_is,
        {"WECHAT_AES_KEY": "a" * 42},
        [("misshapen_aes_key", "WECHAT_AES_KEY", Grade.ILL)],
    ),
    ("no callback", as_it_is, {"WECHAT_AES_KEY": ""}, [("no_callback", "", Grade.LOOK)]),
    ("no link rule", as_it_is, {"WECHAT_VERIFY_FILES": ""}, [("no_link_files", "", Grade.LOOK)]),
    (
        "a file without content",
        as_it_is,
        {"WECHAT_VERIFY_FILES": "a=1 b.txt"},
        [("link_file_empty", "b.txt", Grade.ILL)],
    ),
]


@pytest.mark.parametrize(
    ("given", "said", "expected"), [row[1:] for row in ILL], ids=[row[0] for row in ILL]
)
def test_finds(
    standin: StandIn,
    given: Callable[[StandIn], None],
    said: dict[str, str],
    expected: Found,
) -> None:
    given(standin)

    assert troubles({**settings_for(standin.account, **WHOLE), **said}) == expected


def test_a_callback_without_https_is_ill(standin: StandIn) -> None:
    said = settings_for(standin.account, **WHOLE)

    found = looked(said, public_url="http://pingjia.example.gov.cn")

    codes = [one.code for one in found if one.grade is Grade.ILL]
    assert codes == ["wechat_check.callback_open"]


def test_a_busy_wechat_is_not_the_operators_fault(standin: StandIn) -> None:
    standin.quotas["/cgi-bin/stable_token"] = Quota(minute=0)

    ((_, why, grade),) = troubles(settings_for(standin.account, **WHOLE))

    assert (why, grade) == ("wechat.too_frequent", Grade.LOOK)


def test_a_sample_fits_every_kind_of_field() -> None:
    assert set(SAMPLES) == set(KINDS)
    assert field_problems({f"{kind}1": sample for kind, sample in SAMPLES.items()}) == ()
    assert all(WECHAT_FIELD.fullmatch(f"{kind}1") for kind in KINDS)


def run(app: Flask, *args: str) -> Result:
    return app.test_cli_runner().invoke(args=["wechat", *args])


def test_it_ends_with_1_and_tells_how_to_mend(app: Flask, standin: StandIn) -> None:
    standin.faults.is_listed = False
    set_up(app, settings_for(standin.account, **WHOLE))

    in_chinese, in_english = run(app, "check"), run(app, "check", "--lang", "en")

    assert (in_chinese.exit_code, in_english.exit_code) == (1, 1)
    assert "✗ 访问令牌：微信拒绝了本服务器：出口地址 127.0.0.1 不在" in in_chinese.output
    assert "add 127.0.0.1 under Development" in in_english.output


def test_it_ends_with_0_when_all_is_well(app: Flask, standin: StandIn) -> None:
    set_up(app, settings_for(standin.account, **WHOLE))

    answer = run(app, "check")

    assert (answer.exit_code, "✗" in answer.output) == (0, False)
    assert "✓ 订阅消息 case_answered：正常。" in answer.output


def test_without_a_mini_program_it_says_how_to_have_one(app: Flask) -> None:
    answer = run(app, "check")

    assert answer.exit_code == 1
    assert "WECHAT_APPID" in answer.output


def test_no_secret_is_told(app: Flask, standin: StandIn) -> None:
    set_up(app, settings_for(standin.account, **WHOLE))

    told = run(app, "check").output

    account = standin.account
    secrets = (account.secret, account.aes_key, account.callback_token)
    assert not [one for one in secrets if one in told]
