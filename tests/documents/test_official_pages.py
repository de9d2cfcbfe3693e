"""What GB/T 9704-2012 demands, measured on the rendered page (numbers are its articles)."""

from itertools import pairwise

import pytest

from documents import official
from documents.official.blocks import Heading
from documents.official.content import OfficialDocument
from tests.documents.measures import (
    BOTTOM,
    CHARACTER,
    LEFT,
    RED,
    RIGHT,
    an_issued,
    body,
    bulletin,
    full_page,
    middle,
    signed_pages,
)
from tests.documents.printed import MM, pages
from tests.documents.sample_names import OFFICE


def test_the_paper_is_a4() -> None:
    page = full_page()

    assert (page.width / MM, page.height / MM) == pytest.approx((210, 297), abs=0.1)


def test_a_page_has_22_lines_of_28_characters() -> None:
    lines = body(full_page())

    assert len(lines) == 22
    assert {len(line.letters) for line in lines} == {28}


def test_the_text_keeps_its_margins_of_37_26_35_and_28_mm() -> None:
    lines = body(full_page())

    last = lines[-1].letters[-1]
    assert lines[0].first.top / MM == pytest.approx(37, abs=0.3)
    assert {round(line.first.x / MM, 1) for line in lines} == {28}
    assert (last.x + last.size) / MM == pytest.approx(210 - 26, abs=0.3)
    assert BOTTOM - 28.95 < last.bottom < BOTTOM


def test_lines_stand_28_95_points_apart() -> None:
    baselines = [line.first.baseline for line in body(full_page())]

    steps = [after - before for before, after in pairwise(baselines)]
    assert steps == pytest.approx([28.95] * 21, abs=0.1)


def test_a_paragraph_begins_two_characters_in() -> None:
    first, *others = body(bulletin()[0])[2:5]

    assert first.first.x == pytest.approx(LEFT + 2 * CHARACTER, abs=0.5)
    assert [line.first.x for line in others] == pytest.approx([LEFT] * 2, abs=0.5)


def test_the_title_is_in_type_of_22_points_and_centred() -> None:
    lines = [line for line in bulletin()[0].lines if line.first.size == pytest.approx(22)]

    assert [line.text for line in lines] == [
        "关于2026年10月政务服务",
        "“好差评”和窗口考核情况的通报",
    ]
    # Half of the quotation mark at the edge is empty, and left out.
    assert [middle(line) / MM for line in lines] == pytest.approx([106] * 2, abs=2)
    assert lines[1].first.baseline - lines[0].first.baseline == pytest.approx(33, abs=0.1)


def test_the_red_head_stands_35_mm_below_the_top_of_the_text() -> None:
    head = bulletin()[0].lines[0]

    assert head.text == "示例区行政审批局文件"
    assert {letter.colour for letter in head.letters} == {RED}
    assert min(letter.ink[0] for letter in head.letters) / MM == pytest.approx(37 + 35, abs=0.5)
    assert middle(head) / MM == pytest.approx(106, abs=0.5)


def test_a_long_name_is_made_narrower_and_stays_between_the_margins() -> None:
    name = "示例省示例自治州示例县行政审批与政务服务数据管理局便民服务中心文件"

    [page] = pages(official.pdf(an_issued("正文", red_head=name, number="示政〔2026〕1号")))

    head = page.lines[0]
    assert head.text == name
    assert head.first.x >= LEFT
    assert head.letters[-1].x < RIGHT


def test_the_number_stands_two_lines_below_it_between_hexagonal_brackets() -> None:
    page = bulletin()[0]
    number = page.line("示政审")

    head_ends = max(letter.ink[1] for letter in page.lines[0].letters)
    assert number.text == "示政审〔2026〕12号"
    assert number.first.size == pytest.approx(16)
    assert middle(number) / MM == pytest.approx(106, abs=2)
    assert number.first.top - head_ends == pytest.approx(2 * 28.95, abs=3)


def test_the_red_rule_is_4_mm_below_the_number_and_as_wide_as_the_text() -> None:
    page = bulletin()[0]
    rule = page.rules[0]

    assert rule.colour == RED
    assert (rule.y - page.line("示政审").first.bottom) / MM == pytest.approx(4, abs=0.3)
    assert rule.width / MM == pytest.approx(156, abs=1.2)  # its ends are round a little


