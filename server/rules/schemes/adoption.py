"""Is the record complete without which a scheme is not in force?

A rule about people holds by who adopted it, when, under which number, and who was heard before.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from server.errors import Problem as FormProblem
from server.rules.schemes.checks_outcomes import bottom_without_guard
from server.rules.schemes.shape import Scheme

LONGEST = {"body": 120, "document_number": 64, "heard": 500, "guard_reason": 200}
NEEDED = ("body", "document_number", "heard")


@dataclass(frozen=True)
class AdoptionForm:
    """The record of adoption: which body, on which day, under which number, who was heard.

    ``adopted_on``: None where no day was given. ``guard_reason``: why a rule about the last does
    without its statistical check, where the scheme has one.
    """

    body: str
    adopted_on: date | None
    document_number: str
    heard: str
    guard_reason: str = ""


def adoption_problems(form: AdoptionForm, scheme: Scheme, today: date) -> tuple[FormProblem, ...]:
    """Everything that the record lacks."""
    return (*_words(form), *_day(form, today), *_guard(form, scheme))


def _words(form: AdoptionForm) -> Iterator[FormProblem]:
    for field, longest in LONGEST.items():
        written = str(getattr(form, field)).strip()
        if field in NEEDED and not written:
            yield FormProblem(field, f"scheme_adoption.needed_{field}")
        elif len(written) > longest:
            yield FormProblem(field, "scheme_adoption.too_long", {"most": longest})


def _day(form: AdoptionForm, today: date) -> Iterator[FormProblem]:
    if form.adopted_on is None:
        yield FormProblem("adopted_on", "scheme_adoption.no_day")
    elif form.adopted_on > today:
        yield FormProblem("adopted_on", "scheme_adoption.not_yet")


def _guard(form: AdoptionForm, scheme: Scheme) -> Iterator[FormProblem]:
    if any(bottom_without_guard(scheme)) and not form.guard_reason.strip():
        yield FormProblem("guard_reason", "scheme_adoption.guard_reason")
