"""A scheme is explained in plain words: every item, every closed word, in both languages."""

from datetime import date

import pytest

from server.packs.schemes import Preset, preset, presets
from server.rules.schemes.events import EVENTS, FIGURES, FieldKind
from server.rules.schemes.explaining import AdoptionRecord, Explained, explain
from server.rules.schemes.reading import read
from server.rules.schemes.shape import Scheme
from server.rules.schemes.voice import Voice
from server.rules.schemes.words import (
    Charge,
    Missing,
    PlannedRounds,
    RoundingMode,
    Scope,
    Span,
    Subject,
    Unit,
    VetoEffect,
    Voters,
)
from server.rules.schemes.writing import write
from server.texts import LANGUAGES, is_known, say
from tests.rules.schemes.scheme_build import a_file, an_item
from tests.rules.schemes.wide import WIDE

CLOSED = {
    "unit": Unit,
    "span": Span,
    "charge": Charge,
    "subject": Subject,
    "scope": Scope,
    "veto": VetoEffect,
    "missing": Missing,
    "mode": RoundingMode,
    "voters": Voters,
    "rounds": PlannedRounds,
}


def lines(told: Explained) -> list[str]:
    """Every article and item."""
    articles = [article for chapter in told.chapters for article in chapter.articles]
    return [text for article in articles for text in (article.text, *article.items)]


def first_item(keys: str) -> str:
    """What the one item of a scheme is told as."""
    scheme = read(a_file(item=an_item(keys)))
    assert isinstance(scheme, Scheme), scheme
    return next(line for line in lines(explain(scheme, say, "zh")) if line.startswith("A1"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("shipped", presets(), ids=lambda one: one.key)
def test_every_item_of_a_scheme_has_its_sentence(shipped: Preset, lang: str) -> None:
    told = lines(explain(shipped.scheme, say, lang))

    for category in shipped.scheme.categories:
        for item in category.items:
            assert [line for line in told if line.startswith(f"{item.code} {item.text}")]
    assert not [line for line in told if "Fraction(" in line or "{" in line]


def test_every_closed_word_can_be_said() -> None:
    kinds = {f"{name}_{value}" for name, words in CLOSED.items() for value in words}
    for kind in EVENTS.values():
        for name, test in kind.fields.items():
            kinds |= set() if isinstance(test, FieldKind) else {f"{name}_{one}" for one in test}

    unknown = {word for word in kinds if not is_known(f"scheme_word.{word}")}
    voice = Voice(say, "zh", preset("town").scheme)

    assert unknown == set()
    assert all(voice.event(event) for event in EVENTS)
    assert all(voice.figure(figure) for figure in FIGURES)


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ('when = "late", minutes = "<30", points = -0.5', "迟到（不满 30 分钟）；每次扣 0.5 分。"),
        ("points = [-5, -2]", "每次扣 2 至 5 分；由登记人定分并写明理由，经第二人签批后计"),
        (
            'when = "leave", kind = "personal", per = "day", free = 2, points = -1',
            "每天扣 1 分；每期累计前 2 天不扣",
        ),
        ('points = -1, cap = 4, cap_within = "year"', "每年度最多计 4 分"),
        ('figure = "good_rate", weight = 10', "扣分 = 10 ×（1 − 比值）"),
        ('figure = "good_rate", bands = [["98%", -2]]', "98% 及以上扣 2 分"),
        ('veto = "year", veto_effect = "zero"', "不计分；一票否决：本年度当期得分为零"),
        ('when = "late", money = -20', "每次扣 20 元"),
        ('when = "rating", points = -1', "只计查实且属于个人原因的"),
    ],
)  # fmt: skip
def test_what_an_item_comes_to_is_said_in_words(keys: str, told: str) -> None:
    assert told in first_item(keys)


RECORD = AdoptionRecord(
    "领导小组", date(2025, 12, 20), "示政〔2025〕9号", "全体", "人少", "李某", "王某"
)
GROUPS = {"general": "综合组"}
SAID = (
    "至 2026-12-31 止",
    "原类别 Z 归入 A",
    "记入发生之月",
    "记入下一个月并注明",
    "得分相同的，依次比较 A 类得分、办件量",
    "同一类别在一年度内从第 3 次起，每次按 2 倍计",
    "每满 10 分钟扣 1 分",
    "每 10 分钟扣 1 分，不足的按一个计",
    "不属于个人原因也记到个人的理由：某理由",
    "记到窗口；扣分的 50% 另计入窗口，记在其 A 类",
    "每次不扣分；须经审批；可与其他条款同时计；依据：某法",
    "“办件量”每 1 扣 0.1 分",
    "比值 = 群众满意度 ÷ 90",
    "每次发 20 点",
    "每月最多计一次",
    "缺签（上下班都缺签）按请假（其他假、1 天）计",
    "限考核组 综合组；不含 临时顶岗人员；按主动评价好评率排名",
    "限满分人员；得分不低于 90 分",
    "期内各次结果之和；期内基础分不同的，停下由人决定",
    "一年度内第 3 次发生 A1、A：不得参评任何评优，期限为该半年，等次不高于其他",
    "一年度内第 2 次巡查发现问题：当期得分为零",
    "不做统计检验，理由：人少",
    "年度得分60 分及以上",
    "岗位补助每期 200 点",
    "95 分及以上 600 点，90 分及以上 400 点",
    "次月 10 日前公布",
    "巡查：日检查，每组 1 人以上；抽查对象由可复核的随机抽取产生",
    "团队：由考核组投票，满分 10；记名",
    "领导小组于 2025-12-20 通过，文号 示政〔2025〕9号；听取意见：全体；提请人 李某；确认人 王某",
)


def test_everything_that_a_scheme_can_say_is_said() -> None:
    scheme = read(WIDE)
    assert isinstance(scheme, Scheme), scheme

    text = "\n".join(lines(explain(scheme, say, "zh", RECORD, groups=GROUPS)))

    assert [words for words in SAID if words not in text] == []


def test_everything_that_a_scheme_can_say_is_written_and_read_back() -> None:
    scheme = read(WIDE)
    assert isinstance(scheme, Scheme), scheme

    assert read(write(scheme)) == scheme


def test_common_classes_of_difficulty_have_a_word_and_others_are_their_own() -> None:
    scheme = read(a_file('[difficulty]\nhard = 2.5\n"甲" = 3\n'))
    assert isinstance(scheme, Scheme), scheme

    told = " ".join(lines(explain(scheme, say, "zh")))

    assert "较难 2.5、甲 3" in told


def test_without_a_record_the_paper_says_that_it_is_not_in_force() -> None:
    told = explain(preset("town").scheme, say, "zh")

    assert told.chapters[-1].articles[0].text.startswith("尚无通过记录")
