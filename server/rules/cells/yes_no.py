"""Did a person mean yes or no by a cell?"""

from server.rules.cells.problems import CellProblem, RawCell, problem
from server.rules.cells.words import folded

YES = {"是", "√", "✓", "✔", "☑", "有", "对", "y", "yes", "true", "1"}
NO = {"否", "×", "✗", "✘", "x", "☐", "无", "不是", "错", "n", "no", "false", "0"}


def read_yes_no(cell: RawCell) -> bool | CellProblem:
    """Yes or no, in the usual words and marks."""
    if isinstance(cell, bool):
        return cell
    text = str(int(cell)) if isinstance(cell, float) and cell in {0, 1} else str(cell)
    word = folded(text)
    if word in YES | NO:
        return word in YES
    return problem("not_yes_or_no", cell)
