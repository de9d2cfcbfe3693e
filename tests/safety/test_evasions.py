"""Words of the list are found however they are spelled, and innocent sentences are left alone."""

import pytest

from server.packs.words import shipped_words, spellings
from server.rules.safety.hits import masked
from server.rules.safety.word_file import read_words
from server.words import WordList, word_list
from tests.safety.spellings import WORDS, evasions

LEAST_EVASIONS = 200
INNOCENT = """
我妈的社保卡在哪里办
陪他妈的退休手续跑了三趟
在窗口交材料
综合窗口交费处
操作规程贴在墙上
你们日常马上能办的事
干你们这一行的都辛苦
USB接口坏了
class b 的资料
智障人士优先通道
孩子脑瘫，请给个座位
做爱心公益的人
上门服务很好
税务窗口代开发票
出身证明和身份证明
不收银行卡只收现金
收身份证复印件
蒙药店办证
服务很好，他，妈的证也一起办了
公积金提取快
请加微信群通知
尼玛次仁来办户口
法人变更
他妈说好
杂交水稻种子证
狗证办理
彩票中心在哪
日结工资条
毒品预防宣传
枪支许可在哪个窗口
牲畜生产许可
小姐您好
""".strip().splitlines()


@pytest.fixture(scope="module")
def words() -> WordList:
    """The list that ships."""
    return word_list("2026.11", shipped_words(), None, spellings())


def test_there_are_two_hundred_evasions_and_each_is_found(words: WordList) -> None:
    cases = list(evasions())

    missed = [(word, way) for word, way, text in cases if not words.hits(f"这个{text}窗口")]

    assert len({text for _, _, text in cases}) >= LEAST_EVASIONS
    assert missed == []


@pytest.mark.parametrize("sentence", INNOCENT)
def test_an_innocent_sentence_is_left_alone(words: WordList, sentence: str) -> None:
    assert words.hits(sentence) == ()


@pytest.mark.parametrize("word", WORDS)
def test_a_masked_text_holds_the_word_no_more_and_is_as_long(words: WordList, word: str) -> None:
    text = f"窗口的人骂{word}，还笑"

    covered = masked(text, words.hits(text))

    assert (len(covered), words.hits(covered)) == (len(text), ())
    assert covered.startswith("窗口的人骂＊")
    assert covered.endswith("，还笑")


@pytest.mark.parametrize(
    ("between", "is_found"), [("****", True), ("*****", False), ("很好，", False)]
)
def test_only_so_many_signs_part_the_letters_of_a_word(
    words: WordList, between: str, is_found: bool
) -> None:
    assert bool(words.hits(f"傻{between}逼")) is is_found


def test_where_two_sentences_meet_there_is_no_word(words: WordList) -> None:
    assert words.hits("我找他妈。的确办好了") == ()
    assert words.hits("他，妈，的") != ()


@pytest.mark.parametrize("text", ["usb", "sbi", "is bad", "dsb", "sb1"])
def test_a_latin_word_ends_where_it_ends(words: WordList, text: str) -> None:
    assert words.hits(text) == ()


def test_operators_add_words_take_words_out_and_spare_phrases() -> None:
    own = read_words("# 本厅\n[fraud]\n黄牛[号票]\n-畜生\n=王八蛋糕店\n")

    words = word_list("x", shipped_words(), own, spellings())

    assert [hit.category for hit in words.hits("黄牛票")] == ["fraud"]
    assert words.hits("畜生") == ()
    assert words.hits("王八蛋糕店在哪") == ()
    assert words.hits("王八蛋") != ()


def test_a_text_of_two_thousand_signs_takes_no_time_worth_telling(words: WordList) -> None:
    """Not a measurement: a matcher that is quadratic would take minutes here."""
    assert words.hits("傻" * 2000 + "逼" * 2000)
