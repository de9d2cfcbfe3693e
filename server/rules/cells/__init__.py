"""What did a person mean by a cell of a spreadsheet?

Each reader takes a cell as found and returns the value that was meant, or a ``CellProblem`` that
says why it cannot be taken and what would be right. Nothing is guessed: a cell that could mean
two things is a problem. Empty cells are the caller's matter (``is_empty``).
"""

from server.rules.cells.days import read_day, read_month
from server.rules.cells.hours import END_OF_DAY, read_end_time, read_time
from server.rules.cells.numbers import read_whole_number
from server.rules.cells.problems import CellProblem, RawCell, is_empty, problem, shown
from server.rules.cells.weekdays import read_weekdays
from server.rules.cells.words import folded, read_code, read_name, read_text, split_list
from server.rules.cells.yes_no import read_yes_no

__all__ = [
    "END_OF_DAY",
    "CellProblem",
    "RawCell",
    "folded",
    "is_empty",
    "problem",
    "read_code",
    "read_day",
    "read_end_time",
    "read_month",
    "read_name",
    "read_text",
    "read_time",
    "read_weekdays",
    "read_whole_number",
    "read_yes_no",
    "shown",
    "split_list",
]
