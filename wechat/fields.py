"""May this stand in that field of a subscribe message? Looked at before anything is sent.

A field is named by its kind and a number: thing1, date2. WeChat refuses the whole message for
one field that is empty or breaks the rule of its kind (47003).
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from server.errors import Problem

NAME = re.compile(r"([a-z_]+?)(\d+)")
DAY = r"\d{4}年\d{1,2}月\d{1,2}日"
CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d"
ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d))?")
LINE_BREAKING = frozenset({"Cc", "Zl", "Zp"})
MOST_IN_A_CHINESE_NAME = 10


def _as_it_is(value: str) -> str:
    return value


def _without_foreign_signs(value: str) -> str:
    return re.sub(r"[^!-~]", "", value)


def _han_alone(value: str) -> str:
    return re.sub(r"[^一-鿿]", "", value)


def _name(value: str) -> str:
    return value if value.isascii() else _cut(value, MOST_IN_A_CHINESE_NAME)


def _chinese_days(value: str) -> str:
    return ISO_DAY.sub(_chinese_day, value)


def _chinese_day(found: re.Match[str]) -> str:
    year, month, day, clock = found.groups()
    return f"{year}年{int(month)}月{int(day)}日{f' {clock}' if clock else ''}"


@dataclass(frozen=True)
class Kind:
    """What a kind of field takes: so many characters, of that shape; how a text is made to fit.

    ``ending`` stands where something was cut off, in kinds that take such a sign.
    """

    most: int
    shape: re.Pattern[str]
    fit: Callable[[str], str] = _as_it_is
    ending: str = ""


def _span(moment: str) -> re.Pattern[str]:
    """A moment, or two with ~ between them."""
    return re.compile(f"{moment}(?: ?~ ?{moment})?")


ANYTHING = re.compile(r".+")
KINDS: Mapping[str, Kind] = {
    "thing": Kind(20, ANYTHING, ending="…"),
    "number": Kind(32, re.compile(r"-?\d+(?:\.\d+)?")),
    "letter": Kind(32, re.compile(r"[A-Za-z]+")),
    "symbol": Kind(5, re.compile(r"[^\w\s]+")),
    "character_string": Kind(32, re.compile(r"[!-~]+"), _without_foreign_signs),
    "time": Kind(64, _span(f"(?:{DAY} ?)?{CLOCK}"), _chinese_days),
    "date": Kind(64, _span(f"{DAY}(?: {CLOCK})?"), _chinese_days),
    "amount": Kind(15, re.compile(r"[¥￥$€£]?\d{1,10}(?:\.\d{1,2})?元?")),
    "phone_number": Kind(17, re.compile(r"[\d+() *-]+")),
    "car_number": Kind(8, re.compile(r"[一-鿿]?[0-9A-Za-z]+[一-鿿]?")),
    "name": Kind(20, re.compile(r"[ -~]{1,20}|[一-鿿 -~·]{1,10}"), _name),
    "phrase": Kind(5, re.compile(r"[一-鿿]+"), _han_alone),
    "const": Kind(20, ANYTHING),
    "enum": Kind(20, ANYTHING),
}


def field_problems(data: Mapping[str, str]) -> tuple[Problem, ...]:
    """Everything that WeChat would refuse the message for, in the order of its fields."""
    found = (_problem(name, value) for name, value in data.items())
    return tuple(problem for problem in found if problem)


def fitted(name: str, value: str) -> str:
    """The text made to fit the field: one line, of signs it takes, cut by characters.

    A date like 2026-11-26 becomes 2026年11月26日. What cannot be mended by leaving out is
    left as it is, and field_problems says so.
    """
    line = " ".join(_one_line(value).split())
    kind = _kind_of(name)
    return _cut(kind.fit(line), kind.most, kind.ending) if kind else line


def length(value: str) -> int:
    """Its characters; one outside the basic plane, as most emoji are, counts as two."""
    return len(value.encode("utf-16-le")) // 2


def _cut(value: str, most: int, ending: str = "") -> str:
    """At most so many characters, the ending among them where something was left out."""
    if length(value) <= most:
        return value
    while length(value) > most - len(ending):
        value = value[:-1]
    return f"{value}{ending}"


def _problem(name: str, value: str) -> Problem | None:
    kind = _kind_of(name)
    if kind is None:
        return Problem(name, "wechat.field_unknown")
    if not value.strip():
        return Problem(name, "wechat.field_empty")
    if length(value) > kind.most:
        return Problem(name, "wechat.field_too_long", {"most": kind.most})
    if value != _one_line(value) or not kind.shape.fullmatch(value):
        return Problem(name, "wechat.field_shape")
    return None


def _kind_of(name: str) -> Kind | None:
    found = NAME.fullmatch(name)
    return KINDS.get(found.group(1)) if found else None


def _one_line(value: str) -> str:
    return "".join(" " if unicodedata.category(one) in LINE_BREAKING else one for one in value)
