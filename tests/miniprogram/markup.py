"""What stands in a WXML file? Its elements with their attributes, what they hold, and where."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path


@dataclass
class Element:
    """One element: its tag, its attributes, the words in it, the elements in it, its line."""

    tag: str
    attributes: dict[str, str]
    line: int
    words: str = ""
    inside: "list[Element]" = field(default_factory=list)

    def all(self) -> "Iterator[Element]":
        """The element and all that are in it."""
        yield self
        for one in self.inside:
            yield from one.all()

    @property
    def says(self) -> str:
        """All words in it that are not hidden from a screen reader."""
        inner = (one.says for one in self.inside if one.attributes.get("aria-hidden") != "true")
        return " ".join((self.words, *inner)).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {}, 0)
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element opens."""
        self._open.append(self._add(tag, attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that holds nothing."""
        self._add(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """The compilers refuse what is not closed in order; here the last one is left."""
        del tag
        if len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Words of the element that is open."""
        self._open[-1].words += data.strip()

    def _add(self, tag: str, attrs: list[tuple[str, str | None]]) -> Element:
        made = Element(tag, {name: value or "" for name, value in attrs}, self.getpos()[0])
        self._open[-1].inside.append(made)
        return made


def elements(file: Path) -> Iterator[Element]:
    """Every element of the file."""
    reader = _Reader()
    reader.feed(file.read_text(encoding="utf-8"))
    for one in reader.root.inside:
        yield from one.all()
