"""Is a password good enough, and must it be changed?"""

import unicodedata
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from server.errors import Problem

# 等保 wants complexity; ASVS 5.0, 6.2.5 wants long phrases let through without it.
LEAST_LENGTH = 10
LEAST_CLASSES = 3
LONG_ENOUGH = 16
# So that nobody can keep Argon2 busy with a book (ASVS 5.0, 6.2.9 asks for 64 at least).
MOST_LENGTH = 128
LEAST_DIFFERENT = 5
LEAST_WORD = 4  # a shorter word of the hall's name is in too many passwords by chance
LEET = str.maketrans("0134578@$!", "oieastbasi")


def password_problems(
    password: str, *, common: Collection[str], words: Sequence[str] = ()
) -> tuple[Problem, ...]:
    """Everything that is wrong with a new password; nothing when it is good.

    ``common`` holds common passwords in lower case; ``words`` are those that an attacker of
    this hall would try: the account's name, the hall's, the program's.
    """
    problems = (
        _shape_problem(password),
        _guessable_problem(password, common, words),
    )
    return tuple(problem for problem in problems if problem)


def is_expired(set_at: datetime | None, *, days: int, now: datetime) -> bool:
    """Whether the password is older than that many days; 0 days: none ever is."""
    return bool(days) and set_at is not None and now - set_at > timedelta(days=days)


def classes(password: str) -> int:
    """Of how many kinds its characters are: small, capital, digits, others."""
    kinds = {_kind(character) for character in password}
    return len(kinds)


def _shape_problem(password: str) -> Problem | None:
    if len(password) < LEAST_LENGTH:
        return Problem("password", "account.password_short", {"least": LEAST_LENGTH})
    if len(password) > MOST_LENGTH:
        return Problem("password", "account.password_long", {"most": MOST_LENGTH})
    if len(password) < LONG_ENOUGH and classes(password) < LEAST_CLASSES:
        data = {"classes": LEAST_CLASSES, "long": LONG_ENOUGH}
        return Problem("password", "account.password_plain", data)
    return None


def _guessable_problem(
    password: str, common: Collection[str], words: Sequence[str]
) -> Problem | None:
    folded = unicodedata.normalize("NFKC", password).casefold()
    cores = (folded, _core(folded), _core(folded.translate(LEET)))
    if any(core in common or not core for core in cores) or _is_pattern(folded):
        return Problem("password", "account.password_common")
    plain = folded.translate(LEET)
    for word in words:
        part = word.casefold()
        if len(part) >= LEAST_WORD and (part in folded or part.translate(LEET) in plain):
            return Problem("password", "account.password_obvious")
    return None


def _is_pattern(folded: str) -> bool:
    """Few different characters, or digits alone, are no secret, however many there are."""
    return len(set(folded)) < LEAST_DIFFERENT or folded.isdigit()


def _core(folded: str) -> str:
    """The word inside: Dragon2026!! is still dragon."""
    return folded.strip("0123456789!@#$%^&*()-_=+.,;:?~ ") if not folded.isdigit() else folded


def _kind(character: str) -> str:
    category = unicodedata.category(character)
    return category if category in {"Lu", "Ll", "Nd"} else "other"
