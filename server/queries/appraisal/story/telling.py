"""How did a score come about: the steps of its picture, its entries, what waits?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from server.queries.appraisal.results import ResultStory
from server.queries.appraisal.stories import EntryStory, WaitingStory
from server.queries.appraisal.story.entry_steps import steps_of
from server.queries.appraisal.story.numbers import percent, points_words, short
from server.rules.appraisal.periods import Period
from server.rules.schemes.shape import Category, CategoryKind, Item, Scheme, Span
from server.texts import is_known, say
from server.texts.days import month_in_words

# A citizen's day would tell the person who it was (promise 5).
HIDES_THE_DAY = frozenset({"cases"})


@dataclass(frozen=True)
class EntryLine:
    """One entry in words: ``title`` the rule, ``facts`` what happened, ``steps`` how computed."""

    story: EntryStory
    title: str
    facts: str
    steps: tuple[str, ...]
    points: str
    sign: str  # plus, minus or nought


@dataclass(frozen=True)
class CategoryPart:
    """One category of the score: its name, what it changed, its entries, what cut it."""

    code: str
    name: str
    change: Fraction
    score: Fraction
    limit: str
    lines: tuple[EntryLine, ...]


@dataclass(frozen=True)
class Bar:
    """One step of the picture, from a value to another; ends stand still."""

    label: str
    words: str
    since: Fraction
    until: Fraction
    is_end: bool = False


@dataclass(frozen=True)
class Story:
    """A result with all that led to it."""

    result: ResultStory
    scheme: Scheme
    parts: tuple[CategoryPart, ...]
    bars: tuple[Bar, ...]
    waiting: tuple[tuple[str, str, WaitingStory], ...]
    notes: tuple[str, ...]
    combined: tuple[str, ...]


def period_words(lang: str, period: Period) -> str:
    """2026年3月, 2026年第1季度, 2026年上半年, 2026年度."""
    if period.span is Span.MONTH:
        return month_in_words(str(period), lang)
    key = f"period_half_{period.number}" if period.span is Span.HALF else f"period_{period.span}"
    return say(f"story.{key}", lang, year=period.year, number=period.number)


def story_of(
    lang: str,
    scheme: Scheme,
    result: ResultStory,
    entries: Iterable[EntryStory],
    waiting: Iterable[WaitingStory],
) -> Story:
    """The story of a result. ``entries``: of that subject and period, of whatever sheet."""
    own: dict[str, list[EntryStory]] = defaultdict(list)
    for entry in entries:
        if entry.sheet == result.sheet:
            own[entry.category].append(entry)
    parts = tuple(
        _part(lang, category, said, own[category.code])
        for category in scheme.categories_of(result.sheet)
        if (said := _said_of(result, category.code)) is not None
    )
    return Story(
        result,
        scheme,
        parts,
        _bars(lang, scheme, result, parts),
        tuple(
            (fact_words(lang, one), say(f"story.waits_{one.reason}", lang), one)
            for one in waiting
            if one.sheet == result.sheet
        ),
        _notes(lang, result),
        _combined(lang, result),
    )


def fact_words(lang: str, one: WaitingStory | EntryStory, *, own: bool = False) -> str:
    """What happened; ``own``: for the person it is about, who may not learn a citizen's day."""
    fact = one.fact
    if fact is None:
        return ""
    parts = [say(f"story.fact_{fact.event}", lang), *_fields(lang, fact.fields)]
    if not (own and fact.source in HIDES_THE_DAY):
        parts.append(say("story.happened", lang, day=fact.happened_on.isoformat()))
    if fact.established_on != fact.happened_on or len(parts) == 1:
        parts.append(say("story.established", lang, day=fact.established_on.isoformat()))
    return "，".join(parts) if lang == "zh" else ", ".join(parts)


