"""A scheme is explained in plain words: every item, every closed word, in both languages."""

import pytest

from server.packs.schemes import Preset, preset, presets
from server.rules.schemes.events import EVENTS, FIGURES, FieldKind
from server.rules.schemes.explaining import Explained, explain
from server.rules.schemes.reading import read
from server.rules.schemes.shape import Scheme
from server.rules.schemes.voice import Voice
from server.rules.schemes.words import (
    Charge,
    Missing,
    RoundingMode,
    Scope,
    Span,
    Subject,
    Unit,
    VetoEffect,
)
from server.texts import LANGUAGES, is_known, say
from tests.rules.schemes.scheme_build import a_file, an_item

CLOSED = {
    "unit": Unit,
    "span": Span,
    "charge": Charge,
    "subject": Subject,
    "scope": Scope,
    "veto": VetoEffect,
    "missing": Missing,
    "mode": RoundingMode,
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


def test_without_a_record_the_paper_says_that_it_is_not_in_force() -> None:
    told = explain(preset("town").scheme, say, "zh")

    assert told.chapters[-1].articles[0].text.startswith("尚无通过记录")
