"""What is wrong with a scheme file, where, and on which line?

Codes are those of the format (E00 … W03); the sentences are in the texts, ``scheme.e05``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Path = tuple[str | int, ...]
"""Where something stands in the file: ``("category", "A", "item", "A3", "points")``."""

Datum = str | tuple[str, ...]

# How long the path of a place is, and which of its steps name it.
_ITEM_AT, _CODE_AT = 2, 3
_NAMED = frozenset({"sheet", "category", "pool", "award", "ballot", "combine"})
_COUNTED = frozenset({"grade", "consequence", "recast"})


@dataclass(frozen=True)
class Place:
    """A part of the file as people speak of it: 条款 A3, 类别 A, 第 2 条后果, or the file."""

    kind: str
    name: str = ""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, or for codes with W one thing to think over.

    ``variant`` picks one of several sentences of a code; ``data`` fills its placeholders.
    ``line`` counts from 1; 0 is not found yet. ``leans_on``: where a problem of the same kind
    of trouble makes this one idle, because what it was found from could not be read.
    """

    code: str
    path: Path
    variant: str = ""
    data: Mapping[str, Datum] = field(default_factory=dict, hash=False)
    line: int = 0
    leans_on: tuple[Path, ...] = field(default=(), compare=False)

    @property
    def is_warning(self) -> bool:
        """Whether the scheme can be adopted in spite of it."""
        return self.code.startswith("W")

    @property
    def key(self) -> str:
        """The key of its sentence in the texts."""
        return "_".join(filter(None, (self.code.lower(), self.variant)))

    @property
    def place(self) -> Place:
        """The part of the file that it is about."""
        return place_of(self.path)

    def is_idle(self, unread: frozenset[Path]) -> bool:
        """Whether something that it was found from stands among what could not be read."""
        return any(_is_beside(path, leaned) for leaned in self.leans_on for path in unread)


def place_of(path: Path) -> Place:
    """The part of the file in which a path lies."""
    if len(path) > _CODE_AT and path[0] == "category" and path[_ITEM_AT] == "item":
        return Place("item", str(path[_CODE_AT]))
    if len(path) > 1 and path[0] in _NAMED:
        return Place(str(path[0]), str(path[1]))
    if len(path) > 1 and path[0] in _COUNTED and isinstance(path[1], int):
        return Place(str(path[0]), str(path[1] + 1))
    return Place("file")


def without_echoes(problems: Iterable[Problem]) -> list[Problem]:
    """Without what is missing only because it was written wrong: ``point`` is told, not both."""
    listed = list(problems)
    meant = {
        (*one.path[:-1], near)
        for one in listed
        if one.code == "E02" and isinstance(near := one.data.get("near"), str)
    }
    return [one for one in listed if one.path not in meant]


def _is_beside(path: Path, leaned: Path) -> bool:
    """Whether the path is that place or one directly in it."""
    return path[: len(leaned)] == leaned and len(path) <= len(leaned) + 1
