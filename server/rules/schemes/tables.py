"""How is a table of a scheme file read, so that no key is overlooked and every mistake is kept?"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import TypeVar

from server.rules.schemes.problems import Datum, Path, Problem
from server.rules.schemes.values import YES_NO, Kind

T = TypeVar("T")
D = TypeVar("D")
Build = Callable[["Table"], T]

CLOSE_ENOUGH = 0.5


@dataclass
class Table:
    """A table being read. Keys that were never asked for are unknown (``close``)."""

    raw: Mapping[str, object]
    path: Path
    problems: list[Problem]
    known: list[str] = field(default_factory=list)

    def has(self, key: str) -> bool:
        """Whether the key is there, which makes it known."""
        self._know(key)
        return key in self.raw

    def flag(self, code: str, at: str = "", variant: str = "", **data: Datum) -> None:
        """Keep that something is wrong with that key, or with the table."""
        path = (*self.path, at) if at else self.path
        self.problems.append(Problem(code, path, variant, {"key": at, **data}))

    def value(self, key: str, kind: Kind[T], default: D) -> T | D:
        """The value of the key; the default where it is absent, or wrong, which is kept."""
        if not self.has(key):
            return default
        found = kind.read(self.raw[key])
        if found is None:
            self._refuse(key, kind)
            return default
        return found

    def needed(self, key: str, kind: Kind[T], missing: str, default: D) -> T | D:
        """The value of a key that must be there; ``missing`` is the code of its absence."""
        if not self.has(key):
            self.flag(missing, key, choices=kind.choices)
            return default
        return self.value(key, kind, default)

    def words(self, key: str, kind: Kind[tuple[str, ...]]) -> tuple[str, ...]:
        """A list of words, empty where it is absent."""
        return self.value(key, kind, ())

    def yes(self, key: str, *, unless_said: bool = False) -> bool:
        """Yes or no; ``unless_said`` where it is absent."""
        return self.value(key, YES_NO, unless_said)

    def table(self, key: str, build: "Build[T]") -> T | None:
        """What is built from the table of that key; None where there is none."""
        if not self.has(key):
            return None
        inner = self._table(self.raw[key], (*self.path, key))
        return None if inner is None else inner.closed(build)

    def tables(self, key: str, build: "Build[T]") -> tuple[T, ...]:
        """What is built from each named table in that one: ``[award.star]``, ``[award.model]``."""
        if not self.has(key):
            return ()
        around = self._table(self.raw[key], (*self.path, key))
        named = {} if around is None else around.raw
        inner = [self._table(raw, (*self.path, key, name)) for name, raw in named.items()]
        return tuple(one.closed(build) for one in inner if one is not None)

    def listed(self, key: str, build: "Build[T]") -> tuple[T, ...]:
        """What is built from each table of the list: ``[[grade]]``."""
        if not self.has(key):
            return ()
        raw = self.raw[key]
        if not isinstance(raw, list):
            self.flag("E64", key, "tables")
            return ()
        inner = [self._table(one, (*self.path, key, at)) for at, one in enumerate(raw)]
        return tuple(one.closed(build) for one in inner if one is not None)

    def pairs(self, key: str, kind: Kind[T]) -> tuple[tuple[str, T], ...]:
        """A table whose keys are free: ``map = { old = "new" }``."""

        def build(inner: "Table") -> tuple[tuple[str, T], ...]:
            found = ((name, inner.value(name, kind, None)) for name in inner.raw)
            return tuple((name, value) for name, value in found if value is not None)

        return self.table(key, build) or ()

    def closed(self, build: "Build[T]") -> T:
        """What is built from this table; then every key not asked for is unknown."""
        built = build(self)
        self.problems.extend(self._unknown())
        return built

    def _unknown(self) -> Iterator[Problem]:
        for key in self.raw:
            if key not in self.known:
                yield unknown_key((*self.path, key), key, self.known)

    def _refuse(self, key: str, kind: Kind[T]) -> None:
        data: dict[str, Datum] = {"key": key, "choices": kind.choices}
        self.problems.append(Problem(kind.code, (*self.path, key), kind.variant, data))

    def _table(self, raw: object, path: Path) -> "Table | None":
        if isinstance(raw, dict):
            return Table(raw, path, self.problems)
        self.problems.append(Problem("E64", path, "table", {"key": str(path[-1])}))
        return None

    def _know(self, key: str) -> None:
        if key not in self.known:
            self.known.append(key)


def unknown_key(path: Path, key: str, known: list[str]) -> Problem:
    """The problem of an unknown key, with the nearest known one."""
    problem = Problem("E02", path, "", {"key": key})
    near = nearest(key, known)
    if near:
        return replace(problem, variant="near", data={"key": key, "near": near})
    return replace(problem, data={"key": key, "choices": tuple(known)})


def nearest(word: str, known: list[str]) -> str:
    """The known word that looks most alike, empty where none does."""
    return next(iter(get_close_matches(word, known, n=1, cutoff=CLOSE_ENOUGH)), "")
