"""What do the steps of a case say to its citizen: the time line, and the talk with the office?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, tzinfo

from server.packs.refusals import refusals
from server.queries.cases.own_story import OwnStep, OwnStory
from server.queries.cases.told import CasePhoto
from server.rules.cases.kinds import CaseKind
from server.rules.cases.step_names import StepName as N
from server.rules.cases.takers import By
from server.rules.months import day_of
from server.texts import is_known, say
from server.texts.days import day_in_words

REPLIES = frozenset({N.REPLY, N.ANSWER, N.ANSWER_REVIEW, N.REFUSE})
# What is said there stands in the talk below, not between the steps.
TALK = frozenset({N.MESSAGE, N.CITIZEN_MESSAGE, N.ADD_EVIDENCE})
# Facts of a closed set, each with a sentence for each of its words.
IN_WORDS = ("outcome", "cause", "reached", "satisfied", "review")


@dataclass(frozen=True)
class LineStep:
    """One step on the time line. ``finding`` is empty for every other step than a decision."""

    name: N
    on: date
    finding: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """The answer that stands above everything: which step gave it, when, in which words."""

    step: N
    on: date
    words: str
    step_id: int


@dataclass(frozen=True)
class Said:
    """One thing said or shown; both empty where the citizen has erased it."""

    is_own: bool
    on: date
    words: str
    photos: tuple[CasePhoto, ...] = ()


def line_of(story: OwnStory, lang: str) -> tuple[LineStep, ...]:
    """Everything that happened, in order, without the talk."""
    return tuple(
        LineStep(
            step.step,
            day_of(step.taken_at, story.hall.zone),
            step.facts.get("finding", ""),
            tuple(_sentences(step, lang)),
        )
        for step in story.steps
        if step.step not in TALK
    )


def answer_of(story: OwnStory, lang: str) -> Answer | None:
    """The last answer; None where there is none, or the case has been taken up again since."""
    for step in reversed(story.steps):
        if step.step in {N.REOPEN, N.ESCALATE}:
            return None
        if step.step in REPLIES:
            return Answer(step.step, _day(step, story.hall.zone), _words(step, lang), step.id)
    return None


def talk_of(story: OwnStory, lang: str) -> tuple[Said, ...]:
    """All that was said both ways, in order, but for the answer that stands above."""
    answer = answer_of(story, lang)
    above = answer.step_id if answer else None
    steps = (step for step in story.steps if step.id != above)
    said = (one for step in steps for one in _said(step, story, lang))
    return (*_first_words(story), *said)


def _first_words(story: OwnStory) -> Iterator[Said]:
    photos = _photos(story, None)
    # A rating may say nothing at all; a complaint without words has been erased.
    if story.words or photos or story.facts.kind is not CaseKind.BAD_RATING:
        day = _day(story.steps[0], story.hall.zone)
        yield Said(is_own=True, on=day, words=story.words, photos=photos)


def _said(step: OwnStep, story: OwnStory, lang: str) -> Iterator[Said]:
    photos, is_own = _photos(story, step.id), step.by is By.CITIZEN
    words = _words(step, lang)
    if words or photos or step.step is N.CITIZEN_MESSAGE:
        day = _day(step, story.hall.zone)
        yield Said(is_own=is_own, on=day, words=words, photos=photos)


def _words(step: OwnStep, lang: str) -> str:
    return "\n".join(text for text in (_reason(step, lang), *step.words.values()) if text)


def _reason(step: OwnStep, lang: str) -> str:
    """Why a case was not accepted, as the pack words it."""
    if step.step is not N.REFUSE:
        return ""
    code = step.facts.get("reason", "")
    return next((each.text(lang) for each in refusals() if each.code == code), "")


def _sentences(step: OwnStep, lang: str) -> Iterator[str]:
    if is_known(hint := f"case_steps.{step.step}_hint"):
        yield say(hint, lang)
    for name in IN_WORDS:
        if is_known(code := f"case_steps.{name}_{step.facts.get(name, '')}"):
            yield say(code, lang)
    if step.step in {N.APPROVE_EXTENSION, N.DEADLINE_MOVED} and "due_on" in step.facts:
        day = day_in_words(date.fromisoformat(step.facts["due_on"]), lang)
        yield say("case_page.now_until", lang, day=day)
    if step.step is N.APPROVE_NEW_KIND or step.step is N.AGREE_NEW_KIND:
        yield say("case_page.now_as", lang, kind=say(f"kind.{step.facts['kind']}", lang))


def _photos(story: OwnStory, step_id: int | None) -> tuple[CasePhoto, ...]:
    return tuple(photo for photo in story.photos if photo.step_id == step_id)


def _day(step: OwnStep, zone: tzinfo) -> date:
    return day_of(step.taken_at, zone)
