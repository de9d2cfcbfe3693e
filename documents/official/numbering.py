"""Which number does each heading, chapter, article and item of a text have?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from documents.official.blocks import Article, Block, Chapter, Heading, Item, Paragraph

DIGITS = "零一二三四五六七八九"
PLACES = ("", "十", "百")
HIGHEST = 999
GAP = "　"
"""What stands between 第一条 and its text: a full-width space."""


def chinese_number(number: int) -> str:
    """一 for 1, 十二 for 12, 一百零三 for 103; from 1 to 999, else ValueError."""
    if not 1 <= number <= HIGHEST:
        msg = f"no heading has the number {number}"
        raise ValueError(msg)
    digits = [int(digit) for digit in str(number)]
    said = "".join(
        DIGITS[digit] + PLACES[len(digits) - at - 1] if digit else DIGITS[0]
        for at, digit in enumerate(digits)
    )
    short = said.rstrip(DIGITS[0]).replace(DIGITS[0] * 2, DIGITS[0])
    return short.removeprefix(DIGITS[1]) if number in range(10, 20) else short


@dataclass
class _Count:
    """How far each kind of block has been counted."""

    headings: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    chapters: int = 0
    articles: int = 0
    items: int = 0

    def heading(self, level: int) -> str:
        self.items = 0
        self.headings[level - 1] += 1
        self.headings[level:] = [0] * (4 - level)
        number = self.headings[level - 1]
        spoken = chinese_number(number)
        return (f"{spoken}、", f"（{spoken}）", f"{number}.", f"（{number}）")[level - 1]

    def chapter(self) -> str:
        self.chapters += 1
        return f"第{chinese_number(self.chapters)}章{GAP}"

    def article(self) -> str:
        self.articles, self.items = self.articles + 1, 0
        return f"第{chinese_number(self.articles)}条{GAP}"

    def item(self) -> str:
        self.items += 1
        return f"（{chinese_number(self.items)}）"


def numbered(blocks: Iterable[Block]) -> Iterator[tuple[str, Block]]:
    """Each block with its number as it is printed; an empty text for what has none.

    A paragraph of several lines becomes so many paragraphs. Levels of headings are those of
    GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）.
    """
    count = _Count()
    for block in blocks:
        if isinstance(block, Paragraph) and "\n" in block.text:
            yield from (("", one) for one in _parted(block))
        else:
            yield _number(count, block), block


def _parted(paragraph: Paragraph) -> Iterator[Paragraph]:
    first, *others = [line for line in paragraph.text.splitlines() if line.strip()] or [""]
    yield replace(paragraph, text=first)
    yield from (replace(paragraph, text=line, lead="") for line in others)


def _number(count: _Count, block: Block) -> str:
    match block:
        case Heading(is_numbered=True):
            return count.heading(block.level)
        case Chapter():
            return count.chapter()
        case Article():
            return count.article()
        case Item():
            return count.item()
        case _:
            return ""
