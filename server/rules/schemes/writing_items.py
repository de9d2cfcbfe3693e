"""How are items, their conditions, shares and repeats written as TOML?"""

from collections.abc import Iterable
from fractions import Fraction

from server.rules.schemes.events import FIGURES, Nature
from server.rules.schemes.items import (
    Band,
    Condition,
    Figured,
    Item,
    PointRange,
    Range,
    Repeat,
    Share,
)
from server.rules.schemes.reading_items import MEDIAN
from server.rules.schemes.toml_text import Pairs, Value, decimal, inline, percent
from server.rules.schemes.words import NoShare, VetoEffect


def item_line(item: Item) -> str:
    """``item.C1 = { … }`` on one line; what a bonus or finding needs by itself is said as well."""
    usual = Item(code=item.code, text=item.text)
    plain = tuple(
        (key, value)
        for key, value in _plain(item)
        if value is not None and value != getattr(usual, key)
    )
    pairs = (
        ("text", item.text),
        *((("when", item.when),) if item.when else ()),
        *conditions(item.conditions),
        *_points(item),
        *plain,
        *_tables(item),
        ("approve", item.approve),
        ("evidence", item.evidence),
    )
    return f"item.{item.code} = {inline(pairs)}"


def conditions(found: Iterable[Condition]) -> Pairs:
    """A key for each field."""
    return tuple((one.field, _test(one)) for one in found)


def range_text(test: Range) -> str:
    """``"1..10"``, ``"30.."``, ``"<30"``."""
    low = "" if test.low is None else decimal(test.low)
    high = "" if test.high is None else decimal(test.high)
    if test.excludes_low:
        return f">{low}"
    return f"<{high}" if test.excludes_high else f"{low}..{high}"


def repeat_pairs(repeat: Repeat) -> Pairs:
    """[repeat]."""
    return (
        ("from", repeat.first),
        ("times", repeat.times),
        ("within", repeat.within),
        ("count", repeat.count),
    )


def share_pairs(share: Share) -> Pairs:
    """[share]."""
    return (
        ("chief", None if share.chief is None else percent(share.chief)),
        ("window", None if share.window is None else percent(share.window)),
        ("of", share.of or None),
        ("into", share.into or None),
    )


def _plain(item: Item) -> Pairs:
    """Keys that are called as in the item, written where they differ from the usual."""
    keys = ("referred_times", "money", "per", "step", "step_round", "free", "once", "cap")
    more = ("cap_within", "charge", "veto", "also", "cause_reason", "legal")
    return tuple((key, getattr(item, key)) for key in (*keys, *more))


def _test(condition: Condition) -> Value:
    match condition.test:
        case Range() as test:
            return range_text(test)
        case one_of:
            return one_of.values[0] if len(one_of.values) == 1 else one_of.values


def _points(item: Item) -> Pairs:
    match item.points:
        case PointRange(low, high):
            return (("points", (low, high)),)
        case Fraction() as fixed:
            return (("points", fixed),)
        case _:
            return () if item.figured is None else _figured(item.figured)


def _figured(figured: Figured) -> Pairs:
    return (
        ("figure", figured.figure),
        ("points", figured.each),
        ("weight", figured.weight),
        ("full", figured.full),
        ("against", MEDIAN if figured.against_median else None),
        ("bands", tuple(_band(figured.figure, band) for band in figured.bands) or None),
        ("missing", figured.missing),
        ("min_n", figured.min_n),
    )


def _band(figure: str, band: Band) -> Value:
    is_rate = FIGURES.get(figure) is Nature.RATE and 0 <= band.start <= 1
    return (percent(band.start) if is_rate else band.start, band.points)


def _tables(item: Item) -> Pairs:
    share: Value = None
    if item.share is NoShare.NOT_SHARED:
        share = False
    elif isinstance(item.share, Share):
        share = dict(_said(share_pairs(item.share)))
    return (
        ("repeat", dict(repeat_pairs(item.repeat)) if item.repeat else None),
        ("share", share),
        ("veto_effect", None if item.veto_effect is VetoEffect.NO_AWARD else item.veto_effect),
    )


def _said(pairs: Pairs) -> Pairs:
    return tuple((key, value) for key, value in pairs if value is not None)
