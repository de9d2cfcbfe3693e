"""Which workbook can be filled in, and which one holds all that a hall has?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from server.queries.registry.halls import Hall
from server.queries.registry.stored import EVER, stored_registry
from server.rules.cells import RawCell
from server.rules.registry.layout import Column, Kind, Layout
from server.rules.registry.layouts import DUTY_WORDS, LAYOUTS
from server.rules.registry.written import WEEKDAYS, written_rows
from server.texts import is_known, say
from sheets.tables import Column as WrittenColumn
from sheets.tables import Kind as WrittenKind
from sheets.tables import Notes, Table

LINES = 6
WIDTHS = {Kind.TEXT: 24, Kind.REFERENCES: 24, Kind.WEEKDAYS: 18}
WIDTH = 14
KINDS = {
    Kind.DAY: WrittenKind.DATE,
    Kind.TIME: WrittenKind.TIME,
    Kind.END_TIME: WrittenKind.TIME,
    Kind.COUNT: WrittenKind.NUMBER,
}
CHOICES = {
    Kind.YES_NO: ("是", "否"),
    Kind.DUTY_KIND: tuple(words[0] for words in DUTY_WORDS.values()),
    Kind.WEEKDAYS: ("周一至周五", "每天", *WEEKDAYS),
}
SHEET_NAMES = {layout.key: layout.name for layout in LAYOUTS}


@dataclass(frozen=True)
class Workbook:
    """The sheets to fill in, and the one that explains them."""

    tables: tuple[Table, ...]
    notes: Notes


def template() -> Workbook:
    """A workbook without any row; what to write, with examples, stands on its first sheet."""
    return Workbook(tuple(_table(layout, ()) for layout in LAYOUTS), _notes())


def registry_workbook(hall: Hall) -> Workbook:
    """All that the hall's registry holds; handed in again it changes nothing."""
    stored = stored_registry(hall, EVER)
    filled = (_table(layout, written_rows(layout, stored)) for layout in LAYOUTS)
    return Workbook(tuple(filled), _notes())


def _table(layout: Layout, rows: Iterable[tuple[RawCell, ...]]) -> Table:
    columns = tuple(_column(layout, column) for column in layout.columns)
    return Table(layout.name, columns, rows)


def _column(layout: Layout, column: Column) -> WrittenColumn:
    return WrittenColumn(
        column.heading,
        KINDS.get(column.kind, WrittenKind.TEXT),
        WIDTHS.get(column.kind, WIDTH),
        CHOICES.get(column.kind, ()),
        hint=_how(layout, column),
        is_required=column.required,
    )


def _how(layout: Layout, column: Column) -> str:
    """What is said of the column on that sheet, or anywhere, or else of its kind."""
    about = (f"registry.about_{layout.key}_{column.key}", f"registry.about_{column.key}")
    kind = say(f"registry.kind_{column.kind.value}", sheet=SHEET_NAMES.get(column.of, ""))
    return next((say(code) for code in about if is_known(code)), kind)


def _notes() -> Notes:
    headings = ("sheet", "heading", "required", "how", "also", "example")
    widths = (12, 16, 8, 60, 40, 24)
    columns = tuple(
        WrittenColumn(say(f"registry.notes_column_{heading}"), width=width)
        for heading, width in zip(headings, widths, strict=True)
    )
    lines = tuple(say(f"registry.notes_{number}") for number in range(1, LINES + 1))
    return Notes(lines, Table(say("registry.notes_sheet"), columns, list(_explanations())))


def _explanations() -> Iterator[tuple[str, ...]]:
    for layout in LAYOUTS:
        for column in layout.columns:
            required = "registry.required_yes" if column.required else "registry.required_no"
            yield (
                layout.name,
                column.heading,
                say(required),
                _how(layout, column),
                "、".join(column.also),
                column.example,
            )
