"""Which cell of a platform's row says what?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from server.rules.cells import CellProblem, RawCell, folded, is_empty, read_code, shown
from server.rules.province.record import Field, Layout
from server.rules.registry.rows import Place, RawRow


@dataclass(frozen=True)
class PlatformRow:
    """One row: where it stands, and its cells with the field that each belongs to."""

    place: Place
    cells: tuple[tuple[Field, RawCell], ...]
    layout: Layout

    @classmethod
    def of(
        cls, sheet: str, row: RawRow, columns: Mapping[int, Field], layout: Layout
    ) -> "PlatformRow":
        """The row under those columns; a row that is shorter has empty cells at its end."""
        cells = ((field, _at(row.cells, at)) for at, field in columns.items())
        return cls(Place(sheet, row.number), tuple(cells), layout)

    def says(self, fact: str) -> bool:
        """Whether any cell says something of that."""
        return bool(self._of(fact))

    def cell(self, fact: str) -> RawCell:
        """The first cell that says something of that, None if there is none."""
        return next((cell for _, cell in self._of(fact)), None)

    def column(self, fact: str) -> str:
        """The column that says it, as the layout names it."""
        said = [field.name for field, _ in self._of(fact)]
        return said[0] if said else name_of(fact, self.layout)

    def read(self, fact: str) -> str | CellProblem:
        """Our word for what a coded field says, the text of any other; '' where nothing stands.

        Two fields may say the same (GB/T 39046: the level's name and its code); then both must.
        """
        words = [self._word(field, cell) for field, cell in self._of(fact)]
        for word in words:
            if isinstance(word, CellProblem):
                return word
        if len(set(words)) > 1:
            found = " / ".join(shown(cell) for _, cell in self._of(fact))
            return CellProblem("province.two_meanings", {"found": found})
        return words[0] if words else ""

    def _word(self, field: Field, cell: RawCell) -> str | CellProblem:
        table = self.layout.codes.get(field.name)
        return table.word(cell) if table else read_code(cell)

    def _of(self, fact: str) -> list[tuple[Field, RawCell]]:
        return [(field, cell) for field, cell in self.cells if _says(field, cell, fact)]


def columns_of(
    header: Sequence[RawCell], layout: Layout, facts: Collection[str]
) -> dict[int, Field]:
    """Which column is which field, of those that say one of the facts; the others are not read."""
    fields = {
        folded(name): field
        for field in layout.fields
        if field.means in facts
        for name in (field.name, field.title)
    }
    names = [folded(str(cell or "")) for cell in header]
    return {at: fields[name] for at, name in enumerate(names) if name in fields}


def name_of(fact: str, layout: Layout) -> str:
    """The first field of the layout that says it."""
    return next(field.name for field in layout.fields if field.means == fact)


def _says(field: Field, cell: RawCell, fact: str) -> bool:
    return field.means == fact and not is_empty(cell)


def _at(cells: Sequence[RawCell], at: int) -> RawCell:
    return cells[at] if at < len(cells) else None
