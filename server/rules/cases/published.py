"""May these words about a case be read by everybody?"""

from collections.abc import Iterable, Mapping

from server.errors import Problem
from server.rules.disclosure import privacy_problems

LONGEST_ASKED, LONGEST_REPLY = 500, 2000
LONGEST = {"asked": LONGEST_ASKED, "reply": LONGEST_REPLY}


def problems(
    words: Mapping[str, str],
    *,
    staff_names: Iterable[str],
    public_numbers: Iterable[str],
    case_number: str,
) -> tuple[Problem, ...]:
    """All that stands in the way: a phone, an identity number, a name, the case's own number.

    ``words`` are ``asked`` and ``reply`` as the publisher wrote them.
    """
    names, numbers = tuple(staff_names), tuple(public_numbers)
    found = []
    for part, text in words.items():
        risks = privacy_problems(text, staff_names=names, public_numbers=numbers)
        said = [risk.found for risk in risks] + [case_number] * (case_number in text.upper())
        most = LONGEST[part]
        if said:
            found.append(Problem(part, "reply.identity", {"found": "、".join(said)}))
        if len(text) > most:
            data: dict[str, str | int] = {"length": len(text), "most": most}
            found.append(Problem(part, "problem.text_too_long", data))
    return tuple(found)
