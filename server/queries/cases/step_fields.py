"""Which fields does the form of a step have? They follow from its row in the table of steps."""

from dataclasses import dataclass

from server.packs.refusals import refusals
from server.queries.cases.handlers import handlers
from server.queries.cases.story import Story
from server.queries.registry.units import open_departments
from server.rules.cases.step import Fact, Named, Step
from server.rules.cases.step_names import StepName
from server.texts import say

# The words of a fact: case.<set>_<word>, where the set is not called like the fact.
SETS = {
    (StepName.ASK_EXCLUSION, "reason"): "exclusion",
    (StepName.LOOK, "reason"): "look",
}


@dataclass(frozen=True)
class Choice:
    """One fact of the form; without ``options`` its number is typed.

    ``when``: it belongs to the form only where another fact is one of those words.
    """

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    usual: str
    is_compulsory: bool
    hint: str
    when: tuple[str, frozenset[str]] | None


@dataclass(frozen=True)
class StepFields:
    """The form of one step: what is chosen, what must and what may be written."""

    name: StepName
    choices: tuple[Choice, ...]
    words: tuple[str, ...]
    may_say: tuple[str, ...]
    takes_photos: bool
    moves: bool

    @property
    def parts(self) -> tuple[str, ...]:
        """All that is written."""
        return self.words + self.may_say


def fields_of(step: Step, told: Story, lang: str) -> StepFields:
    """The form of that step for the case."""
    return StepFields(
        name=step.name,
        choices=tuple(_choice(step, fact, told, lang) for fact in step.facts),
        words=step.words,
        may_say=step.may_say,
        takes_photos=step.may_hold_photos,
        moves=step.moves,
    )


def _choice(step: Step, fact: Fact, told: Story, lang: str) -> Choice:
    return Choice(
        name=fact.name,
        label=say(f"case.fact_{fact.name}", lang),
        options=_options(step, fact, told, lang),
        usual=told.about.staff_number if fact.names is Named.STAFF else "",
        is_compulsory=fact.is_compulsory and fact.when is None,
        hint=_when(fact, lang),
        when=fact.when,
    )


def _when(fact: Fact, lang: str) -> str:
    """Under which other choice the fact belongs to the step."""
    if fact.when is None:
        return ""
    other, words = fact.when
    named = "、".join(say(f"case.{other}_{word}", lang) for word in sorted(words))
    return say("console_case.only_when", lang, fact=say(f"case.fact_{other}", lang), words=named)


def _options(step: Step, fact: Fact, told: Story, lang: str) -> tuple[tuple[str, str], ...]:
    if fact.pack:
        return tuple((each.code, each.text(lang)) for each in refusals())
    if fact.names is Named.ACCOUNT:
        able = handlers(told.facts.hall_id, told.facts.kind)
        return tuple((each.number, each.title) for each in able)
    if fact.names is Named.DEPARTMENT:
        return open_departments(told.facts.hall_id)
    of_set = SETS.get((step.name, fact.name), fact.name)
    return tuple((word, _word(of_set, word, lang)) for word in fact.choices)


def _word(of_set: str, word: str, lang: str) -> str:
    """The word of a set; a kind has its name everywhere, a level as citizens read it."""
    if of_set in {"kind", "level"}:
        return say(f"kind.{word}" if of_set == "kind" else f"level.{word}", lang)
    return say(f"case.{of_set}_{word}", lang)
