"""What does an attendance machine's file say, row by row, and what is wrong with it?

Each row names a person and a moment, or a day with its time in and its time out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from server.errors import ChuangpingError
from server.rules.attendance.sign_times import read_moment, read_seconds, remembered_day
from server.rules.attendance.words import Direction
from server.rules.cells import CellProblem, RawCell, folded, is_empty, read_code, read_name
from server.rules.registry.rows import Place, RawRow, RawSheet, RowProblem

HEADER_WITHIN = 10
# Older files are of months long closed: a slip in the year.
OLDEST_DAYS = 400
NAMES: Mapping[str, tuple[str, ...]] = {
    "staff": ("工号", "人员编号", "考勤号码", "员工编号", "staff number"),
    "name": ("姓名", "name"),
    "day": ("日期", "day", "date"),
    "time": ("时间", "打卡时间", "签到签退时间", "time"),
    "moment": ("日期时间", "考勤时间", "刷卡时间", "moment"),
    "came": ("签到", "上班", "签到时间", "in"),
    "left": ("签退", "下班", "签退时间", "out"),
    "direction": ("方向", "签到签退", "类型", "direction"),
}
HEADINGS = {folded(name): key for key, names in NAMES.items() for name in names}
DIRECTIONS = {
    **dict.fromkeys(("", "-"), Direction.ANY),
    **dict.fromkeys(("签到", "上班", "进", "入", "in", "i"), Direction.IN),
    **dict.fromkeys(("签退", "下班", "出", "out", "o"), Direction.OUT),
}
ONE_DAY = timedelta(days=1)
START = Place("", 0)
# What is only for people to read stands on a sheet of that name.
NOTES = "说明"


class FileSign(NamedTuple):
    """One sign of the file: who, when (seconds of the day), which way."""

    staff_id: int
    day: date
    second: int
    direction: Direction


@dataclass(frozen=True)
class KnownPerson:
    """Somebody who may stand in the file."""

    id: int
    name: str
    closed_on: date | None = None


@dataclass(frozen=True)
class Meant:
    """What the file may speak of: people by their folded number, and days up to ``today``."""

    people: Mapping[str, KnownPerson]
    today: date


class SignsRefused(ChuangpingError):
    """A file of signs with bad rows: nothing was taken; ``problems`` lists every one."""

    code = "attendance.file_refused"

    def __init__(self, problems: tuple[RowProblem, ...]) -> None:
        super().__init__(count=len(problems))
        self.problems = problems


def read_signs(
    sheets: Iterable[RawSheet], meant: Meant
) -> tuple[tuple[FileSign, ...], tuple[RowProblem, ...]]:
    """The signs of the file, and every problem of every row in the order of the rows."""
    reader = _Reader(meant)
    for sheet in sheets:
        if sheet.name != NOTES:
            reader.read(sheet)
    return tuple(reader.signs), tuple(reader.problems)


@dataclass
class _Reader:
    """Reads row after row, collecting signs and problems."""

    meant: Meant
    signs: dict[FileSign, Place] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)
    moments: dict[tuple[int, date, int], Direction] = field(default_factory=dict)
    place: Place = START

    def read(self, sheet: RawSheet) -> None:
        """Every row below the header."""
        header = next((row for row in sheet.rows[:HEADER_WITHIN] if "staff" in _columns(row)), None)
        columns = _columns(header) if header else {}
        self.place = Place(sheet.name, 0)
        if header is None or not _says_when(columns):
            if any(not is_empty(cell) for row in sheet.rows for cell in row.cells):
                self._note("", "attendance.columns_missing")
            return
        for row in sheet.rows:
            if row.number > header.number and not all(map(is_empty, row.cells)):
                self.place = Place(sheet.name, row.number)
                self._read_row({key: _cell(row, at) for key, at in columns.items()})

    def _read_row(self, cells: Mapping[str, RawCell]) -> None:
        person = self._person(cells)
        signed = list(self._signed(cells))
        sound = {day for day in {day for day, _, _ in signed} if self._is_within(day, person)}
        for day, second, direction in signed:
            if person and day in sound:
                self._add(FileSign(person.id, day, second, direction))

    def _person(self, cells: Mapping[str, RawCell]) -> KnownPerson | None:
        number = read_code(cells.get("staff"))
        if isinstance(number, CellProblem):
            self._note("staff", number.code, number.data)
            return None
        person = self.meant.people.get(folded(number))
        if person is None:
            code = "attendance.unknown_staff" if number else "attendance.staff_missing"
            self._note("staff", code, {"found": number})
            return None
        name = cells.get("name")
        if not is_empty(name) and read_name(name) != person.name:
            data = {"found": str(name), "right": person.name}
            self._note("name", "attendance.name_differs", data)
        return person

    def _signed(self, cells: Mapping[str, RawCell]) -> Iterator[tuple[date, int, Direction]]:
        if not is_empty(cells.get("moment")):
            found = read_moment(cells["moment"])
            if isinstance(found, CellProblem):
                self._note("moment", found.code, found.data)
            else:
                yield (*found, self._direction(cells))
            return
        day = self._day(cells.get("day"))
        times = list(self._times(cells))
        if day is not None:
            yield from ((day, second, direction) for second, direction in times)

    def _day(self, cell: RawCell) -> date | None:
        if is_empty(cell):
            self._note("day", "attendance.day_missing")
            return None
        found = remembered_day(cell)
        if isinstance(found, CellProblem):
            self._note("day", found.code, found.data)
            return None
        return found

    def _times(self, cells: Mapping[str, RawCell]) -> Iterator[tuple[int, Direction]]:
        columns = (("time", None), ("came", Direction.IN), ("left", Direction.OUT))
        said = [
            (key, direction, found)
            for key, direction in columns
            for found in read_seconds(cells.get(key))
        ]
        for key, _, found in said:
            if isinstance(found, CellProblem):
                self._note(key, found.code, found.data)
        sound = [(key, way, found) for key, way, found in said if isinstance(found, int)]
        if not said and "time" in cells:
            self._note("time", "attendance.time_missing")
        came, left = ([found for key, _, found in sound if key == one] for one in ("came", "left"))
        if came and left and min(left) <= min(came):
            self._note("left", "attendance.left_before_coming")
            return
        for _, direction, found in sound:
            yield found, direction or self._direction(cells)

    def _direction(self, cells: Mapping[str, RawCell]) -> Direction:
        cell = cells.get("direction")
        found = DIRECTIONS.get("" if is_empty(cell) else folded(str(cell)))
        if found is None:
            self._note("direction", "attendance.unknown_direction", {"found": str(cell)})
        return found or Direction.ANY

    def _is_within(self, day: date, person: KnownPerson | None) -> bool:
        data = {"found": day.isoformat()}
        if day > self.meant.today:
            self._note("day", "attendance.day_ahead", data)
        elif day < self.meant.today - ONE_DAY * OLDEST_DAYS:
            self._note("day", "attendance.day_too_old", {**data, "most": OLDEST_DAYS})
        elif person and person.closed_on and day >= person.closed_on:
            self._note("day", "attendance.has_left", {**data, "right": str(person.closed_on)})
        else:
            return True
        return False

    def _add(self, sign: FileSign) -> None:
        before = self.moments.setdefault(sign[:3], sign.direction)
        if sign in self.signs:
            data = {"other_row": self.signs[sign].row}
            self._note("", "attendance.row_twice", data)
        elif before is not sign.direction:
            self._note("", "attendance.both_ways")
        else:
            self.signs[sign] = self.place

    def _note(self, key: str, code: str, data: Mapping[str, str | int] | None = None) -> None:
        column = NAMES[key][0] if key else ""
        self.problems.append(RowProblem(self.place, column, code, data or {}))


def _columns(row: RawRow) -> dict[str, int]:
    names = [folded(str(cell)) if isinstance(cell, str) else "" for cell in row.cells]
    return {HEADINGS[name]: at for at, name in enumerate(names) if name in HEADINGS}


def _says_when(columns: Mapping[str, int]) -> bool:
    has_times = "day" in columns and bool({"time", "came", "left"} & columns.keys())
    return "moment" in columns or has_times


def _cell(row: RawRow, at: int) -> RawCell:
    cells: Sequence[RawCell] = row.cells
    return cells[at] if at < len(cells) else None
