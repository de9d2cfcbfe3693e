"""Which text, code or name did a person mean by a cell?"""

import re
from datetime import date, time, timedelta
from unicodedata import normalize

from server.rules.cells.problems import INVISIBLE, CellProblem, RawCell, problem

# Full-width letters and digits, and the ideographic space; Chinese punctuation stays as written.
FULL_WIDTH = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B))}
FULL_WIDTH |= {code: code - 0xFEE0 for code in range(0xFF41, 0xFF5B)}
DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff·]"
GAP_BETWEEN_HAN = re.compile(rf"(?<={HAN})\s+(?={HAN})")
SEPARATORS = re.compile(r"[,，、;；|/\n\r]+")
FAILED_FORMULAS = {"#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!"}
# A spreadsheet keeps 15 digits of a number; the others are gone before we see them.
FIRST_INEXACT = 1e15


def plain(text: str) -> str:
    """The text with half-width letters and digits, no invisible signs and single inner spaces."""
    return " ".join(text.translate(INVISIBLE).translate(FULL_WIDTH).split())


def folded(text: str) -> str:
    """What two spellings of the same word have in common: for looking up, never for keeping.

    What is taken out may have parted what belongs together (a letter and its accent), so it is
    folded until nothing changes any more.
    """
    while (once := _folded_once(text)) != text:
        text = once
    return text


def split_list(text: str) -> tuple[str, ...]:
    """The parts of a list written with commas, 、, semicolons, slashes or line breaks."""
    parts = (plain(part) for part in SEPARATORS.split(text))
    return tuple(part for part in parts if part)


def read_text(cell: RawCell) -> str | CellProblem:
    """A text on one line."""
    text = _as_text(cell)
    return text if isinstance(text, CellProblem) else plain(text)


def read_name(cell: RawCell) -> str | CellProblem:
    """A person's name: also without the spaces that align short names (张　某)."""
    text = read_text(cell)
    return text if isinstance(text, CellProblem) else GAP_BETWEEN_HAN.sub("", text)


def read_code(cell: RawCell) -> str | CellProblem:
    """A number that is a name (窗口号, 工号): half width, without any space."""
    text = _as_text(cell)
    if isinstance(text, CellProblem):
        return text
    return "".join(normalize("NFKC", text).translate(INVISIBLE).translate(DASHES).split())


def _folded_once(text: str) -> str:
    common = normalize("NFKC", text).translate(INVISIBLE).translate(DASHES)
    return "".join(common.split()).casefold()


def _as_text(cell: RawCell) -> str | CellProblem:
    match cell:
        case bool():
            return problem("turned_into_truth", cell)
        case int() | float():
            return _number_as_text(cell)
        case date() | time() | timedelta():
            return problem("turned_into_date", cell)
        case _:
            text = cell or ""
            failed = text.strip().upper() in FAILED_FORMULAS
            return problem("failed_formula", cell) if failed else text


def _number_as_text(number: float) -> str | CellProblem:
    if not float(number).is_integer():
        return problem("not_a_code", number)
    if abs(number) >= FIRST_INEXACT:
        return problem("digits_lost", number)
    return str(int(number))
