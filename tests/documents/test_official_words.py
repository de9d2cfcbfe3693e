"""Numbers of headings, lines of titles, choice of fonts: what every kind of file shares."""

from collections.abc import Sequence

import pylopdf_fonts_zh_cn
import pytest

from documents.official.blocks import Article, Block, Chapter, Heading, Item, Paragraph, Table
from documents.official.coverage import characters
from documents.official.fonts import Face, Font, chosen, fallbacks
from documents.official.numbering import chinese_number, numbered
from documents.official.title_lines import title_lines

SHIPPED = (Font("Noto Sans SC", 400, "sans"), Font("Noto Serif SC", 400, "serif"))


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (999, "九百九十九"),
    ],
)
def test_a_number_is_said_in_chinese(number: int, said: str) -> None:
    assert chinese_number(number) == said


@pytest.mark.parametrize("number", [0, 1000])
def test_a_number_that_no_heading_has_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="no heading"):
        chinese_number(number)


def numbers(*blocks: Block) -> list[str]:
    """The numbers that blocks get."""
    return [number for number, _ in numbered(blocks)]


def test_each_level_of_headings_has_its_own_numbers() -> None:
    levels = [Heading("甲", 1), Heading("甲", 2), Heading("甲", 3), Heading("甲", 4)]

    assert numbers(*levels) == ["一、", "（一）", "1.", "（1）"]


def test_headings_are_counted_anew_below_a_higher_one() -> None:
    first, second = Heading("甲", 1), Heading("甲", 2)

    assert numbers(second, second, first, second, first) == [
        "（一）",
        "（二）",
        "一、",
        "（一）",
        "二、",
    ]


def test_a_heading_without_a_number_counts_nothing() -> None:
    without = Heading("甲", is_numbered=False)

    assert numbers(Heading("甲"), without, Paragraph("甲"), Heading("甲")) == [
        "一、",
        "",
        "",
        "二、",
    ]


def test_articles_are_counted_through_the_chapters_and_items_in_each_article() -> None:
    found = numbers(
        Chapter("甲"),
        Article("甲"),
        Item("甲"),
        Item("甲"),
        Chapter("乙"),
        Article("甲"),
        Item("甲"),
    )

    assert found == ["第一章　", "第一条　", "（一）", "（二）", "第二章　", "第二条　", "（一）"]


def test_a_table_with_a_row_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="2 columns"):
        Table(("甲", "乙"), (("1",),))


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("政务服务巡查整改催办单", ["政务服务巡查整改催办单"]),
        ("题" * 19, ["题" * 19]),
        (
            "关于2026年10月政务服务“好差评”情况的通报",
            ["关于2026年10月政务服务", "“好差评”情况的通报"],
        ),
        (
            "关于2026年10月|全市各窗口“好差评”|情况的通报",
            ["关于2026年10月", "全市各窗口“好差评”情况的通报"],
        ),
        (
            "关于印发《示例区政务服务中心窗口工作人员绩效考核办法（试行）》的通知",
            ["关于印发《示例区政务服务中心窗口", "工作人员绩效考核办法（试行）》的通知"],
        ),
        (
            "关于表扬2026年度政务服务红旗窗口、服务标兵和先进个人的决定",
            ["关于表扬2026年度政务服务", "红旗窗口、服务标兵和先进个人的决定"],
        ),
    ],
)
def test_a_title_breaks_where_its_words_end(title: str, lines: list[str]) -> None:
    assert list(title_lines(title)) == lines


def test_a_fair_shape_is_better_than_even_lines_with_a_waist() -> None:
    title = "|".join(("示" * 16, "例" * 14, "示" * 4, "例" * 13))

    assert [len(line) for line in title_lines(title)] == [16, 18, 13]


TITLES = (
    "示例示例示例示例示例情况的通知（征求意见稿）",
    "关于示例区政务服务中心2026年第三季度窗口工作人员考核结果的通报",
    "示例省示例自治州示例县行政审批与政务服务数据管理局便民服务中心关于进一步加强窗口工作人员考勤纪律与着装规范有关事项的通知",
    "示" * 41,
    "，" * 41,
    "关于|" * 40 + "通知",
)


@pytest.mark.parametrize("title", TITLES)
def test_no_line_of_a_title_is_too_long_forgotten_or_begins_with_a_stop(title: str) -> None:
    lines = title_lines(title)

    assert "".join(lines) == title.replace("|", "")
    assert max(map(len, lines)) <= 21
    assert min(map(len, lines)) >= 4
    assert title.startswith("，") or not any(line[0] in "，、的》）" for line in lines)


@pytest.mark.parametrize("title", TITLES[:3])
def test_the_lines_of_a_title_are_a_trapezoid_or_a_diamond(title: str) -> None:
    widths = [sum(0.5 if sign.isascii() else 1 for sign in line) for line in title_lines(title)]

    peak = widths.index(max(widths))
    assert widths[: peak + 1] == sorted(widths[: peak + 1])
    assert widths[peak:] == sorted(widths[peak:], reverse=True)


def family(face: Face, installed: Sequence[Font]) -> tuple[str, bool]:
    """What a face is set with, and whether it is the official font."""
    use = next(use for use in chosen(installed) if use.face is face)
    return use.font.family, use.is_official


@pytest.mark.parametrize(
    ("face", "official"),
    [
        (Face.TITLE, "FZXiaoBiaoSong-B05S"),
        (Face.BODY, "FangSong_GB2312"),
        (Face.KAI, "KaiTi_GB2312"),
        (Face.HEI, "SimHei"),
        (Face.SONG, "SimSun"),
    ],
)
def test_the_official_font_is_taken_where_it_is_installed(face: Face, official: str) -> None:
    there = (Font("LXGW WenKai", 400, "a"), Font(official, 900, "b"), *SHIPPED)

    assert family(face, there) == (official, True)
    assert not family(face, SHIPPED)[1]


def test_a_stand_in_has_the_weight_that_is_wanted() -> None:
    thin, bold = Font("Noto Serif CJK SC", 400, "a"), Font("Noto Serif CJK SC", 700, "b")

    assert family(Face.TITLE, (thin, bold, *SHIPPED)) == ("Noto Serif CJK SC", False)
    assert family(Face.TITLE, (thin, *SHIPPED)) == ("Noto Serif SC", False)


def test_without_the_shipped_fonts_there_is_none() -> None:
    with pytest.raises(LookupError, match="小标宋"):
        chosen([])


def test_the_shipped_fonts_are_asked_first_for_what_a_font_lacks() -> None:
    rare = Font("HanaMinB", 500, "hana")

    assert fallbacks((rare, *SHIPPED)) == (SHIPPED[1], SHIPPED[0], rare)


def test_a_font_tells_which_characters_it_has() -> None:
    found = characters(str(pylopdf_fonts_zh_cn.sans_path()), 0)

    assert {ord(sign) for sign in "喆堃玥曌㛃龘䶮𬭎〔〓—"} <= found
    assert ord("𠮷") not in found
    assert 0x10FFFD not in found


def test_a_file_that_is_no_font_is_refused() -> None:
    with pytest.raises(OSError, match="character map"):
        characters(__file__, 0)
