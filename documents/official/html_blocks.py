"""How does each block of a text get into a web page?"""

from collections.abc import Iterable

from documents.official.blocks import (
    Align,
    Article,
    Block,
    Chapter,
    CutLine,
    Facts,
    Heading,
    Item,
    Note,
    Opinion,
    PageBreak,
    Paragraph,
    PartTitle,
    SignatureLine,
    Signatures,
    Table,
)
from documents.official.html_tags import Html, joined, tag
from documents.official.laying import chinese_date

TOP_LEVEL = 2
"""Of the first headings of the text: the title of the document has the first."""
SIDES = {Align.LEFT: "left", Align.CENTRE: "centre", Align.RIGHT: "right"}


def blocks_html(numbered: Iterable[tuple[str, Block]]) -> Html:
    """The blocks with their numbers, one below the other."""
    return joined(*(_block(number, block) for number, block in numbered))


def signatures_html(lines: Iterable[SignatureLine]) -> Html:
    """What is to be signed, and what is."""
    return tag("ul", *map(_signature, lines), class_="signatures")


def _block(number: str, block: Block) -> Html:
    match block:
        case Table() | Facts() | Opinion() | Signatures():
            return _ruled(block)
        case Heading():
            return _heading(number, block)
        case Article(text):
            return tag("p", tag("strong", number), text, class_="article")
        case Paragraph():
            flush = "" if block.is_indented else "flush"
            return tag("p", tag("strong", block.lead), block.text, class_=flush)
        case _:
            return _simple(number, block)


def _simple(number: str, block: Chapter | Item | Note | PartTitle | CutLine | PageBreak) -> Html:
    match block:
        case Chapter(title):
            return tag("h2", number, title, class_="chapter")
        case PartTitle(text):
            return tag("h2", text, class_="part")
        case Item(text):
            return tag("p", number, text, class_="item")
        case Note(text) | CutLine(text):
            return tag("p", text, class_=type(block).__name__.lower())
        case PageBreak():
            return Html()


def _heading(number: str, heading: Heading) -> Html:
    if heading.then:
        return tag("p", tag("strong", number, heading.text), heading.then)
    return tag(f"h{TOP_LEVEL - 1 + heading.level}", number, heading.text)


def _ruled(block: Table | Facts | Opinion | Signatures) -> Html:
    match block:
        case Table():
            return _table(block)
        case Facts():
            return tag("dl", *(_pair(name, value) for name, value in block.pairs), class_="facts")
        case Opinion():
            said = (tag("p", line) for line in block.text.splitlines())
            signed = signatures_html(block.signatures)
            return tag("section", tag("h3", block.title), *said, signed, class_="opinion")
        case Signatures():
            return signatures_html(block.lines)


def _table(table: Table) -> Html:
    sides = table.alignments or (Align.CENTRE,) * len(table.head)
    heads = (tag("th", text, scope="col") for text in table.head)
    rows = [_row(texts, sides) for texts in table.rows]
    total = tag("tfoot", rows.pop()) if table.has_total and rows else Html()
    made = tag(
        "table",
        tag("caption", table.caption),
        tag("thead", tag("tr", *heads)),
        tag("tbody", *rows),
        total,
    )
    # A wide one is moved sideways within its frame, by keyboard too.
    label = {"aria-label": table.caption or "、".join(table.head)}
    frame = tag("div", made, class_="table", tabindex="0", role="region", **label)
    return joined(frame, tag("p", table.note, class_="note"))


def _row(texts: Iterable[str], sides: Iterable[Align]) -> Html:
    # An empty cell is written all the same, or the others would move.
    cells = (
        tag("td", text or Html("&#8203;"), class_=SIDES[side])
        for text, side in zip(texts, sides, strict=True)
    )
    return tag("tr", *cells)


def _pair(name: str, value: str) -> Html:
    return tag("div", tag("dt", name), tag("dd", value or "—"))


def _signature(line: SignatureLine) -> Html:
    day = chinese_date(line.signed_on) if line.signed_on else ""
    return tag("li", f"{line.label}：", tag("span", line.name), tag("span", day))
