"""What a reply does not seem to say, and what a standard reply begins with."""

import pytest

from server.packs.standard_replies import replies_for, standard_replies
from server.rules.cases.kinds import CaseKind
from server.rules.cases.reply_check import Lack, fill, is_unfilled, lacking, placeholders

ASKED = "叫号屏坏了，排了两次队"
GOOD = "叫号屏昨天已修复，11月25日起恢复叫号。如不满意，可在15日内要求重新办理。"
FIELDS = {"window", "received_on", "due_on", "hall", "office", "phone", "measure", "category"}


def test_a_reply_that_names_all_four_lacks_nothing() -> None:
    assert lacking(GOOD, asked=ASKED) == ()


@pytest.mark.parametrize(
    ("reply", "lack"),
    [
        pytest.param(
            GOOD.replace("叫号屏", "它").replace("恢复叫号", "恢复"), Lack.ASKED, id="what"
        ),
        pytest.param(
            "叫号屏的事11月25日收到了。如不满意，可拨打电话。", Lack.MEASURE, id="measure"
        ),
        pytest.param("叫号屏已修复。如不满意，可要求重新办理。", Lack.DATE, id="date"),
        pytest.param("叫号屏昨天已修复，11月25日起恢复叫号。", Lack.REMEDY, id="remedy"),
        pytest.param(GOOD + "  月  日", Lack.UNFILLED, id="blank"),
    ],
)
def test_what_is_missing_is_named_alone(reply: str, lack: Lack) -> None:
    assert lacking(reply, asked=ASKED) == (lack,)


def test_one_run_in_common_is_chance_two_are_the_same_thing() -> None:
    by_chance = "叫号已调整，11月25日起。可要求重新办理。"
    the_same = "叫号屏已调整，11月25日起。可要求重新办理。"

    assert Lack.ASKED in lacking(by_chance, asked=ASKED)
    assert Lack.ASKED not in lacking(the_same, asked=ASKED)


def test_who_left_no_words_asked_nothing_that_could_be_missed() -> None:
    assert Lack.ASKED not in lacking("已修复，11月25日。可拨打电话。", asked="")


def test_the_measure_that_was_entered_counts_in_its_own_words() -> None:
    reply = "叫号屏旁加派导办两名，11月25日起。可拨打电话。"

    assert Lack.MEASURE in lacking(reply, asked=ASKED)
    assert lacking(reply, asked=ASKED, measure="加派导办") == ()


def test_what_the_case_does_not_say_stays_a_placeholder() -> None:
    text = fill("您{received_on}在{window}", {"received_on": "11月20日", "window": ""})

    assert text == "您11月20日在{window}"
    assert is_unfilled(text)


@pytest.mark.parametrize("reply", standard_replies(), ids=lambda reply: str(reply.code))
def test_a_standard_reply_asks_only_for_what_a_case_has(reply: object) -> None:
    texts = [getattr(reply, name) for name in ("zh", "en")]

    assert all(set(placeholders(text)) <= FIELDS for text in texts)
    assert len({placeholders(text) and frozenset(placeholders(text)) for text in texts}) == 1


@pytest.mark.parametrize("kind", sorted(set(CaseKind) - {CaseKind.TIP_OFF}))
def test_every_kind_but_the_tip_off_has_a_standard_reply(kind: CaseKind) -> None:
    assert replies_for(kind, "reply")


@pytest.mark.parametrize(
    "reply",
    [one for one in standard_replies() if one.step == "reply"],
    ids=lambda one: str(one.code),
)
def test_a_filled_standard_reply_lacks_at_most_what_a_person_must_write(reply: object) -> None:
    zh = str(getattr(reply, "zh", ""))

    found = lacking(
        zh.replace("  月  日", "11月30日")
        .replace("（写明", "（")
        .replace("{", "")
        .replace("}", ""),
        asked="",
    )

    assert set(found) <= {Lack.DATE, Lack.MEASURE}
