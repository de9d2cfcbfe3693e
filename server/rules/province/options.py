"""Which reason tag is which option (评价指标) of the national list, in either of its versions?"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.rules.cells import CellProblem, RawCell, is_empty, shown
from server.rules.ratings.levels import Level

WRITTEN = ","
SEPARATORS = re.compile(r"[,，|;；\s]+")  # the interface writes commas, devices write bars


@dataclass(frozen=True)
class Option:
    """An option: version 1 is retired, but platforms still hold ratings with it."""

    tag_set: str
    code: str
    level: Level


@dataclass(frozen=True)
class Chosen:
    """The options of one rating, all of one level and one version; none: no version either."""

    tags: tuple[str, ...] = ()
    tag_set: str = ""


def written(tags: Sequence[str]) -> str:
    """The options as the platform takes them."""
    return WRITTEN.join(tags)


def read_options(
    cell: RawCell, level: Level, options: Mapping[str, Option]
) -> Chosen | CellProblem:
    """The options that a cell names, or what is wrong with it; an empty cell names none."""
    if is_empty(cell):
        return Chosen()
    number = isinstance(cell, float) and cell.is_integer()
    text = str(int(cell)) if isinstance(cell, float) and number else str(cell)
    codes = tuple(sorted({code for code in SEPARATORS.split(text) if code}))
    unknown = [code for code in codes if code not in options]
    if unknown:
        return CellProblem("province.unknown_option", {"found": shown(unknown[0])})
    alien = [code for code in codes if options[code].level is not level]
    if alien:
        return CellProblem("province.option_of_other_level", {"found": alien[0]})
    versions = {options[code].tag_set for code in codes}
    if len(versions) > 1:
        return CellProblem("province.two_versions", {"found": shown(cell)})
    return Chosen(codes, *versions)
