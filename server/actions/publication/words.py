"""May these words be published: are there any, are they short, and is nobody in them?"""

from server.errors import FormProblems, Problem
from server.queries.registry.halls import Hall
from server.queries.registry.people import full_names
from server.rules.disclosure import privacy_problems

LONGEST_REASON = 200


def check_words(field: str, words: str, hall: Hall) -> None:
    """Raises FormProblems unless the words can stand in a notice."""
    problems = [*_length(field, words.strip()), *_people(field, words, hall)]
    if problems:
        raise FormProblems(tuple(problems))


def _length(field: str, words: str) -> list[Problem]:
    if not words:
        return [Problem(field, "notices.reason_needed")]
    if len(words) > LONGEST_REASON:
        return [Problem(field, "notices.reason_long", {"most": LONGEST_REASON})]
    return []


def _people(field: str, words: str, hall: Hall) -> list[Problem]:
    found = privacy_problems(words, staff_names=full_names(hall.id), public_numbers=[hall.phone])
    return [
        Problem(field, f"notices.privacy_{each.kind}_in_reason", {"found": each.found})
        for each in found
    ]
