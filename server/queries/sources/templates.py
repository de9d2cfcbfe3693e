"""Which file can be filled in for a source?"""

from collections.abc import Iterator

from server.queries.registry.workbook import Workbook
from server.rules.sources.layout import Column, Kind, Layout
from server.rules.sources.words import CLOSED_LISTS
from server.texts import say
from sheets.tables import Column as WrittenColumn
from sheets.tables import Kind as WrittenKind
from sheets.tables import Notes, Table

KINDS = {Kind.DAY: WrittenKind.DATE, Kind.COUNT: WrittenKind.NUMBER}
WIDE = frozenset({Kind.TEXT, Kind.WORDS})
WIDTH, WIDE_WIDTH = 16, 28


def source_template(layout: Layout) -> Workbook:
    """An empty workbook of that layout; its first sheet says what to write where."""
    columns = tuple(_column(column) for column in layout.columns)
    return Workbook((Table(say(f"source.name_{layout.key}"), columns),), _notes(layout))


def _column(column: Column) -> WrittenColumn:
    return WrittenColumn(
        column.heading,
        KINDS.get(column.kind, WrittenKind.TEXT),
        WIDE_WIDTH if column.kind in WIDE else WIDTH,
        _choices(column) if column.kind is not Kind.WORDS else (),
        hint=_how(column),
        is_required=column.is_required,
    )


def _choices(column: Column) -> tuple[str, ...]:
    if column.kind is Kind.YES_NO:
        return ("是", "否")
    return tuple(say(f"source.{column.of}_{code}") for code in CLOSED_LISTS.get(column.of, ()))


def _how(column: Column) -> str:
    how = say(f"source.about_{column.key}")
    return f"{how} {'、'.join(_choices(column))}" if column.of else how


def _notes(layout: Layout) -> Notes:
    widths = {"heading": 16, "required": 8, "how": 60, "also": 32, "example": 20}
    columns = tuple(
        WrittenColumn(say(f"registry.notes_column_{name}"), width=width)
        for name, width in widths.items()
    )
    lines = (say(f"source.name_{layout.key}"), say("source.notes"))
    return Notes(lines, Table(say("registry.notes_sheet"), columns, list(_explained(layout))))


def _explained(layout: Layout) -> Iterator[tuple[str, ...]]:
    for column in layout.columns:
        required = "registry.required_yes" if column.is_required else "registry.required_no"
        also = "、".join((*column.also, column.key))
        yield column.heading, say(required), _how(column), also, column.example
