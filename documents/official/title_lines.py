"""Where does a title break, so that words stay whole and the lines make a fair shape?

GB/T 9704-2012, 7.3.1: 回行时，要做到词意完整，排列对称，长短适宜，间距恰当，标题排列应当使用
梯形或菱形。

The caller marks where lines may end (``content.BREAK``). A title without marks is broken at the
words that titles of public bodies are made of. No dictionary: one that guesses the parts of a name
wrong breaks a title wrong, and no reader could say why.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from documents.official.content import BREAK

CHARACTERS_A_LINE = 19
"""Of 22 pt on a line of 156 mm: one less than would go, or the line would look crammed."""
SHORTEST_LINE = 4
"""A line of fewer characters would look forgotten."""
MOST_PIECES = 20
"""More are not weighed against each other: that is no title, and it would take seconds."""
# A line may end behind these ...
BEHIND = re.compile(
    r"关于(?:印发|开展|做好|公布|转发|表扬|下达|加强)?|(?<=〔\d{4}〕)|[，、》）”]|\d{4}年度?(?!\d|第)|第?[\d一二三四]{1,2}季度|"
    r"\d{1,2}月份?|政务服务(?:中心|管理局|大厅|局)?|中心|(?:管理|审批)局|工作人员|窗口|(?:省|市|州|区|县)(?!级)|"
    r"进一步(?:加强|规范|做好)?|有关事项|纪律|规范|“好差评”|考核|评价|情况|结果|工作|问题|办法|方案|整改"
)
# ... and before these, which belong to what follows.
BEFORE = re.compile(
    r"(?=[《（“])|(?=的?(?:通知|通报|通告|公告|公示|决定|意见|函|报告|批复|办法|方案)(?:（.*）)?$)"
)
NEVER_FIRST = "的、，。：；）》”〕和与及等中"
NEVER_LAST = "《（“〔和与及"


def title_lines(title: str, *, most: int = CHARACTERS_A_LINE) -> tuple[str, ...]:
    """The lines of a title, none longer than ``most`` characters where its words allow.

    As few lines as hold it; of the ways to break, the evenest that is a trapezoid (growing or
    shrinking) or a diamond, and never with a line under four characters when there is another way.
    """
    whole = title.replace(BREAK, "")
    if _width(whole) <= most:
        return (whole,)
    pieces = _pieces(title)
    for number in range(2, len(pieces) + 1 if len(pieces) <= MOST_PIECES else 0):
        if ways := [way for way in _ways(pieces, number) if max(map(_width, way)) <= most]:
            return min(ways, key=_unfairness)
    return _cut_anywhere(whole, most)


def _width(text: str) -> float:
    """In characters: a Latin letter or digit is half a one."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def _pieces(title: str) -> list[str]:
    if BREAK in title:
        return [piece for piece in title.split(BREAK) if piece]
    places = {found.end() for found in BEHIND.finditer(title)}
    places |= {found.start() for found in BEFORE.finditer(title)}
    cuts = [0, *sorted(place for place in places if _may_end(title, place)), len(title)]
    return [title[start:end] for start, end in pairwise(cuts)]


def _may_end(title: str, place: int) -> bool:
    return (
        0 < place < len(title)
        and title[place] not in NEVER_FIRST
        and title[place - 1] not in NEVER_LAST
    )


def _ways(pieces: Sequence[str], lines: int) -> Iterator[tuple[str, ...]]:
    """Every way to make so many lines of the pieces."""
    if lines == 1:
        yield ("".join(pieces),)
        return
    for first in range(1, len(pieces) - lines + 2):
        head = "".join(pieces[:first])
        for rest in _ways(pieces[first:], lines - 1):
            yield (head, *rest)


def _unfairness(lines: tuple[str, ...]) -> tuple[bool, bool, float]:
    widths = [_width(line) for line in lines]
    return (min(widths) < SHORTEST_LINE, not _is_fair_shape(widths), max(widths) - min(widths))


def _is_fair_shape(widths: Sequence[float]) -> bool:
    """Lines that only grow, only shrink, or grow and then shrink; never a waist."""
    steps = [after - before for before, after in pairwise(widths)]
    signs = [step > 0 for step in steps if step]
    return all(not (before is False and after) for before, after in pairwise(signs))


def _cut_anywhere(whole: str, most: int) -> tuple[str, ...]:
    """Even lines of a title whose words cannot be told; its signs stay where they belong."""
    count = -(-int(_width(whole) + 0.5) // most)
    each = -(-len(whole) // count)
    lines, rest = [], whole
    while len(rest) > each:
        at = next((cut for cut in range(each, 1, -1) if _may_end(rest, cut)), each)
        lines.append(rest[:at])
        rest = rest[at:]
    return (*lines, rest)
