"""What stands in a form as it was typed, so that it can be shown again?"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from server.rules.cases.form import ComplaintForm
from server.rules.cases.kinds import CaseKind, CaseSource
from server.rules.ratings.form import CleanedPhoto, RatingForm
from server.rules.ratings.levels import Level

Fields = MultiDict[str, str]
LINE_ENDS = str.maketrans({"\r": "\n"})
LEVELS = {str(level.value): level for level in Level}
KINDS = {kind.value: kind for kind in CaseKind if kind is not CaseKind.BAD_RATING}


@dataclass(frozen=True)
class TypedRating:
    """The answers of a rating form. ``level`` is as sent; ``photos`` are stored already."""

    level: str = ""
    tags: tuple[str, ...] = ()
    text: str = ""
    contact: str = ""
    has_consented: bool = False
    is_to_be_told: bool = False
    is_pressed: bool = False
    staff: str = ""
    matter: str = ""
    photos: tuple[CleanedPhoto, ...] = ()

    @classmethod
    def of(cls, fields: Fields) -> "TypedRating":
        """What the fields of a form say."""
        return cls(
            level=fields.get("level", ""),
            tags=tuple(fields.getlist("tag")),
            text=tidy(fields.get("text", "")),
            contact=tidy(fields.get("contact", "")).strip(),
            has_consented="consent" in fields,
            is_to_be_told="tell" in fields,
            is_pressed="pressed" in fields,
            staff=fields.get("staff", ""),
            matter=fields.get("matter", ""),
        )

    def with_photos(self, photos: tuple[CleanedPhoto, ...]) -> "TypedRating":
        """The same with these photos."""
        return replace(self, photos=photos)

    def form(self) -> RatingForm:
        """The rating that these answers give."""
        return RatingForm(
            level=LEVELS.get(self.level),
            tags=self.tags,
            text=self.text,
            photos=self.photos,
            contact=self.contact,
            has_consented=self.has_consented,
            is_to_be_told=self.is_to_be_told,
            is_pressed=self.is_pressed,
            staff_number=self.staff,
            matter_code=self.matter,
        )

    def fields(self) -> Iterator[tuple[str, str]]:
        """The answers as fields of a form, without the photos."""
        yield "level", self.level
        yield from (("tag", tag) for tag in self.tags)
        yield "text", self.text
        yield "contact", self.contact
        if self.has_consented:
            yield "consent", "1"
        if self.is_to_be_told:
            yield "tell", "1"
        if self.is_pressed:
            yield "pressed", "1"
        yield "staff", self.staff
        yield "matter", self.matter


@dataclass(frozen=True)
class TypedComplaint:
    """The answers of a complaint form."""

    kind: str = ""
    category: str = ""
    text: str = ""
    contact: str = ""
    has_consented: bool = False
    is_to_be_told: bool = False
    photos: tuple[CleanedPhoto, ...] = ()

    @classmethod
    def of(cls, fields: Fields) -> "TypedComplaint":
        """What the fields of a form say."""
        return cls(
            kind=fields.get("kind", ""),
            category=fields.get("category", ""),
            text=tidy(fields.get("text", "")),
            contact=tidy(fields.get("contact", "")).strip(),
            has_consented="consent" in fields,
            is_to_be_told="tell" in fields,
        )

    def with_photos(self, photos: tuple[CleanedPhoto, ...]) -> "TypedComplaint":
        """The same with these photos."""
        return replace(self, photos=photos)

    def form(self, nonce: bytes, window_number: str) -> ComplaintForm:
        """The complaint that these answers make."""
        kind = KINDS.get(self.kind)
        return ComplaintForm(
            kind=kind,
            category=self.category if kind is CaseKind.COMPLAINT else "",
            text=self.text,
            nonce=nonce,
            source=CaseSource.WEB,
            window_number=window_number,
            photos=self.photos,
            contact=self.contact,
            has_consented=self.has_consented,
            is_to_be_told=self.is_to_be_told,
        )


def tidy(text: str) -> str:
    """The text with one kind of line end and without control characters, which no store keeps."""
    lines = text.replace("\r\n", "\n").translate(LINE_ENDS)
    return "".join(
        letter for letter in lines if letter in "\n\t" or unicodedata.category(letter) != "Cc"
    )
