"""Is all in hand that this step of a case asks for?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from server.errors import Problem
from server.rules.cases.step import Fact, Step
from server.rules.cases.step_names import StepName
from server.rules.ratings.form import CleanedPhoto

LONGEST_WORDS = 2000
MOST_PHOTOS = 3  # with one step


@dataclass(frozen=True)
class StepForm:
    """One step as it was asked for.

    ``seen_version``: the version of the case that the taker looked at; None: as it is now.
    ``facts`` are words of closed sets and public numbers (of an account, a case, staff, the code
    of a department), ``words`` the parts that were written. ``nonce`` makes a repeat the same.
    """

    number: str
    step: StepName
    seen_version: int | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    photos: tuple[CleanedPhoto, ...] = ()
    nonce: bytes = b""


def problems(
    step: Step, form: StepForm, *, packs: Mapping[str, frozenset[str]]
) -> tuple[Problem, ...]:
    """All that is wrong with the form. ``packs``: the codes of each pack, by its name."""
    return (
        *_of_facts(step, form, packs),
        *_of_words(step, form),
        *_of_photos(step, form),
    )


def belongs(fact: Fact, facts: Mapping[str, str]) -> bool:
    """Whether the fact is part of the step, as the others are."""
    return fact.when is None or facts.get(fact.when[0], "") in fact.when[1]


def _of_facts(step: Step, form: StepForm, packs: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    for fact in step.facts:
        value = form.facts.get(fact.name, "")
        choices = packs[fact.pack] if fact.pack else frozenset(fact.choices)
        if not value:
            if fact.is_compulsory and belongs(fact, form.facts):
                yield Problem(fact.name, "problem.choice_missing")
        elif not belongs(fact, form.facts) or (choices and value not in choices):
            yield Problem(fact.name, "problem.choice_unknown")
    for name in form.facts.keys() - {fact.name for fact in step.facts}:
        yield Problem(name, "problem.choice_unknown")


def _of_words(step: Step, form: StepForm) -> Iterator[Problem]:
    for part in step.words:
        if not form.words.get(part, "").strip():
            yield Problem(part, "problem.words_missing")
    for part, text in form.words.items():
        if part not in {*step.words, *step.may_say}:
            yield Problem(part, "problem.words_unasked")
        elif len(text) > LONGEST_WORDS:
            data: dict[str, str | int] = {"length": len(text), "most": LONGEST_WORDS}
            yield Problem(part, "problem.text_too_long", data)


def _of_photos(step: Step, form: StepForm) -> Iterator[Problem]:
    if form.photos and not step.may_hold_photos:
        yield Problem("photos", "problem.photos_unasked")
    if len(form.photos) > MOST_PHOTOS:
        yield Problem("photos", "problem.photos_too_many", {"most": MOST_PHOTOS})
    is_empty = not step.words and not form.photos and not any(form.words.values())
    if step.may_hold_photos and is_empty:
        yield Problem("message", "problem.words_missing")
