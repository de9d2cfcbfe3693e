"""Which number did a person mean by a cell?"""

import re

from server.rules.cells.problems import CellProblem, RawCell, problem
from server.rules.cells.words import folded

GREATEST = 10_000_000
WHOLE = re.compile(r"(-?\d+)(?:\.0+)?[件条个次笔人]?")
WITH_THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.0+)?[件条个次笔人]?")


def read_whole_number(cell: RawCell) -> int | CellProblem:
    """A count from 0 to ten million, also as text, with thousands marks or a unit (1,200件)."""
    text = folded(str(cell)) if isinstance(cell, str | float | int) else ""
    if WITH_THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    found = WHOLE.fullmatch(text)
    if found is None or isinstance(cell, bool):
        return problem("not_a_whole_number", cell)
    number = int(found[1])
    return number if 0 <= number <= GREATEST else problem("number_out_of_range", cell)
