"""On which line of a TOML text does what stand?

``tomllib`` reads values but forgets where they stood. This finder knows no value: it only follows
keys, tables, arrays and braces, and takes any text without complaint.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from server.rules.schemes.problems import Path

DEEPEST = 32
"""No scheme nests deeper. What does is not read on: deep nesting makes every reader slow."""

_TOKEN = re.compile(
    r"(?P<space>[ \t\r]+|\#[^\n]*)"
    r"|(?P<newline>\n)"
    # A text that nobody ends goes on to the end of its line or of the file.
    r'|(?P<text>"""(?:\\.|.)*?(?:"{3,5}|\Z)|\'\'\'.*?(?:\'{3,5}|\Z)'
    r'|"(?:\\.|[^"\\\n])*"?|\'[^\'\n]*\'?)'
    r"|(?P<mark>[\[\]{}=,.])"
    r"|(?P<bare>[^\s\"'#\[\]{}=,.]+|.)",
    re.DOTALL,
)


@dataclass(frozen=True)
class Lines:
    """Where each path stands, and which keys stand there twice (path and second line).

    ``deep_on``: the line on which tables nest beyond all measure, 0 where they do not.
    """

    at: dict[Path, int]
    twice: tuple[tuple[Path, int], ...]
    deep_on: int = 0

    def line_of(self, path: Path) -> int:
        """The line of the path, or of the nearest table around it; 1 for the file itself."""
        while path and path not in self.at:
            path = path[:-1]
        return self.at.get(path, 1)


@dataclass
class _Open:
    """A table, inline table or array that the finder stands in."""

    path: Path
    kind: str  # table, inline or array
    parts: list[str] = field(default_factory=list)  # of the key being written
    awaits_key: bool = True
    index: int = 0


@dataclass
class _Finder:
    """Walks along the tokens; ``arrays`` counts the tables of each ``[[array]]``."""

    at: dict[Path, int] = field(default_factory=dict)
    keys: set[Path] = field(default_factory=set)
    twice: list[tuple[Path, int]] = field(default_factory=list)
    arrays: dict[Path, int] = field(default_factory=dict)
    opened: list[_Open] = field(default_factory=lambda: [_Open((), "table")])
    header: list[str] | None = None
    brackets: int = 0

    @property
    def depth(self) -> int:
        """How deep it stands, or how long the name of a table or key has become."""
        return max(len(self.opened), len(self.opened[-1].parts), len(self.header or ()))

    def take(self, kind: str, text: str, line: int) -> None:
        """Go one token on."""
        if self.header is not None:
            self._in_header(self.header, kind, text, line)
        elif self.opened[-1].awaits_key and self.opened[-1].kind != "array":
            self._before_value(kind, text, line)
        else:
            self._in_value(kind, text, line)

    def _in_header(self, header: list[str], kind: str, text: str, line: int) -> None:
        if text == "[" and not header:
            self.brackets = 2
        elif kind in {"text", "bare"}:
            header.append(_plain(text))
        elif text == "]" or kind == "newline":
            self.opened = [_Open(self._table(tuple(header), line), "table", awaits_key=False)]
            self.header = None

    def _table(self, parts: tuple[str, ...], line: int) -> Path:
        """The path of a table's head, led into the last table of each array on the way."""
        path: Path = ()
        for depth, part in enumerate(parts, start=1):
            path = (*path, part)
            if depth == len(parts) and self.brackets > 1:
                self.arrays[path] = self.arrays.get(path, -1) + 1
            self.at.setdefault(path, line)
            if path in self.arrays:
                path = (*path, self.arrays[path])
                self.at.setdefault(path, line)
        return path

    def _before_value(self, kind: str, text: str, line: int) -> None:
        here = self.opened[-1]
        if kind in {"text", "bare"}:
            here.parts.append(_plain(text))
        elif text == "[" and here.kind == "table" and not here.parts:
            self.header, self.brackets = [], 1
        elif text == "=":
            self._key(here, line)
        elif text == "}" and here.kind == "inline":
            self.opened.pop()
        elif text in {",", "\n"}:
            here.parts.clear()

    def _key(self, here: _Open, line: int) -> None:
        path = here.path
        for part in here.parts:
            path = (*path, part)
            self.at.setdefault(path, line)
        if path in self.keys:
            self.twice.append((path, line))
        self.keys.add(path)
        here.awaits_key = False

    def _in_value(self, kind: str, text: str, line: int) -> None:
        here = self.opened[-1]
        if text == "," and here.kind == "array":
            here.index += 1
        elif (text == "," and here.kind == "inline") or (
            kind == "newline" and here.kind == "table"
        ):
            here.parts, here.awaits_key = [], True
        elif text in {"]", "}"} and len(self.opened) > 1:
            self.opened.pop()
        elif kind in {"text", "bare", "mark"} and (here.parts or here.kind == "array"):
            self._value(here, text, line)

    def _value(self, here: _Open, text: str, line: int) -> None:
        within = here.index if here.kind == "array" else None
        path = (*here.path, *here.parts) if within is None else (*here.path, within)
        self.at.setdefault(path, line)
        if text in {"[", "{"}:
            self.opened.append(_Open(path, "array" if text == "[" else "inline"))


def find_lines(text: str) -> Lines:
    """Where everything stands in that text."""
    finder = _Finder()
    for kind, token, line in _tokens(text):
        finder.take(kind, token, line)
        if finder.depth > DEEPEST:
            return Lines(finder.at, tuple(finder.twice), deep_on=line)
    return Lines(finder.at, tuple(finder.twice))


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    line = 1
    for found in _TOKEN.finditer(text):
        if found.lastgroup != "space":
            yield str(found.lastgroup), found[0], line
        line += found[0].count("\n")


def _plain(text: str) -> str:
    """A key without its quotes; escapes in keys stay as written."""
    return text[1:-1] if text[0] in "\"'" else text
