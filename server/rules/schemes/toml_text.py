"""How is a value written in TOML, so that it reads back as the same?"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction

Value = object
Pairs = Sequence[tuple[str, Value]]
"""Keys with their values; None leaves a key out."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_EXACT = Context(prec=40)


def head(kind: str, name: str) -> str:
    """``[award.star]``."""
    return f"[{kind}.{_key(name)}]"


def table(heading: str, pairs: Pairs) -> str:
    """A table under its head, a line for each key."""
    return "".join(f"{one}\n" for one in (heading, *(line(*pair) for pair in said(pairs))))


def line(key: str, value: Value) -> str:
    """``key = value``."""
    return f"{_key(key)} = {toml(value)}"


def inline(pairs: Pairs) -> str:
    """``{ key = value, … }`` on one line."""
    return "{ " + ", ".join(line(*pair) for pair in said(pairs)) + " }"


def said(pairs: Pairs) -> Iterable[tuple[str, Value]]:
    """The pairs that say something."""
    return ((key, value) for key, value in pairs if value is not None)


def toml(value: Value) -> str:
    """The value as TOML writes it; raises TypeError for what no scheme holds."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _quoted(str(value))
        case Mapping():
            return inline(tuple(value.items()))
        case Sequence():
            return f"[{', '.join(map(toml, value))}]"
        case _:
            return _number(value)


def _number(value: Value) -> str:
    match value:
        case Fraction():
            return decimal(value)
        case int() | date():
            return str(value)
        case _:
            raise TypeError(value)


def percent(share: Fraction) -> str:
    """``50%``."""
    return f"{decimal(share * 100)}%"


def decimal(number: Fraction) -> str:
    """The number in decimals, exactly; raises ValueError for what decimals cannot write."""
    written = _EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))
    if Fraction(written) != number:
        raise ValueError(number)
    plain = format(written, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _quoted(text: str) -> str:
    """A basic string. JSON escapes as TOML does, but for DEL, which TOML wants escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _quoted(key)
