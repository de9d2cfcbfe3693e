"""Which code of theirs is which word of ours, in both directions?

Sources differ from each other (GB/T 39046-2020 calls the best level 1, the upload interface calls
it 5; 6 is a short message here and a phone call there), so a code means nothing without its table.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from server.errors import ChuangpingError
from server.rules.cells import CellProblem, RawCell, read_code, shown

# The platform's own word for a rating that nobody gave; no channel of ours.
DEFAULT = "default"


class Way(StrEnum):
    """Whether a row of a table is read both ways, or only written."""

    BOTH = "both"
    OUT = "out"  # several words of ours for one code of theirs: reading it back gives another word


class Times(StrEnum):
    """The first rating of a visit, or the one after it (评价次数)."""

    FIRST = "first"
    SECOND = "second"


@dataclass(frozen=True)
class CodeRow:
    """One line of a code table: in which layout, for which field, our word, their code and name."""

    layout: str
    field: str
    word: str
    code: str
    name: str
    way: Way


class NoSuchWord(ChuangpingError):
    """Their table has no code for that word of ours."""

    code = "province.no_code"


@dataclass(frozen=True)
class CodeTable:
    """The codes of one field of one layout."""

    field: str
    codes: Mapping[str, str]
    words: Mapping[str, str]

    def code(self, word: str) -> str:
        """Their code for our word. Raises NoSuchWord."""
        if word not in self.codes:
            raise NoSuchWord(field=self.field, word=word)
        return self.codes[word]

    def word(self, cell: RawCell) -> str | CellProblem:
        """Our word for their code, or why there is none: nothing is guessed."""
        code = read_code(cell)
        if isinstance(code, CellProblem):
            return code
        if code not in self.words:
            known = "、".join(self.words)
            return CellProblem("province.unknown_code", {"found": shown(cell), "known": known})
        return self.words[code]


def code_tables(rows: Iterable[CodeRow], layout: str) -> dict[str, CodeTable]:
    """The tables of one layout by their field."""
    codes: dict[str, dict[str, str]] = {}
    words: dict[str, dict[str, str]] = {}
    for row in rows:
        if row.layout == layout:
            codes.setdefault(row.field, {})[row.word] = row.code
            words.setdefault(row.field, {})
            if row.way is Way.BOTH:
                words[row.field][row.code] = row.word
    return {field: CodeTable(field, codes[field], words[field]) for field in codes}
