"""Which fonts stand for 小标宋, 仿宋, 楷体, 黑体 and 宋体 on this machine?

GB/T 9704-2012 names typefaces whose fonts are licensed; we ship none of them. Where the operator
has them installed they are used, else a free stand-in is, and ``FontUse`` says which. Last come the
two fonts that ship with the program (Noto Sans SC and Noto Serif SC, SIL Open Font License). They
have one weight: in titles a stroke of the letter's own colour makes the bolder one; in smaller type
that would run together on a screen.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

REGULAR = 400
MOST_OFF = 200
"""A font whose weight is so far from the one wanted is another font."""


class Face(Enum):
    """A typeface that the standard names; the value is what people call it."""

    TITLE = "小标宋"
    BODY = "仿宋"
    KAI = "楷体"
    HEI = "黑体"
    SONG = "宋体"


@dataclass(frozen=True)
class Font:
    """A font that is there: its family and weight, and the file that holds it."""

    family: str
    weight: int
    file: str
    index: int = 0
    """Of the font in a file that holds several."""


@dataclass(frozen=True)
class FontUse:
    """What a face is set with; ``is_official`` when it is the font that the standard means.

    ``stroke`` is the line around its letters in em, which makes one weight look like a bolder one.
    """

    face: Face
    font: Font
    is_official: bool
    stroke: float = 0.0


@dataclass(frozen=True)
class _Candidate:
    family: str
    weight: int = REGULAR
    is_official: bool = False
    stroke: float = 0.0


def _official(*families: str) -> tuple[_Candidate, ...]:
    return tuple(_Candidate(family, is_official=True) for family in families)


# In the order in which they are wanted. 仿宋 and 楷体 of Founder and Microsoft are both accepted
# by offices; of the free ones those with the strokes of the face come before Noto's 宋.
CANDIDATES: dict[Face, tuple[_Candidate, ...]] = {
    Face.TITLE: (
        *_official("FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", "方正小标宋_GBK"),
        _Candidate("Noto Serif CJK SC", weight=700),
        _Candidate("Source Han Serif SC", weight=700),
        _Candidate("Noto Serif SC", stroke=0.03),
    ),
    Face.BODY: (
        *_official(
            "FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "FZFangSong-Z02", "STFangsong"
        ),
        _Candidate("FandolFang R"),
        _Candidate("FandolFang"),
        _Candidate("Noto Serif SC"),
    ),
    Face.KAI: (
        *_official("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "FZKai-Z03", "STKaiti"),
        _Candidate("LXGW WenKai"),
        _Candidate("AR PL UKai CN"),
        _Candidate("FandolKai"),
        _Candidate("Noto Serif SC"),
    ),
    Face.HEI: (
        *_official("SimHei", "黑体", "FZHei-B01", "STHeiti"),
        _Candidate("Noto Sans CJK SC", weight=700),
        _Candidate("Noto Sans SC"),
    ),
    Face.SONG: (
        *_official("SimSun", "宋体", "FZShuSong-Z01", "STSong"),
        _Candidate("Noto Serif SC"),
    ),
}
RARE = (
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "SimSun-ExtB",
    "HanaMinA",
    "HanaMinB",
    "Plangothic P1",
    "Plangothic P2",
    "BabelStone Han",
    "Noto Sans CJK SC",
)
"""Fonts that have characters of names which the others lack, in the order they are asked."""
SHIPPED = ("Noto Serif SC", "Noto Sans SC")


def chosen(installed: Iterable[Font]) -> tuple[FontUse, ...]:
    """For each face the first of its candidates that is installed.

    Raises LookupError when not even the shipped ones are.
    """
    there = _by_family(installed)
    return tuple(_use(face, there) for face in Face)


def fallbacks(installed: Iterable[Font]) -> tuple[Font, ...]:
    """What is asked for a character that a face's own font lacks: the shipped, then rare ones."""
    there = _by_family(installed)
    return tuple(_nearest(there[family], REGULAR) for family in SHIPPED + RARE if family in there)


def _by_family(installed: Iterable[Font]) -> dict[str, list[Font]]:
    there: dict[str, list[Font]] = {}
    for font in installed:
        there.setdefault(font.family, []).append(font)
    return there


def _nearest(fonts: Iterable[Font], weight: int) -> Font:
    return min(fonts, key=lambda font: (abs(font.weight - weight), font.file))


def _use(face: Face, there: dict[str, list[Font]]) -> FontUse:
    for one in CANDIDATES[face]:
        if one.family not in there:
            continue
        font = _nearest(there[one.family], one.weight)
        # The official fonts have one weight, and do not agree what number it has.
        if one.is_official or abs(font.weight - one.weight) < MOST_OFF:
            return FontUse(face, font, is_official=one.is_official, stroke=one.stroke)
    msg = f"no font for {face.value}, not even a shipped one"
    raise LookupError(msg)
