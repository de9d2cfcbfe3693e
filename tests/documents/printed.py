"""Where does each letter and each rule stand on the pages of a PDF? Points from the top left."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types
from pypdfium2 import raw

MM = 72 / 25.4
Colour = tuple[int, int, int]
HIGH, LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)


@dataclass(frozen=True)
class Letter:
    """One letter: where its em begins and its line stands, how large and how coloured it is."""

    text: str
    x: float
    baseline: float
    size: float
    colour: Colour
    font: str
    ink: tuple[float, float]
    """Where what is seen of it begins and ends, from top to bottom."""

    @property
    def top(self) -> float:
        """The upper edge of the em that the letter stands in."""
        return self.baseline - 0.88 * self.size

    @property
    def bottom(self) -> float:
        """The lower edge of it."""
        return self.baseline + 0.12 * self.size


@dataclass(frozen=True)
class Rule:
    """A straight line across the page."""

    x: float
    y: float
    width: float
    thickness: float
    colour: Colour


@dataclass(frozen=True)
class Line:
    """Letters that stand on one line, from left to right."""

    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(letter.text for letter in self.letters)

    @property
    def first(self) -> Letter:
        """Its first letter."""
        return self.letters[0]


@dataclass(frozen=True)
class Page:
    """One page with its letters in lines and its rules, both from top to bottom."""

    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]

    def line(self, beginning: str) -> Line:
        """The line that begins so."""
        return next(line for line in self.lines if line.text.startswith(beginning))

    @property
    def text(self) -> str:
        """All that it says."""
        return "".join(line.text for line in self.lines)


def pages(pdf: bytes) -> list[Page]:
    """The pages of a PDF."""
    document = pdfium.PdfDocument(pdf)
    return [_page(document[at]) for at in range(len(document))]


def _page(page: pdfium.PdfPage) -> Page:
    width, height = page.get_size()
    letters = sorted(_letters(page, height), key=lambda one: (round(one.baseline, 1), one.x))
    by_line = groupby(letters, key=lambda one: round(one.baseline, 1))
    lines = tuple(Line(tuple(some)) for _, some in by_line)
    rules = sorted(_rules(page, height), key=lambda rule: rule.y)
    return Page(width, height, lines, tuple(rules))


def _letters(page: pdfium.PdfPage, height: float) -> Iterator[Letter]:
    text = page.get_textpage()
    codes = [raw.FPDFText_GetUnicode(text, at) for at in range(text.count_chars())]
    for at, code in enumerate(codes):
        if code in LOW:
            continue
        # Characters beyond the first plane come in two halves.
        halves = (code, codes[at + 1]) if code in HIGH else (code,)
        said = b"".join(half.to_bytes(2, "little") for half in halves).decode("utf-16-le")
        if said.isprintable() and not said.isspace():
            yield _letter(text, at, said, height)


def _letter(text: pdfium.PdfTextPage, at: int, said: str, height: float) -> Letter:
    x, y, *sides = (ctypes.c_double() for _ in range(6))
    raw.FPDFText_GetCharOrigin(text, at, x, y)
    raw.FPDFText_GetCharBox(text, at, *sides)
    size = raw.FPDFText_GetFontSize(text, at)
    colour = _colour(raw.FPDFText_GetFillColor, text, at)
    ink = (height - sides[3].value, height - sides[2].value)
    return Letter(said, x.value, height - y.value, size, colour, _font(text, at), ink)


def _colour(ask: object, *of: object) -> Colour:
    parts = [ctypes.c_uint() for _ in range(4)]
    ask(*of, *parts)  # type: ignore[operator]  # a function of the C library
    red, green, blue, _ = (part.value for part in parts)
    return red, green, blue


def _font(text: pdfium.PdfTextPage, at: int) -> str:
    name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, at, name, 200, flags)
    return name.value.decode()


def _rules(page: pdfium.PdfPage, height: float) -> Iterator[Rule]:
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = one.get_bounds()
        thickness = ctypes.c_float()
        raw.FPDFPageObj_GetStrokeWidth(one, thickness)
        if top - bottom < 2 * thickness.value + 2:
            colour = _colour(raw.FPDFPageObj_GetStrokeColor, one)
            middle = height - (top + bottom) / 2
            yield Rule(left, middle, right - left, thickness.value, colour)


def spread(figures: Sequence[float]) -> float:
    """How far the largest is from the smallest."""
    return max(figures) - min(figures)
