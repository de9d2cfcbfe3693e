"""Does a draft hold a phone number, an identity number or the name of a member of staff?"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize

CHINESE_DIGITS = str.maketrans("〇零一二三四五六七八九幺", "001234567891")
# A number may be split by blanks or hyphens, but is not part of a longer word or digest.
GAP, START, END = r"[ \-]?", r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
MOBILE = rf"{START}(?:\+?86{GAP})?1{GAP}[3-9](?:{GAP}[0-9]){{9}}{END}"
LANDLINE = rf"{START}\(?0[0-9]{{2,3}}\)?{GAP}[1-9][0-9]{{6,7}}{END}"
DAY_OF_BIRTH = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
IDENTITY = (
    rf"{START}[1-9][0-9]{{5}}{GAP}"
    rf"(?:(?:19|20)[0-9]{{2}}{DAY_OF_BIRTH}{GAP}[0-9]{{3}}[0-9Xx]|[0-9]{{2}}{DAY_OF_BIRTH}[0-9]{{3}}){END}"
)
CHINESE_NUMBER = r"[〇零一二三四五六七八九幺]{11,}"


class PrivacyKind(StrEnum):
    """What a draft should not hold."""

    PHONE = "phone"
    IDENTITY_NUMBER = "identity_number"
    STAFF_NAME = "staff_name"


@dataclass(frozen=True)
class PrivacyProblem:
    """One find: ``where`` in the draft, as in ``groups[0].name``, '' for a text.

    ``found`` is a name, or a masked number.
    """

    kind: PrivacyKind
    where: str
    found: str


def privacy_problems(
    draft: object, *, staff_names: Iterable[str] = (), public_numbers: Iterable[str] = ()
) -> list[PrivacyProblem]:
    """All that a person must check in a text, or in the strings and keys of JSON-able facts.

    ``public_numbers`` are phone numbers that are meant to be read, such as the hall's own.
    A name may be found inside another word: a person decides, the software only stops.
    """
    names = {name: _pattern(name) for name in staff_names if name.strip()}
    allowed = {_digits(number) for number in public_numbers}
    return [
        problem
        for where, text in _texts(draft, "")
        for problem in (*_numbers(where, text, allowed), *_names(where, text, names))
    ]


def _texts(draft: object, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(draft, str):
        yield where, draft
    elif isinstance(draft, Mapping):
        for key, value in draft.items():
            inner = f"{where}.{key}" if where else str(key)
            yield inner, str(key)
            yield from _texts(value, inner)
    elif isinstance(draft, list | tuple):
        for place, value in enumerate(draft):
            yield from _texts(value, f"{where}[{place}]")


def _numbers(where: str, text: str, allowed: set[str]) -> Iterator[PrivacyProblem]:
    plain = _plain(text)
    for found in re.findall(IDENTITY, plain):
        yield PrivacyProblem(PrivacyKind.IDENTITY_NUMBER, where, _masked(found))
    for found in re.findall(f"{MOBILE}|{LANDLINE}", plain):
        if _digits(found) not in allowed:
            yield PrivacyProblem(PrivacyKind.PHONE, where, _masked(found))


def _names(where: str, text: str, names: Mapping[str, re.Pattern[str]]) -> Iterator[PrivacyProblem]:
    plain = normalize("NFKC", text)
    for name, pattern in names.items():
        if pattern.search(plain):
            yield PrivacyProblem(PrivacyKind.STAFF_NAME, where, name)


def _pattern(name: str) -> re.Pattern[str]:
    """The name with any blanks inside; one in Latin letters only as whole words."""
    letters = [re.escape(letter) for letter in normalize("NFKC", name) if not letter.isspace()]
    edges = (START, END) if name.isascii() else ("", "")
    return re.compile(edges[0] + r"\s*".join(letters) + edges[1], re.IGNORECASE)


def _plain(text: str) -> str:
    """Full-width letters made plain, and long runs of Chinese digits (〇 to 九) made Arabic."""
    narrow = normalize("NFKC", text)
    return re.sub(CHINESE_NUMBER, lambda run: run[0].translate(CHINESE_DIGITS), narrow)


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def _masked(found: str) -> str:
    """Enough to find it again in the draft, too little to use it."""
    return f"{found[:3]}…{found[-2:]}"
