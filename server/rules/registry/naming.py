"""Which known name is meant by what people wrote above a column or on the tab of a sheet?"""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from server.rules.cells import folded
from server.rules.registry.layout import Column, Layout
from server.rules.registry.layouts import IGNORED_HEADINGS, IGNORED_SHEETS, LAYOUTS

LIKENESS = 0.4
# What people add to a name: (必填) behind it, stars and colons, a number or month, 表 at the end.
REMARKS = re.compile(r"\(.*?\)|\[.*?\]|[*:：、,.。_-]")
MONTHS = re.compile(r"\d+年|\d+月份?|\d+")
ENDINGS = re.compile(r"(一览表|信息表|登记表|明细表|统计表|信息|名单|清单|一览|明细|统计|表)$")


def layout_named(sheet: str) -> Layout | None:
    """The layout of a sheet of that name (排班 also as 3.排班表（11月）)."""
    return next((_LAYOUTS[name] for name in _plain_names(sheet) if name in _LAYOUTS), None)


def is_explanation(sheet: str) -> bool:
    """Whether a sheet of that name is for people only."""
    return any(name in _EXPLANATIONS for name in _plain_names(sheet))


def column_headed(layout: Layout, heading: str) -> Column | None:
    """The column of the layout with that heading."""
    return _COLUMNS[layout.key].get(_heading_key(heading))


def is_ignored(heading: str) -> bool:
    """Whether people keep a column of that heading for themselves."""
    return _heading_key(heading) in _IGNORED


def nearest(word: str, words: Iterable[str]) -> str:
    """The most similar of the words, or nothing where none is similar."""
    originals = {folded(each): each for each in words}
    found = get_close_matches(folded(word), originals, n=1, cutoff=LIKENESS)
    return originals[found[0]] if found else ""


def _heading_key(text: str) -> str:
    return REMARKS.sub("", folded(text)) or folded(text)


def _plain_names(sheet: str) -> tuple[str, ...]:
    """The sheet's name as written, and without what people add to it."""
    plain = _heading_key(sheet)
    bare = MONTHS.sub("", plain)
    return plain, ENDINGS.sub("", plain), bare, ENDINGS.sub("", bare)


_LAYOUTS = {folded(name): layout for layout in LAYOUTS for name in (layout.name, *layout.also)}
_EXPLANATIONS = {folded(name) for name in IGNORED_SHEETS}
_IGNORED = {folded(heading) for heading in IGNORED_HEADINGS}
_COLUMNS = {
    layout.key: {
        _heading_key(heading): column
        for column in layout.columns
        for heading in (column.heading, *column.also)
    }
    for layout in LAYOUTS
}