def _part(
    lang: str,
    category: Category,
    said: Mapping[str, str],
    entries: Sequence[EntryStory],
) -> CategoryPart:
    items = {item.code: item for item in category.items}
    score = Fraction(said["score"])
    limit = say(f"story.limit_{said['limit']}", lang, score=short(score)) if said["limit"] else ""
    return CategoryPart(
        category.code,
        category.name,
        _change(category, said),
        score,
        limit,
        tuple(_line(lang, entry, items.get(entry.item)) for entry in entries),
    )


def _change(category: Category, said: Mapping[str, str]) -> Fraction:
    """What the category adds to the sum: a deduction what it lost, the others what they have."""
    score = Fraction(said["score"])
    if category.kind is not CategoryKind.DEDUCT or category.max is None:
        return score - (Fraction(said["start"]) if category.max is None else 0)
    return score - category.max


def _line(lang: str, entry: EntryStory, item: Item | None) -> EntryLine:
    title = item.text if item else say("story.item_gone", lang, item=entry.item)
    sign = "plus" if entry.points > 0 else "minus" if entry.points < 0 else "nought"
    return EntryLine(
        entry,
        title,
        fact_words(lang, entry, own=True),
        steps_of(lang, entry, item),
        points_words(entry.points),
        sign,
    )


def _fields(lang: str, fields: Mapping[str, str | Fraction]) -> Iterable[str]:
    for name, value in fields.items():
        code = f"story.field_{name}"
        if isinstance(value, Fraction) and is_known(code):
            yield say(code, lang, value=short(value))
        elif isinstance(value, str) and is_known(f"story.value_{name}_{value}"):
            yield say(f"story.value_{name}_{value}", lang)


def _said_of(result: ResultStory, code: str) -> Mapping[str, str] | None:
    return next((one for one in result.steps["categories"] if one["code"] == code), None)


def _bars(
    lang: str, scheme: Scheme, result: ResultStory, parts: Sequence[CategoryPart]
) -> tuple[Bar, ...]:
    """From where the sheet starts over each category to the score; none without a score."""
    if result.score is None or result.steps.get("combined"):
        return ()
    earned = (
        one.max or Fraction(0)
        for one in scheme.categories_of(result.sheet)
        if one.kind is CategoryKind.EARN
    )
    now = result.base - sum(earned, Fraction(0)) if result.base else Fraction(0)
    bars = [Bar(say("story.base", lang), short(now), now, now, is_end=True)]
    for part in parts:
        bars.append(Bar(part.name, points_words(part.change), now, now + part.change))
        now += part.change
    end = result.score
    bars.append(Bar(say("story.result", lang), short(end), end, end, is_end=True))
    return tuple(bars)


def _notes(lang: str, result: ResultStory) -> tuple[str, ...]:
    notes = []
    if result.not_assessed is not None:
        notes.append(say(f"story.why_{result.not_assessed}", lang))
    if result.steps.get("limit"):
        notes.append(say(f"story.sheet_limit_{result.steps['limit']}", lang))
    for one in result.steps.get("bars", []):
        words = (
            say("story.bar_named", lang, name=one["name"], during=one["during"])
            if one["name"]
            else say("story.bar_veto", lang, item=one["item"], during=one["during"])
        )
        notes.append(words if one["acts"] else f"{words} · {say('story.bar_held', lang)}")
    return tuple(notes)


def _combined(lang: str, result: ResultStory) -> tuple[str, ...]:
    said: Mapping[str, Any] | None = result.steps.get("combined")
    if not said or not said["value"]:
        return ()
    told = [
        say(
            f"story.combined_{said['how']}",
            lang,
            served=said["served"],
            total=short(said["total"]),
            value=short(said["value"]),
        )
    ]
    if said["annual"]:
        told.append(
            say(
                "story.combined_weight",
                lang,
                weight=percent(Fraction(said["weight"])),
                annual=short(said["annual"]),
                annual_weight=percent(Fraction(said["annual_weight"])),
            )
        )
    return tuple(told)
