"""What does a list of ratings look like as a table?"""

from collections.abc import Iterable, Iterator

from server.queries.ratings.exported import RatingLine
from server.rules.ratings.shown_when import When
from server.texts import say
from sheets.cells import Cell
from sheets.tables import Column, Kind

# The keys of the heads, with the width in characters; each has a sentence.
WIDTHS = {
    "week": 12,
    "day": 12,
    "half_day": 8,
    "window": 10,
    "window_name": 20,
    "group": 18,
    "level": 12,
    "tags": 40,
    "lane": 12,
    "times": 8,
    "counted": 8,
    "set_aside": 40,
    "case": 8,
}
DATES = frozenset({"week", "day"})


def rating_columns(lang: str) -> tuple[Column, ...]:
    """The columns, in that language."""
    return tuple(
        Column(say(f"export.head_{key}", lang), Kind.DATE if key in DATES else Kind.TEXT, width)
        for key, width in WIDTHS.items()
    )


def rating_rows(lines: Iterable[RatingLine], lang: str) -> Iterator[tuple[Cell, ...]]:
    """The rows of those columns."""
    return (_row(line, lang) for line in lines)


def _row(line: RatingLine, lang: str) -> tuple[Cell, ...]:
    return (
        *_when(line.when, lang),
        line.window,
        line.window_name,
        line.group,
        say(f"level.{int(line.level)}", lang),
        say("export.between", lang).join(tag.text(lang) for tag in line.tags),
        say(f"export.lane_{line.lane}", lang),
        say("export.second" if line.is_second else "export.first", lang),
        _yes_or_no(lang, is_so=not line.set_aside),
        say(f"aside.{line.set_aside}", lang) if line.set_aside else "",
        _yes_or_no(lang, is_so=line.has_case),
    )


def _when(when: When, lang: str) -> tuple[Cell, Cell, Cell]:
    half_day = say(f"export.half_day_{when.half_day}", lang) if when.half_day else None
    return when.week, when.day, half_day


def _yes_or_no(lang: str, *, is_so: bool) -> str:
    return say("export.yes" if is_so else "export.no", lang)
