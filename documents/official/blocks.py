"""What can stand in the text of an official document, one below the other?

Blocks say what a thing is, never how it looks or which number it has: headings, articles and items
are counted by ``documents.official.numbering``.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Literal, TypeAlias

Level: TypeAlias = Literal[1, 2, 3, 4]


class Align(Enum):
    """Where the text of a table's column stands."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True)
class Heading:
    """一、 （一） 1. （1） by its level; counted anew below each heading of a higher level.

    ``then`` is text that goes on in the same paragraph. An unnumbered heading counts nothing.
    """

    text: str
    level: Level = 1
    then: str = ""
    is_numbered: bool = True


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body; ``lead`` are its first words, which stand out.

    An unindented one begins at the left edge.
    """

    text: str
    lead: str = ""
    is_indented: bool = True


@dataclass(frozen=True)
class Chapter:
    """第一章 of a set of rules, in the middle of the line."""

    title: str


@dataclass(frozen=True)
class Article:
    """第一条 of a set of rules; counted through all chapters."""

    text: str


@dataclass(frozen=True)
class Item:
    """（一） of an article; counted anew in each article."""

    text: str


@dataclass(frozen=True)
class Table:
    """A table under its head, which is repeated on each page that it reaches.

    ``widths`` are shares of the line (none: equal), ``alignments`` are by column (none: centred).
    ``note`` stands below it in small type. With ``has_total`` the last row stands out. Raises
    ValueError where a row, the widths or the alignments do not have one entry for each column.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    alignments: tuple[Align, ...] = ()
    caption: str = ""
    note: str = ""
    has_total: bool = False

    def __post_init__(self) -> None:
        columns = len(self.head)
        lengths = {len(row) for row in self.rows} | {
            len(given) for given in (self.widths, self.alignments) if given
        }
        if not columns or lengths - {columns}:
            msg = f"a table of {columns} columns has rows, widths or alignments of {lengths}"
            raise ValueError(msg)


@dataclass(frozen=True)
class Facts:
    """Pairs of a name and its value in a ruled grid, such as 姓名 张某; so many pairs a line."""

    pairs: tuple[tuple[str, str], ...]
    pairs_a_line: int = 2


@dataclass(frozen=True)
class Note:
    """A remark in small type: what a figure counts, where it comes from."""

    text: str


@dataclass(frozen=True)
class SignatureLine:
    """A place to sign: what for; who signed and when, where that is known already."""

    label: str
    name: str = ""
    signed_on: date | None = None


@dataclass(frozen=True)
class Signatures:
    """Places for people to sign, so many side by side, kept on one page."""

    lines: tuple[SignatureLine, ...]
    lines_a_row: int = 2


@dataclass(frozen=True)
class Opinion:
    """A ruled box under its own title (整改情况, 复查意见): what was written, or room to write it.

    ``room`` is the least height of the text in lines; those who sign stand at its foot.
    """

    title: str
    text: str = ""
    room: int = 4
    signatures: tuple[SignatureLine, ...] = ()


@dataclass(frozen=True)
class PartTitle:
    """The title of a further part of the same paper: 回执, 复查记录."""

    text: str


@dataclass(frozen=True)
class CutLine:
    """A dashed line along which the part below is cut off and sent back."""

    text: str = ""


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


Block: TypeAlias = (
    Heading
    | Paragraph
    | Chapter
    | Article
    | Item
    | Table
    | Facts
    | Note
    | Signatures
    | Opinion
    | PartTitle
    | CutLine
    | PageBreak
)
