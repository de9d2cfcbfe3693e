"""Which styles does a Word file of ours have, and how does each of them look?

People change the look of a document in the styles, and find them by these names. Sizes and lines
are points; indents are characters of the style's own size.
"""

from dataclasses import dataclass, replace
from enum import Enum

from documents.official.content import Form
from documents.official.fonts import Face

NAMES = {
    Face.TITLE: "方正小标宋简体",
    Face.BODY: "仿宋_GB2312",
    Face.KAI: "楷体_GB2312",
    Face.HEI: "黑体",
    Face.SONG: "宋体",
}
"""As Word knows them on the computers of officials; they need not be on ours."""
LATIN = "Times New Roman"
RED = "E60012"
GREY = "666666"
BODY_SIZE = 16.0
CLOSER = -0.25
"""Points between letters of the body, so that 28 of them fit into 156 mm."""
PITCH = 28.95
"""From line to line, so that 22 of them fill 225 mm."""


class Style(Enum):
    """A style by its name."""

    RED_HEAD = "发文机关标志"
    NUMBER = "发文字号"
    TITLE = "公文标题"
    SUBTITLE = "公文副标题"
    RECIPIENTS = "主送机关"
    BODY = "公文正文"
    FLUSH = "公文正文顶格"
    LEVEL_1 = "一级标题"
    LEVEL_2 = "二级标题"
    LEVEL_3 = "三级标题"
    LEVEL_4 = "四级标题"
    CHAPTER = "章标题"
    ATTACHED = "附件说明"
    ATTACHMENT = "附件标识"
    SIGNATURE = "署名日期"
    REMARK = "附注"
    IMPRINT = "版记"
    PART = "分部标题"
    CUT = "裁切线"
    CAPTION = "表题"
    HEAD = "表头"
    CELL = "表内文字"
    NOTE = "表注"
    PAGE = "页码"
    DIGEST = "数据摘要"


LEVELS = (Style.LEVEL_1, Style.LEVEL_2, Style.LEVEL_3, Style.LEVEL_4)


@dataclass(frozen=True)
class Look:
    """How a style looks; ``outline`` is its level in the navigation, from 0."""

    face: Face = Face.BODY
    size: float = BODY_SIZE
    line: float = PITCH
    align: str = "both"
    first_line: int = 0
    before: float = 0
    after: float = 0
    based_on: str = "Normal"
    outline: int | None = None
    color: str = ""
    keeps_next: bool = False

    @property
    def is_on_grid(self) -> bool:
        """Whether it keeps to the 28 characters of a line: type of the body does."""
        return self.size == BODY_SIZE


_BODY = Look(first_line=2)
_HEADING = replace(_BODY, align="left", keeps_next=True)
_SMALL = Look(size=12, line=18, align="left")
ISSUED: dict[Style, Look] = {
    Style.RED_HEAD: Look(Face.TITLE, 40, 60, "center", color=RED, before=90),
    Style.NUMBER: Look(align="center", before=2 * PITCH),
    Style.TITLE: Look(Face.TITLE, 22, 33, "center", based_on="Title", outline=0, keeps_next=True),
    Style.SUBTITLE: Look(Face.KAI, align="center", keeps_next=True),
    Style.RECIPIENTS: Look(align="left"),
    Style.BODY: _BODY,
    Style.FLUSH: Look(),
    Style.LEVEL_1: replace(_HEADING, face=Face.HEI, based_on="Heading 1", outline=0),
    Style.LEVEL_2: replace(_HEADING, face=Face.KAI, based_on="Heading 2", outline=1),
    Style.LEVEL_3: replace(_HEADING, based_on="Heading 3", outline=2),
    Style.LEVEL_4: replace(_HEADING, based_on="Heading 4", outline=3),
    Style.CHAPTER: Look(Face.HEI, align="center", outline=0, keeps_next=True),
    Style.ATTACHED: Look(align="left"),
    Style.ATTACHMENT: Look(Face.HEI, align="left", keeps_next=True),
    Style.SIGNATURE: Look(align="right", keeps_next=True),
    Style.REMARK: replace(_BODY, align="left"),
    Style.IMPRINT: Look(size=14, line=22, align="left"),
    Style.PART: Look(Face.TITLE, 18, PITCH, "center", before=6, keeps_next=True),
    Style.CUT: replace(_SMALL, size=10.5, align="center", before=12, after=12),
    Style.CAPTION: replace(
        _SMALL, face=Face.HEI, size=13, align="center", before=6, keeps_next=True
    ),
    Style.HEAD: replace(_SMALL, face=Face.HEI, align="center", before=2, after=2),
    Style.CELL: replace(_SMALL, before=2, after=2),
    Style.NOTE: replace(_SMALL, size=10.5, line=16),
    Style.PAGE: Look(Face.SONG, 14, 16, "right"),
    Style.DIGEST: Look(size=6.5, line=9, align="left", color=GREY),
}
_LINE = 20
_SMALLER = {
    style: replace(
        look,
        size=12 if look.is_on_grid else look.size,
        line=_LINE if look.line == PITCH else look.line,
    )
    for style, look in ISSUED.items()
}
SHEET: dict[Style, Look] = _SMALLER | {
    Style.TITLE: replace(_SMALLER[Style.TITLE], size=20, line=30),
    Style.PART: replace(_SMALLER[Style.PART], size=16, line=24),
    Style.CAPTION: replace(_SMALLER[Style.CAPTION], size=11.5),
    Style.HEAD: replace(_SMALLER[Style.HEAD], size=10.5, line=16),
    Style.CELL: replace(_SMALLER[Style.CELL], size=10.5, line=16),
    Style.NOTE: replace(_SMALLER[Style.NOTE], size=9, line=14),
    Style.PAGE: replace(_SMALLER[Style.PAGE], size=10.5, align="center"),
}
LOOKS = {Form.ISSUED: ISSUED, Form.SHEET: SHEET}
