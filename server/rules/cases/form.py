"""Can this complaint be taken as it is?"""

from dataclasses import dataclass

from server.errors import Problem
from server.rules.cases.kinds import CaseKind, CaseSource
from server.rules.ratings.form import CleanedPhoto, attachment_checks

LONGEST_TEXT = 2000


@dataclass(frozen=True)
class ComplaintForm:
    """A complaint, tip-off, suggestion, praise or inquiry as the citizen sent it.

    ``kind`` and ``category`` are None or '' when what was sent is none of the choices.
    ``nonce`` makes a repeated form the same complaint. ``window_number`` may be empty.
    """

    kind: CaseKind | None
    category: str
    text: str
    nonce: bytes
    source: CaseSource
    window_number: str = ""
    photos: tuple[CleanedPhoto, ...] = ()
    contact: str = ""
    has_consented: bool = False
    is_to_be_told: bool = False


def problems(form: ComplaintForm, *, categories: frozenset[str]) -> tuple[Problem, ...]:
    """All that is wrong with the form. ``categories`` are those that a complaint may have."""
    needs_category = form.kind is CaseKind.COMPLAINT
    return tuple(
        Problem(field, code, data)
        for is_wrong, field, code, data in (
            (form.kind in {None, CaseKind.BAD_RATING}, "kind", "problem.kind_missing", {}),
            (
                needs_category and form.category not in categories,
                "category",
                "problem.category_missing",
                {},
            ),
            (not form.text.strip(), "text", "problem.text_missing", {}),
            (
                len(form.text) > LONGEST_TEXT,
                "text",
                "problem.text_too_long",
                {"length": len(form.text), "most": LONGEST_TEXT},
            ),
            *attachment_checks(form),
        )
        if is_wrong
    )
