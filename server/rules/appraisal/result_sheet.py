"""How did one number come about, step by step, for people? (scheme, step 21.)

``result_sheet(scheme, result, entries, about)`` → the sheet of a month (or any computed period);
``longer_sheet(scheme, combined, about)`` → that of a quarter, half-year or year. Values only: the
sentences are made where they are shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from server.rules.appraisal.awards import Outcome
from server.rules.appraisal.combining import Combined
from server.rules.appraisal.following import Followed
from server.rules.appraisal.grading import Graded
from server.rules.appraisal.money import Amount
from server.rules.appraisal.results import CategoryScore, Entry, Placed, SheetResult, Waiting
from server.rules.schemes.shape import Category, CategoryKind, Item, Rounding, Scheme


@dataclass(frozen=True)
class Line:
    """An entry beside the words of its rule; ``item`` None: the version no longer has it."""

    entry: Entry
    item: Item | None


@dataclass(frozen=True)
class CategoryLines:
    """One category: where it started, each entry, where it ended and what cut it."""

    category: Category
    score: CategoryScore
    lines: tuple[Line, ...]

    @property
    def adds_up(self) -> bool:
        """Whether start and entries give the score, or a limit says why they do not."""
        return bool(self.score.limit) or self.score.start + self.score.entries == self.score.score


@dataclass(frozen=True)
class Total:
    """From the categories to the published number.

    ``unallocated``: base that no category holds. ``left_out``: full points of figures left out;
    the base part is taken × base ÷ (base − left_out).
    """

    base: Fraction
    unallocated: Fraction
    base_categories: Fraction
    left_out: Fraction
    bonus: Fraction
    limit: str
    exact: Fraction
    score: Fraction
    rounding: Rounding


@dataclass(frozen=True)
class About:
    """What is told beside the result: place, grade, what followed, awards, money, what waits."""

    places: tuple[Placed, ...] = ()
    graded: Graded | None = None
    followed: tuple[Followed, ...] = ()
    awards: tuple[tuple[str, Outcome], ...] = ()
    amount: Amount | None = None
    waiting: tuple[Waiting, ...] = ()


@dataclass(frozen=True)
class ResultSheet:
    """Every step and n of one result. ``total`` None: not assessed, and the result says why.

    ``combined``: how a longer period came from its parts; it has no category lines of its own.
    """

    scheme: str
    title: str
    sheet_name: str
    result: SheetResult
    categories: tuple[CategoryLines, ...] = ()
    total: Total | None = None
    combined: Combined | None = None
    about: About = field(default_factory=About)


def result_sheet(
    scheme: Scheme, result: SheetResult, entries: Iterable[Entry], about: About
) -> ResultSheet:
    """The steps of a result that was computed from entries.

    ``entries``: of the period; those of others and of other sheets are passed over.
    """
    own = [one for one in entries if one.who == result.who and one.sheet == result.sheet]
    scores = {one.code: one for one in result.categories}
    categories = tuple(
        CategoryLines(category, scores[category.code], _lines(category, own))
        for category in scheme.categories_of(result.sheet)
        if category.code in scores
    )
    return ResultSheet(
        scheme.name,
        scheme.title,
        _name(scheme, result.sheet),
        result,
        categories,
        _total(scheme, result, categories),
        about=about,
    )


def longer_sheet(scheme: Scheme, combined: Combined, about: About) -> ResultSheet:
    """The steps of a result that was combined from published ones."""
    name = _name(scheme, combined.result.sheet)
    return ResultSheet(
        scheme.name, scheme.title, name, combined.result, combined=combined, about=about
    )


def _name(scheme: Scheme, sheet: str) -> str:
    return scheme.sheet(sheet).name or scheme.title


def _lines(category: Category, entries: Sequence[Entry]) -> tuple[Line, ...]:
    items = {one.code: one for one in category.items}
    return tuple(
        Line(entry, items.get(entry.item)) for entry in entries if entry.category == category.code
    )


def _total(
    scheme: Scheme, result: SheetResult, categories: Sequence[CategoryLines]
) -> Total | None:
    if result.exact is None or result.score is None:
        return None
    in_base = [one for one in categories if one.category.kind is not CategoryKind.BONUS]
    bonus = [one for one in categories if one.category.kind is CategoryKind.BONUS]
    held = sum((one.category.max or Fraction(0) for one in in_base), Fraction(0))
    return Total(
        result.base,
        max(result.base - held, Fraction(0)),
        _sum(in_base),
        sum((one.score.left_out for one in in_base), Fraction(0)),
        _sum(bonus),
        result.limit,
        result.exact,
        result.score,
        scheme.rounding,
    )


def _sum(categories: Iterable[CategoryLines]) -> Fraction:
    return sum((one.score.score for one in categories), Fraction(0))
