"""Which kinds of field does a request or an answer have?

Strict ones: ``true`` is no number, ``"5"`` is no number, ``1`` is no truth. What is wrong is told
by the code of its sentence in ``server/texts/api.toml``, never in English from a library.
"""

import re
from collections.abc import Mapping
from enum import Enum
from typing import Any

from flask_smorest.fields import Upload
from marshmallow import ValidationError, fields
from werkzeug.datastructures import FileStorage

# No text holds control characters beside tab and line ends; PostgreSQL would not keep a NUL.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
PRINTABLE_PATTERN = r"^[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F]*$"


def said(**codes: str) -> dict[str, Any]:
    """What is wrong with a value of some kind, beside what can be wrong with any."""
    return {"required": "api.missing", "null": "api.not_null", **codes}


class Flaw(str):
    """The code of what is wrong with a value, with the data of its sentence."""

    __slots__ = ("data",)

    data: Mapping[str, str | int]

    @classmethod
    def of(cls, code: str, *, at: str = "_schema", **data: str | int) -> ValidationError:
        """The error that marshmallow collects; ``at`` names the field when a form is judged."""
        flaw = cls(code)
        flaw.data = data
        return ValidationError([flaw], at)


class Words(fields.String):
    """A text of so many characters, without control characters."""

    default_error_messages = said(invalid="api.not_text", invalid_utf8="api.not_text")

    def __init__(self, *, most: int, least: int = 0, pattern: str | None = None, **more: Any):
        self.most, self.least = most, least
        self.pattern = re.compile(pattern) if pattern else None
        shown = {
            "maxLength": most,
            "pattern": f"^{pattern}$" if pattern else PRINTABLE_PATTERN,
            **({"minLength": least} if least else {}),
        }
        super().__init__(metadata={**shown, **more.pop("metadata", {})}, **more)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        text: str = super()._deserialize(value, attr, data, **kwargs)
        if len(text) > self.most:
            raise Flaw.of("api.too_long", most=self.most)
        if len(text) < self.least:
            raise Flaw.of("api.too_short", least=self.least)
        if self.pattern and not self.pattern.fullmatch(text):
            raise Flaw.of("api.ill_formed", pattern=self.pattern.pattern)
        if not text.isprintable() and _UNPRINTABLE.search(text):
            raise Flaw.of("api.unprintable")
        return text


class Choice(fields.String):
    """One word of a closed set, as the value that it stands for."""

    default_error_messages = said(invalid="api.not_text", invalid_utf8="api.not_text")

    def __init__(self, values: Mapping[str, Any], **more: Any):
        self.values = values
        super().__init__(metadata={"enum": list(values), **more.pop("metadata", {})}, **more)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        word = super()._deserialize(value, attr, data, **kwargs)
        if word not in self.values:
            raise Flaw.of("api.not_a_choice", choices=", ".join(self.values))
        return self.values[word]


def by_value(*members: Enum) -> dict[str, Enum]:
    """The members of an enum by their words, for ``Choice``."""
    return {str(member.value): member for member in members}


class Whole(fields.Integer):
    """A whole number in a range; ``from_text`` for addresses, where every number is a text."""

    default_error_messages = said(invalid="api.not_whole", too_large="api.not_whole")

    def __init__(self, *, least: int, most: int, from_text: bool = False, **more: Any):
        self.least, self.most, self.from_text = least, most, from_text
        shown = {"minimum": least, "maximum": most, **more.pop("metadata", {})}
        super().__init__(strict=not from_text, metadata=shown, **more)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        # int() takes " 5", "5_0" and "٥" as well.
        if self.from_text and not (value.isascii() and value.isdecimal()):
            raise self.make_error("invalid", input=value)
        number = super()._deserialize(value, attr, data, **kwargs)
        if not self.least <= number <= self.most:
            raise Flaw.of("api.out_of_range", least=self.least, most=self.most)
        return number


class Truth(fields.Boolean):
    """``true`` or ``false`` and nothing that looks like it."""

    default_error_messages = said(invalid="api.not_truth")

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        del attr, data, kwargs
        if value is not True and value is not False:
            raise self.make_error("invalid", input=value)
        return value


class Several(fields.List[Any]):
    """A list of at most so many values."""

    default_error_messages = said(invalid="api.not_list")

    def __init__(self, one: fields.Field[Any], *, most: int, **more: Any):
        self.most = most
        super().__init__(one, metadata={"maxItems": most, **more.pop("metadata", {})}, **more)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, list) and len(value) > self.most:
            raise Flaw.of("api.too_many", most=self.most)
        return super()._deserialize(value, attr, data, **kwargs)


class Inner(fields.Nested):
    """One object of a list."""

    default_error_messages = said(type="api.not_object")


class Moment(fields.DateTime):
    """A moment with its zone (RFC 3339)."""

    default_error_messages = said(invalid="api.not_a_time")

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        moment = super()._deserialize(value, attr, data, **kwargs)
        if moment.tzinfo is None:
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE)
        return moment


class Day(fields.Date):
    """A day as ``2026-11-25``, and no other spelling of ISO 8601."""

    default_error_messages = said(invalid="api.not_a_date")

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        day = super()._deserialize(value, attr, data, **kwargs)
        if day.isoformat() != value:
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE)
        return day


class File(Upload):
    """An uploaded file of a multipart body."""

    default_error_messages = said(invalid="api.not_a_file")

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, FileStorage):
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, attr, data, **kwargs)
