"""What does a file of the platform say, row by row, and what is wrong with it?

Every code is looked up in its table; a row with one unknown code is refused, and one bad row
refuses the file. Columns with names, documents, phones or words are not read at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from server.errors import ChuangpingError
from server.rules.cells import CellProblem, is_empty
from server.rules.province.codes import DEFAULT, Times
from server.rules.province.moments import read_day_of_moment
from server.rules.province.options import Chosen, Option, read_options
from server.rules.province.record import IN_DIGITS, Layout
from server.rules.province.rows import PlatformRow, columns_of, name_of
from server.rules.ratings.levels import Level
from server.rules.registry.rows import Place, RawSheet, RowProblem

Kind = TypeVar("Kind")
# What a row must say. The window may also follow from the matter, if one window alone handles it.
NEEDED = ("application", "level", "channel", "day", "times")
READ = frozenset({*NEEDED, "tags", "is_default", "window", "matter_code", "code"})


@dataclass(frozen=True)
class PlatformRating:
    """One rating of the platform. ``is_default``: its system filled it in."""

    application: str
    is_second: bool
    day: date
    window: str
    is_default: bool
    level: Level
    channel: str
    tags: tuple[str, ...]
    tag_set: str


@dataclass(frozen=True)
class Sought:
    """What the hall has, to look the rows up in: windows by number and by the matters they take."""

    windows: frozenset[str]
    windows_of_matter: Mapping[str, tuple[str, ...]]
    options: Mapping[str, Option]
    today: date


class ImportRefused(ChuangpingError):
    """A file with bad rows: nothing was imported; ``problems`` lists every one of them."""

    code = "province.refused"

    def __init__(self, problems: tuple[RowProblem, ...]) -> None:
        super().__init__(count=len(problems))
        self.problems = problems


def read_ratings(
    sheet: RawSheet, layout: Layout, sought: Sought
) -> tuple[tuple[tuple[Place, PlatformRating], ...], tuple[RowProblem, ...]]:
    """The ratings of a file, each with its place, and all that is wrong; take all or none.

    The first row that is not empty names the fields, as the layout or as its Chinese names do.
    """
    rows = [row for row in sheet.rows if not all(map(is_empty, row.cells))]
    if not rows:
        return (), (RowProblem(Place(sheet.name, 0), "", "province.empty"),)
    place, header = Place(sheet.name, rows[0].number), rows[0].cells
    columns = columns_of(header, layout, READ)
    said = [each.means for each in columns.values()]
    missing = [name_of(fact, layout) for fact in NEEDED if fact not in said]
    if missing:
        data = {"columns": "、".join(missing)}
        return (), (RowProblem(place, "", "province.no_column", data),)
    read = [_Reading(PlatformRow.of(sheet.name, row, columns, layout), sought) for row in rows[1:]]
    found = [(reading.row.place, reading.rating()) for reading in read]
    problems = tuple(problem for reading in read for problem in reading.problems)
    return tuple((at, rating) for at, rating in found if rating is not None), problems


@dataclass
class _Reading:
    """One row being read, and what was found wrong with it so far."""

    row: PlatformRow
    sought: Sought
    problems: list[RowProblem] = field(default_factory=list)

    def rating(self) -> PlatformRating | None:
        """What the row says; None when something is wrong with it."""
        for fact in NEEDED:
            if not self.row.says(fact):
                self._note(fact, "province.missing")
        if self.row.says("code"):
            self._note("code", "province.own_record")
        return None if self.problems else self._read()

    def _read(self) -> PlatformRating | None:
        row = self.row
        level = Level(int(self._sound("level", row.read("level"), "5")))
        channel = self._sound("channel", row.read("channel"), DEFAULT)
        is_second = self._sound("times", row.read("times"), "") == Times.SECOND
        is_default = self._sound("is_default", _read_default(row), instead=False)
        chosen = self._sound("tags", self._options(level), Chosen())
        is_default = is_default or channel == DEFAULT
        if is_default and is_second:
            self._note("times", "province.default_twice")
        read = PlatformRating(
            application=self._sound("application", row.read("application"), ""),
            is_second=is_second,
            day=self._sound("day", self._day(), self.sought.today),
            window=self._sound("window", self._window(), ""),
            is_default=is_default,
            level=level,
            channel=DEFAULT if is_default else channel,
            tags=chosen.tags,
            tag_set=chosen.tag_set,
        )
        return None if self.problems else read

    def _sound(self, fact: str, value: Kind | CellProblem, instead: Kind) -> Kind:
        """The value; what is wrong with it is noted, and the row is not taken."""
        if isinstance(value, CellProblem):
            self._note(fact, value.code, value.data)
            return instead
        return value

    def _note(self, fact: str, code: str, data: Mapping[str, str | int] | None = None) -> None:
        self.problems.append(RowProblem(self.row.place, self.row.column(fact), code, data or {}))

    def _options(self, level: Level) -> Chosen | CellProblem:
        # Without its level an option cannot be judged; the level's problem is noted already.
        if self.problems:
            return Chosen()
        return read_options(self.row.cell("tags"), level, self.sought.options)

    def _day(self) -> date | CellProblem:
        cell = self.row.cell("day")
        day = cell.date() if isinstance(cell, datetime) else read_day_of_moment(cell)
        if isinstance(day, date) and day > self.sought.today:
            return CellProblem("province.in_future", {"found": day.isoformat()})
        return day

    def _window(self) -> str | CellProblem:
        if self.row.says("window"):
            return self._known(self.row.read("window"))
        said = self.row.read("matter_code")
        if isinstance(said, CellProblem):
            return said
        windows: Sequence[str] = self.sought.windows_of_matter.get(said, ())
        if len(windows) == 1:
            return windows[0]
        return CellProblem("province.no_window", {"found": said, "count": len(windows)})

    def _known(self, number: str | CellProblem) -> str | CellProblem:
        if isinstance(number, CellProblem) or number in self.sought.windows:
            return number
        return CellProblem("province.unknown_window", {"found": number})


def _read_default(row: PlatformRow) -> bool | CellProblem:
    if not row.says("is_default"):
        return False
    said = row.read("is_default")
    if isinstance(said, CellProblem):
        return said
    meant = {digit: truth for truth, digit in IN_DIGITS.items()}
    if said in meant:
        return meant[said]
    return CellProblem("province.unknown_code", {"found": said, "known": "、".join(meant)})
