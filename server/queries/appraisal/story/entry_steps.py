"""How did the points of one entry come about, step by step, in the order of the scheme?"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from server.queries.appraisal.stories import EntryStory
from server.queries.appraisal.story.numbers import (
    figure_name,
    figure_value,
    percent,
    points_words,
    short,
)
from server.rules.appraisal.results import EntryKind
from server.rules.schemes.shape import Item
from server.texts import say


@dataclass(frozen=True)
class Tell:
    """Says a sentence of the story in the reader's language."""

    lang: str

    def __call__(self, code: str, **data: str | int) -> str:
        """The sentence."""
        return say(code, self.lang, **data)


def steps_of(lang: str, entry: EntryStory, item: Item | None) -> tuple[str, ...]:
    """The sentences, one a step; none for a step that changed nothing."""
    tell = Tell(lang)
    return tuple(words for step in STEPS[entry.kind] for words in step(tell, entry, item))


def _shared(tell: Tell, entry: EntryStory, _: Item | None) -> Iterable[str]:
    yield tell("story.shared_from", share=percent(Fraction(entry.computation.get("share", "0"))))


def _recast(tell: Tell, entry: EntryStory, _: Item | None) -> Iterable[str]:
    event = entry.computation.get("recast_from")
    if event:
        yield tell("story.step_recast", event=tell(f"story.fact_{event}"))


def _free(tell: Tell, entry: EntryStory, _: Item | None) -> Iterable[str]:
    how = entry.computation
    if "free" in how:
        yield tell("story.step_free", free=short(how["free"]), units=short(how.get("units", "1")))


def _units(tell: Tell, entry: EntryStory, item: Item | None) -> Iterable[str]:
    how = entry.computation
    if item is not None and "rate" in how:
        yield tell(
            "story.step_units",
            units=short(how.get("units", "1")),
            unit=tell(f"story.unit_{item.per}"),
            rate=points_words(Fraction(how["rate"])),
        )


def _repeat(tell: Tell, entry: EntryStory, _: Item | None) -> Iterable[str]:
    how = entry.computation
    if "times" in how:
        yield tell(
            "story.step_repeat", occurrence=how.get("occurrence", 0), times=short(how["times"])
        )


def _limit(tell: Tell, entry: EntryStory, _: Item | None) -> Iterable[str]:
    how = entry.computation
    if "limit" in how:
        before = points_words(Fraction(how.get("before_limit") or 0))
        yield tell(f"story.step_{how['limit']}", before=before, points=points_words(entry.points))


def _money(tell: Tell, entry: EntryStory, _: Item | None) -> Iterable[str]:
    if entry.money:
        yield tell("story.step_money", money=entry.money)


def _figure(tell: Tell, entry: EntryStory, _: Item | None) -> Iterable[str]:
    figure = entry.computation.get("figure")
    if figure:
        value = figure_value(entry.figure, Fraction(figure["value"]))
        name = figure_name(tell.lang, entry.figure)
        yield tell("story.step_figure", figure=name, value=value, n=figure["n"])


def _missing(tell: Tell, entry: EntryStory, _: Item | None) -> Iterable[str]:
    if entry.computation.get("missing"):
        yield tell(f"story.step_missing_{entry.computation['missing']}")


def _against(tell: Tell, entry: EntryStory, _: Item | None) -> Iterable[str]:
    how = entry.computation
    if how.get("median"):
        yield tell("story.step_median", median=short(how["median"]))
    elif how.get("full"):
        yield tell("story.step_full", full=figure_value(entry.figure, Fraction(how["full"])))
    if how.get("ratio"):
        yield tell("story.step_ratio", ratio=short(how["ratio"]))


STEPS = {
    EntryKind.OWN: (_recast, _free, _units, _repeat, _limit, _money),
    EntryKind.SHARED: (_shared,),
    EntryKind.FIGURE: (_figure, _missing, _against, _money),
}
"""Which sentences an entry may have, by where its points come from."""
