"""What does a document say, part by part, for a screen that sets it itself?"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from marshmallow import Schema, fields

from documents.official.blocks import (
    Article,
    Block,
    Chapter,
    Facts,
    Heading,
    Item,
    Note,
    Opinion,
    Paragraph,
    PartTitle,
    SignatureLine,
    Signatures,
    Table,
)
from documents.official.content import BREAK, OfficialDocument
from documents.official.numbering import numbered


class Part(StrEnum):
    """What a part is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    NOTE = "note"
    TABLE = "table"
    PAIRS = "pairs"


class DocumentPairOut(Schema):
    """一项和它的值 A name and its value"""

    name = fields.String(required=True)
    value = fields.String(required=True)


class DocumentPartOut(Schema):
    """正文的一部分 One part of the text"""

    kind = fields.Enum(Part, by_value=True, required=True)
    text = fields.String(required=True, metadata={"description": "标题、段落、表名"})
    level = fields.Integer(required=True, metadata={"description": "标题的级，1 到 4；其他为 0"})
    head = fields.List(fields.String(), required=True, metadata={"description": "表头"})
    rows = fields.List(fields.List(fields.String()), required=True)
    pairs = fields.List(fields.Nested(DocumentPairOut), required=True)


def parts_of(document: OfficialDocument) -> list[dict[str, Any]]:
    """The parts of the document from its title to who formed it when."""
    title = document.title.replace(BREAK, "")
    first = [_part(Part.TITLE, title)]
    above = [document.subtitle, f"{document.recipients}：" if document.recipients else ""]
    formed = document.formed_on.isoformat() if document.formed_on else ""
    below = [document.issuer_line, formed, document.remark]
    return [
        *first,
        *(_part(Part.PARAGRAPH, text) for text in above if text),
        *(part for number, block in numbered(document.blocks) for part in _parts(number, block)),
        *(_part(Part.NOTE, text) for text in below if text),
    ]


def _part(kind: Part, text: str = "", *, level: int = 0, **more: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {"head": [], "rows": [], "pairs": []}
    return {"kind": kind, "text": text, "level": level, **empty, **more}


def _parts(number: str, block: Block) -> list[dict[str, Any]]:
    make = MAKERS.get(type(block))
    return make(number, block) if make else []


def _heading(number: str, block: Heading) -> list[dict[str, Any]]:
    head = _part(Part.HEADING, number + block.text, level=block.level)
    return [head, _part(Part.PARAGRAPH, block.then)] if block.then else [head]


def _paragraph(number: str, block: Paragraph) -> list[dict[str, Any]]:
    return [_part(Part.PARAGRAPH, number + block.lead + block.text)]


def _chapter(number: str, block: Chapter) -> list[dict[str, Any]]:
    return [_part(Part.HEADING, number + block.title, level=1)]


def _text(number: str, block: Article | Item) -> list[dict[str, Any]]:
    return [_part(Part.PARAGRAPH, number + block.text)]


def _title(number: str, block: PartTitle) -> list[dict[str, Any]]:
    return [_part(Part.HEADING, number + block.text, level=1)]


def _note(_: str, block: Note) -> list[dict[str, Any]]:
    return [_part(Part.NOTE, block.text)]


def _table(_: str, block: Table) -> list[dict[str, Any]]:
    table = _part(Part.TABLE, block.caption, head=list(block.head), rows=list(block.rows))
    return [table, _part(Part.NOTE, block.note)] if block.note else [table]


def _facts(_: str, block: Facts) -> list[dict[str, Any]]:
    return [_part(Part.PAIRS, pairs=[_pair(*one) for one in block.pairs])]


def _opinion(_: str, block: Opinion) -> list[dict[str, Any]]:
    return [
        _part(Part.HEADING, block.title, level=2),
        *([_part(Part.PARAGRAPH, block.text)] if block.text else []),
        *_signed(block.signatures),
    ]


def _signatures(_: str, block: Signatures) -> list[dict[str, Any]]:
    return _signed(block.lines)


def _signed(lines: tuple[SignatureLine, ...]) -> list[dict[str, Any]]:
    """Who signed; places that are still empty are for paper."""
    pairs = [_pair(one.label, one.name) for one in lines if one.name]
    return [_part(Part.PAIRS, pairs=pairs)] if pairs else []


def _pair(name: str, value: str) -> dict[str, str]:
    return {"name": name, "value": value}


MAKERS: Mapping[type, Callable[[str, Any], list[dict[str, Any]]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Chapter: _chapter,
    Article: _text,
    Item: _text,
    PartTitle: _title,
    Note: _note,
    Table: _table,
    Facts: _facts,
    Opinion: _opinion,
    Signatures: _signatures,
}
"""What becomes of each kind of block; cuts and page breaks belong to paper."""
