"""The results of one sheet, from the entries of facts and the figures. (Scheme, steps 11 to 14.)"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain

from server.rules.appraisal.categories import category_score, total
from server.rules.appraisal.exact import exact_sum
from server.rules.appraisal.facts import Member, Who
from server.rules.appraisal.figures import Answered, Asked, answer, medians
from server.rules.appraisal.periods import Period
from server.rules.appraisal.related import Known, figure_of, full_of
from server.rules.appraisal.results import Entry, EntryKind, NotAssessed, SheetResult
from server.rules.appraisal.rounding import rounded
from server.rules.appraisal.running import NOUGHT
from server.rules.appraisal.served import is_shown, who_on, why_not_assessed
from server.rules.schemes.shape import Category, Item, Scheme, Sheet


@dataclass(frozen=True)
class Gathered:
    """What the entries of facts come to before they are added up."""

    points: Mapping[tuple[str, int, str], list[Fraction]]
    money: Mapping[tuple[str, int], list[Fraction]]


@dataclass(frozen=True)
class Setting:
    """The version of the results, the period, what figures are drawn from, the entries of facts."""

    scheme: Scheme
    period: Period
    known: Known
    gathered: Gathered


@dataclass(frozen=True)
class Scored:
    """The results of a sheet, the entries of its figures, and the medians behind them."""

    results: tuple[SheetResult, ...]
    entries: tuple[Entry, ...] = ()
    medians: Mapping[tuple[str, str, str], Fraction] = field(default_factory=dict)


@dataclass
class _Figures:
    """What the figure items of a sheet came to: entries, what is left out, medians."""

    entries: dict[Who, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    left_out: dict[tuple[Who, str], Fraction] = field(default_factory=lambda: defaultdict(Fraction))
    medians: dict[tuple[str, str, str], Fraction] = field(default_factory=dict)


def gathered(entries: Iterable[Entry]) -> Gathered:
    """The points of the entries by sheet, bearer and category, and their money by sheet, bearer."""
    points: defaultdict[tuple[str, int, str], list[Fraction]] = defaultdict(list)
    money: defaultdict[tuple[str, int], list[Fraction]] = defaultdict(list)
    for entry in entries:
        own_id = entry.who.id  # a sheet has subjects of one kind
        points[entry.sheet, own_id, entry.category].append(entry.points)
        if entry.money is not NOUGHT:
            money[entry.sheet, own_id].append(entry.money)
    return Gathered(points, money)


def score(sheet: Sheet, setting: Setting) -> Scored:
    """Everybody on the sheet: with a score, or with the reason why there is none."""
    members = [one for one in setting.known.members if is_shown(setting.scheme, sheet, one)]
    reasons = {who_on(sheet, one): why_not_assessed(sheet, one) for one in members}
    assessed = [one for one in members if reasons[who_on(sheet, one)] is None]
    figures = _figures(sheet, setting, assessed)
    results = tuple(
        _result(sheet, setting, one, figures) if why is None else _without(sheet, setting, one, why)
        for one, why in zip(members, reasons.values(), strict=True)
    )
    entries = tuple(entry for own in figures.entries.values() for entry in own)
    return Scored(results, entries, figures.medians)


def _figures(sheet: Sheet, setting: Setting, assessed: Iterable[Member]) -> _Figures:
    members = {who_on(sheet, one): one for one in assessed}
    found = _Figures()
    for category in setting.scheme.categories_of(sheet.key):
        for item in category.items:
            if item.figured is None:
                continue
            asked = _asked(item, category, setting, members)
            for group, middle in (medians(asked) if asked.figured.against_median else {}).items():
                found.medians[sheet.key, group, asked.figured.figure] = middle
            for who, answered in answer(asked).items():
                found.entries[who].append(_entry(setting, category, item, (who, answered)))
                found.left_out[who, category.code] += answered.left_out
    return found


def _asked(
    item: Item, category: Category, setting: Setting, members: Mapping[Who, Member]
) -> Asked:
    assert item.figured is not None  # noqa: S101 - asked of figure items alone
    figured, scheme = item.figured, setting.scheme
    figures = {
        who: figure
        for who, member in members.items()
        if (figure := figure_of(figured.figure, member, setting.known, scheme)) is not None
    }
    groups = {who: member.group for who, member in members.items()}
    return Asked(figured, category.kind, full_of(figured, scheme), figures, groups)


def _entry(
    setting: Setting, category: Category, item: Item, answered: tuple[Who, Answered]
) -> Entry:
    who, found = answered
    return Entry(
        fact_id="",
        figure=item.figured.figure if item.figured else "",
        sheet=category.sheet,
        who=who,
        month=setting.period.months()[-1],
        category=category.code,
        item=item.code,
        kind=EntryKind.FIGURE,
        points=found.points,
        computation=found.computation,
        scheme=setting.scheme.name,
    )


def _result(sheet: Sheet, setting: Setting, member: Member, figures: _Figures) -> SheetResult:
    who = who_on(sheet, member)
    gathered = setting.gathered
    of_figures: defaultdict[str, list[Fraction]] = defaultdict(list)
    for entry in figures.entries.get(who, ()):
        of_figures[entry.category].append(entry.points)
    categories = setting.scheme.categories_of(sheet.key)
    scores = []
    for one in categories:
        points = chain(gathered.points.get((sheet.key, who.id, one.code), ()), of_figures[one.code])
        left_out = figures.left_out[who, one.code]
        scores.append(category_score(one, exact_sum(points), left_out))
    found = total(sheet, categories, scores)
    if found.exact is None:
        return _without(sheet, setting, member, NotAssessed.NO_RESULTS)
    return SheetResult(
        sheet=sheet.key,
        who=who,
        period=setting.period,
        group=member.group,
        base=sheet.base,
        score=rounded(found.exact, setting.scheme.rounding),
        exact=found.exact,
        limit=found.limit,
        categories=tuple(scores),
        money=exact_sum(gathered.money.get((sheet.key, who.id), ())),
    )


def _without(sheet: Sheet, setting: Setting, member: Member, why: NotAssessed) -> SheetResult:
    who = who_on(sheet, member)
    return SheetResult(
        sheet.key, who, setting.period, member.group, sheet.base, None, None, not_assessed=why
    )
