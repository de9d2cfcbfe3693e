"""What does the text of a scheme file say, or what is wrong with it?

One file is read in one go: whatever cannot be read is kept as a problem and replaced by something
harmless, the checks look over all the rest, and every problem is told with its place and line.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from server.rules.schemes.checks import CHECKS
from server.rules.schemes.lines import Lines, find_lines
from server.rules.schemes.outcomes import Pool
from server.rules.schemes.problems import Problem, without_echoes
from server.rules.schemes.reading_conditions import recast_of
from server.rules.schemes.reading_items import category_of, repeat_of, share_of, sheet_of
from server.rules.schemes.reading_outcomes import (
    EVERYBODY,
    award_of,
    ballot_of,
    combining_of,
    consequence_of,
    grading_of,
    pool_of,
)
from server.rules.schemes.reading_rest import (
    guard_of,
    inspection_of,
    money_of,
    rounding_of,
    schedule_of,
)
from server.rules.schemes.shape import Guard, Rounding, Schedule, Scheme
from server.rules.schemes.tables import Table
from server.rules.schemes.values import (
    ABOVE_NOUGHT,
    DAY,
    TEXT,
    Kind,
    first_of_month,
    matching,
    short,
    word,
)
from server.rules.schemes.words import ChargeMonth, LateEvents

FORMAT = 1
LONGEST_FILE = 100_000
LONGEST_TITLE, LONGEST_DOCUMENT = 200, 64

_NAME = Kind(matching(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}"), "identity")
_TITLE = Kind(short(LONGEST_TITLE), "text")
_DOCUMENT = Kind(short(LONGEST_DOCUMENT), "text")
_FORMAT = Kind(lambda raw: raw if raw == FORMAT else None, "format", "E01")
_FROM = Kind(first_of_month, "", "E03")
_AT = re.compile(r"\(at line (?P<line>[0-9]+), column (?P<column>[0-9]+)\)")


@dataclass(frozen=True)
class Examined:
    """What a text holds: the scheme, if nothing is wrong with it, and all problems and warnings."""

    scheme: Scheme | None
    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps it from being a scheme."""
        return tuple(one for one in self.problems if not one.is_warning)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What should be thought over."""
        return tuple(one for one in self.problems if one.is_warning)


def text_of(data: bytes) -> str:
    """The text of a file: UTF-8 as TOML wants it, else GB 18030, which older editors here write.

    What is neither becomes a text that is no TOML either, and is told as such.
    """
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace").replace("\r\n", "\n")


def read(text: str) -> Scheme | tuple[Problem, ...]:
    """The scheme that the text says, or every problem that keeps it from being one."""
    examined = examine(text)
    return examined.scheme if examined.scheme is not None else examined.errors


def examine(text: str) -> Examined:
    """The scheme with its warnings, or all problems, in the order of their lines."""
    lines = find_lines(text[:LONGEST_FILE])
    raw = _parsed(text, lines)
    if isinstance(raw, Problem):
        return Examined(None, tuple(_written_twice(lines)) or (raw,))
    found: list[Problem] = []
    scheme = Table(raw, (), found).closed(_scheme)
    found = without_echoes(found)
    unread = frozenset(problem.path for problem in found)
    found += [
        problem for check in CHECKS for problem in check(scheme) if not problem.is_idle(unread)
    ]
    problems = _placed(found, lines)
    has_errors = any(not problem.is_warning for problem in problems)
    return Examined(None if has_errors else scheme, problems)


def _parsed(text: str, lines: Lines) -> dict[str, object] | Problem:
    if len(text) > LONGEST_FILE:
        return Problem("E00", (), "too_long", {"most": str(LONGEST_FILE)}, line=1)
    if lines.deep_on:
        return Problem("E00", (), "deep", line=lines.deep_on)
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        return _not_toml(str(error), text)
    except ValueError as error:  # a day like 2026-02-30
        return Problem("E00", (), "", {"detail": str(error)}, line=1)


def _not_toml(message: str, text: str) -> Problem:
    found = _AT.search(message)
    line = int(found["line"]) if found else text.count("\n") + 1
    return Problem("E00", (), "", {"detail": message}, line=line)


def _written_twice(lines: Lines) -> Iterable[Problem]:
    """Item codes that stand twice in one category, which TOML itself refuses with less to say."""
    for path, line in lines.twice:
        match path:
            case ("category", _, "item", str(code)):
                yield Problem("E41", path, "", {"code": code}, line=line)
            case _:
                pass


def _placed(problems: Iterable[Problem], lines: Lines) -> tuple[Problem, ...]:
    found = [replace(problem, line=lines.line_of(problem.path)) for problem in problems]
    return tuple(sorted(found, key=lambda problem: (problem.line, problem.code)))


def _scheme(table: Table) -> Scheme:
    table.needed("format", _FORMAT, "E01", FORMAT)
    scheme = Scheme(
        id=table.needed("id", _NAME, "E01", ""),
        version=table.needed("version", _NAME, "E01", ""),
        title=table.needed("title", _TITLE, "E01", ""),
        from_on=table.needed("from", _FROM, "E01", date.min),
        until_on=table.value("until", DAY, None),
        document=table.value("document", _DOCUMENT, ""),
        legal=table.value("legal", TEXT, ""),
        replaces=table.value("replaces", TEXT, ""),
        map=table.pairs("map", TEXT),
        charge_month=table.value("charge_month", word(ChargeMonth), ChargeMonth.ESTABLISHED),
        late_events=table.value("late_events", word(LateEvents), LateEvents.REVISE),
        sheets=table.tables("sheet", sheet_of),
        categories=table.tables("category", category_of),
        recasts=table.listed("recast", recast_of),
        share=table.table("share", share_of),
        repeat=table.table("repeat", repeat_of),
        consequences=table.listed("consequence", consequence_of),
        gradings=table.listed("grade", grading_of),
        pools=table.tables("pool", pool_of),
        awards=table.tables("award", award_of),
        ballots=table.tables("ballot", ballot_of),
        combinings=table.tables("combine", combining_of),
        schedule=table.table("calendar", schedule_of) or Schedule(),
        rounding=table.table("rounding", rounding_of) or Rounding(),
        money=table.table("money", money_of),
        difficulty=table.pairs("difficulty", ABOVE_NOUGHT),
        guard=table.table("guard", guard_of) or Guard(),
        inspection=table.table("inspection", inspection_of),
    )
    return _with_first_sheet(scheme)


def _with_first_sheet(scheme: Scheme) -> Scheme:
    """A category, pool or grade that names no sheet is of the first; everybody is a pool."""
    if not scheme.sheets:
        return scheme
    first = scheme.sheets[0].key
    is_only = len(scheme.sheets) == 1
    pools = scheme.pools
    if all(pool.key != EVERYBODY for pool in pools):
        pools = (*pools, Pool(key=EVERYBODY, sheet=""))
    return replace(
        scheme,
        categories=tuple(
            replace(one, sheet=one.sheet or (first if is_only else "")) for one in scheme.categories
        ),
        pools=tuple(replace(one, sheet=one.sheet or first) for one in pools),
        gradings=tuple(replace(one, sheet=one.sheet or first) for one in scheme.gradings),
    )