def test_the_signer_of_what_goes_upward_stands_beside_the_number() -> None:
    document = an_issued("正文", red_head="示例文件", number="示政〔2026〕1号", signer="赵玥")

    line = pages(official.pdf(document))[0].line("示政")

    assert line.text == "示政〔2026〕1号签发人：赵玥"
    assert line.first.x == pytest.approx(LEFT + CHARACTER, abs=1)
    assert RIGHT - line.letters[-1].x == pytest.approx(2 * CHARACTER, abs=1)


def test_whom_it_is_sent_to_begins_at_the_left_edge_and_ends_with_a_colon() -> None:
    line = bulletin()[0].line("各进驻部门")

    assert line.first.x == pytest.approx(LEFT, abs=0.5)
    assert line.text.endswith("：")


def test_headings_are_numbered_and_each_level_has_its_face() -> None:
    blocks = (Heading("甲"), Heading("乙", 2), Heading("丙", 3), Heading("丁", 4))
    document = OfficialDocument("题", blocks)
    faces = {use.face.value: use for use in official.fonts_used()}

    lines = body(pages(official.pdf(document))[0])

    assert [line.text for line in lines] == ["一、甲", "（一）乙", "1.丙", "（1）丁"]
    wanted = [faces[name].font.family for name in ("黑体", "楷体", "仿宋", "仿宋")]
    used = [line.letters[-1].font.partition("+")[2] for line in lines]
    assert len(set(used)) == len(set(wanted))


def test_numbers_of_headings_begin_two_characters_in_and_keep_their_width() -> None:
    blocks = tuple(Heading("示" * 30, 2, then="例" * 40) for _ in range(3))

    lines = body(pages(official.pdf(OfficialDocument("题", blocks)))[0])

    numbers = [line for line in lines if line.text.startswith("（")]
    assert [line.first.x for line in numbers] == pytest.approx([LEFT + 2 * CHARACTER] * 3, abs=0.2)
    steps = [line.letters[3].x - line.first.x for line in numbers]
    assert steps == pytest.approx([3 * CHARACTER] * 3, abs=0.2)


def test_the_date_has_arabic_digits_and_ends_four_characters_from_the_right() -> None:
    page = signed_pages(3)[0]

    day, issuer = page.line("2026年1月3日"), page.line(OFFICE)
    assert RIGHT - (day.letters[-1].x + CHARACTER) == pytest.approx(4 * CHARACTER, abs=1)
    assert middle(issuer) == pytest.approx(middle(day), abs=2)
    assert issuer.first.baseline < day.first.baseline


@pytest.mark.parametrize("lines", [15, 16, 38])
def test_a_signature_never_stands_on_a_page_alone(lines: int) -> None:
    made = signed_pages(lines)

    [page] = [page for page in made if "2026年1月3日" in page.text]
    assert "示示示" in page.text


@pytest.mark.parametrize(
    ("lines", "number", "also"),
    [(3, 2, False), (35, 2, True), (36, 4, False), (38, 4, False)],
    ids=["text on one page", "on two", "on two that are full", "on three"],
)
def test_the_imprint_is_at_the_bottom_of_the_last_page_an_even_one(
    lines: int, number: int, *, also: bool
) -> None:
    made = signed_pages(lines)

    last = made[-1]
    assert len(made) == number
    assert ("示示示" in last.text) == also
    assert last.rules[-1].y / MM == pytest.approx(262, abs=0.5)
    assert [round(rule.thickness / MM, 2) for rule in last.rules] == [0.35, 0.25, 0.35]
    assert last.line("抄送").text == "抄送：区委办公室。"
    assert last.line("抄送").first.x == pytest.approx(LEFT + 14, abs=0.5)
    assert "2026年1月4日印发" in last.line(f"{OFFICE}2026").text


def test_a_blank_page_before_the_imprint_and_its_own_have_no_number() -> None:
    made = signed_pages(36)

    assert ["—" in page.text for page in made] == [True, True, False, False]


def test_odd_pages_have_their_number_on_the_right_and_even_ones_on_the_left() -> None:
    odd, even = (page.line("—") for page in bulletin()[:2])

    assert (odd.text, even.text) == ("—1—", "—2—")
    assert odd.letters[-1].x + 12.5 == pytest.approx(RIGHT - 14, abs=0.5)  # its dash is so wide
    assert even.first.x == pytest.approx(LEFT + 14, abs=0.5)
    assert odd.first.size == pytest.approx(14)


def test_the_dash_of_a_page_number_is_7_mm_below_the_text() -> None:
    dash = bulletin()[0].line("—").first

    assert (sum(dash.ink) / 2 - BOTTOM) / MM == pytest.approx(7, abs=0.5)
