"""What does a file of cases from elsewhere (12345 sheets) say, row by row, and what is wrong?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from server.errors import ChuangpingError
from server.rules.cases.entry import EntryForm, entry_problems
from server.rules.cases.kinds import CaseKind, CaseSource
from server.rules.cells import (
    CellProblem,
    RawCell,
    folded,
    is_empty,
    read_code,
    read_day,
    read_text,
)
from server.rules.registry.rows import Place, RawSheet, RowProblem

Value = TypeVar("Value")
# The columns of the file, in the order of the template: key, name, whether each row needs it.
COLUMNS = (
    ("outside_number", "工单编号", True),
    ("kind", "类型", True),
    ("category", "类别", False),
    ("received_on", "收到日期", True),
    ("window_number", "窗口号", False),
    ("text", "内容", True),
    ("contact", "联系方式", False),
)
NAMES = {key: name for key, name, _ in COLUMNS}
NEEDED = tuple(key for key, _, is_needed in COLUMNS if is_needed)
# A bad rating comes with a rating, never from a sheet.
KINDS = frozenset(CaseKind) - {CaseKind.BAD_RATING}


class CasesRefused(ChuangpingError):
    """A file with bad rows: nothing was entered; ``problems`` lists every one of them."""

    code = "case_sheet.refused"

    def __init__(self, problems: tuple[RowProblem, ...]) -> None:
        super().__init__(count=len(problems))
        self.problems = problems


@dataclass(frozen=True)
class Meant:
    """What the words of a file can mean, and the day: kinds and categories by folded word."""

    kinds: Mapping[str, CaseKind]
    categories: Mapping[str, str]
    windows: frozenset[str]
    today: date


def read_cases(
    sheet: RawSheet, meant: Meant
) -> tuple[tuple[tuple[Place, EntryForm], ...], tuple[RowProblem, ...]]:
    """The cases of a file, each with its place, and all that is wrong; take all or none."""
    rows = [row for row in sheet.rows if not all(map(is_empty, row.cells))]
    if not rows:
        return (), (RowProblem(Place(sheet.name, 0), "", "case_sheet.empty"),)
    columns = _columns(rows[0].cells)
    missing = [NAMES[key] for key in NEEDED if key not in columns]
    if missing:
        place = Place(sheet.name, rows[0].number)
        return (), (RowProblem(place, "", "case_sheet.no_column", {"columns": "、".join(missing)}),)
    read = [
        _Row(Place(sheet.name, row.number), _cells(row.cells, columns), meant) for row in rows[1:]
    ]
    forms = [(row.place, row.form()) for row in read]
    problems = [problem for row in read for problem in row.problems]
    problems += _twice(forms)
    return tuple((at, form) for at, form in forms if form is not None), tuple(problems)


@dataclass
class _Row:
    """One row being read, and what was found wrong with it so far."""

    place: Place
    cells: Mapping[str, RawCell]
    meant: Meant
    problems: list[RowProblem] = field(default_factory=list)

    def form(self) -> EntryForm | None:
        """What the row says; None when something is wrong with it."""
        form = EntryForm(
            kind=self.meant.kinds.get(self._folded("kind")),
            source=CaseSource.HOTLINE,
            category=self.meant.categories.get(self._folded("category"), ""),
            text=self._text("text"),
            received_on=self._day(),
            outside_number=self._code("outside_number"),
            window_number=self._window(),
            contact=self._text("contact"),
            has_consented=True,  # given to the hotline, which passes it on for the call-back
        )
        if not self.problems:
            self._judge(form)
        return None if self.problems else form

    def _judge(self, form: EntryForm) -> None:
        known = frozenset(self.meant.categories.values())
        for found in entry_problems(form, categories=known, today=self.meant.today):
            self._note(found.field, found.code, found.data)

    def _window(self) -> str:
        number = self._code("window_number")
        if number and number not in self.meant.windows:
            self._note("window_number", "case_sheet.unknown_window", {"found": number})
        return number

    def _day(self) -> date | None:
        cell = self.cells.get("received_on")
        return None if is_empty(cell) else self._sound("received_on", read_day(cell), None)

    def _text(self, key: str) -> str:
        cell = self.cells.get(key)
        return "" if is_empty(cell) else self._sound(key, read_text(cell), "")

    def _code(self, key: str) -> str:
        cell = self.cells.get(key)
        return "" if is_empty(cell) else self._sound(key, read_code(cell), "")

    def _folded(self, key: str) -> str:
        return folded(self._text(key))

    def _sound(self, key: str, value: Value | CellProblem, instead: Value) -> Value:
        if isinstance(value, CellProblem):
            self._note(key, value.code, value.data)
            return instead
        return value

    def _note(self, key: str, code: str, data: Mapping[str, str | int] | None = None) -> None:
        self.problems.append(RowProblem(self.place, NAMES.get(key, ""), code, data or {}))


def _columns(header: Sequence[RawCell]) -> dict[str, int]:
    """Which column says what; columns of other names are not read."""
    by_name = {folded(name): key for key, name in NAMES.items()}
    names = [folded(str(cell or "")) for cell in header]
    return {by_name[name]: at for at, name in enumerate(names) if name in by_name}


def _cells(cells: Sequence[RawCell], columns: Mapping[str, int]) -> dict[str, RawCell]:
    return {key: cells[at] if at < len(cells) else None for key, at in columns.items()}


def _twice(forms: Sequence[tuple[Place, EntryForm | None]]) -> list[RowProblem]:
    """Rows whose number another row of the file has already."""
    seen: set[str] = set()
    found = []
    for place, form in forms:
        if form is not None and form.outside_number in seen:
            data = {"found": form.outside_number}
            found.append(RowProblem(place, NAMES["outside_number"], "case_sheet.twice", data))
        seen.update({form.outside_number} if form else ())
    return found
