"""Which days of the week did a person mean by a cell?"""

import re

from server.rules.cells.problems import CellProblem, RawCell, problem
from server.rules.cells.words import folded, split_list

PREFIX = re.compile(r"^(星期|礼拜|周)")
DAYS = {sign: at for at, sign in enumerate("一二三四五六日")} | {"天": 6}
DAYS |= {str(number): number - 1 for number in range(1, 8)}
SPAN = re.compile(r"(.+?)(?:至|到|-|~)(.+)")
WHOLES = {
    "每天": range(7),
    "每日": range(7),
    "全周": range(7),
    "工作日": range(5),
    "周末": range(5, 7),
}


def read_weekdays(cell: RawCell) -> tuple[int, ...] | CellProblem:
    """Days of the week in order, Monday is 0: 周一, 星期一至星期五, 周一、三、五, 1-5, 每天."""
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    days: set[int] = set()
    for part in split_list(text):
        found = _days(folded(part))
        if not found:
            return problem("not_weekdays", cell)
        days.update(found)
    return tuple(sorted(days)) or problem("not_weekdays", cell)


def _days(part: str) -> range | tuple[int, ...]:
    if part in WHOLES:
        return WHOLES[part]
    span = SPAN.fullmatch(part)
    if span is None:
        day = _day(part)
        return () if day is None else (day,)
    first, last = _day(span[1]), _day(span[2])
    return () if first is None or last is None else range(first, last + 1)


def _day(word: str) -> int | None:
    return DAYS.get(PREFIX.sub("", word))
