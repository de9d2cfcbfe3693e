"""How are sheets, categories and items read from a scheme file? (format, section 1)"""

import re
from fractions import Fraction

from server.rules.schemes.items import (
    Category,
    Figured,
    Item,
    PointRange,
    Repeat,
    Share,
    Sheet,
)
from server.rules.schemes.reading_conditions import conditions, events_of
from server.rules.schemes.tables import Table
from server.rules.schemes.values import (
    ABOVE_NOUGHT,
    COUNT,
    FROM_NOUGHT,
    NUMBER,
    PERCENT,
    TEXT,
    WORDS,
    Kind,
    above_nought,
    above_one,
    bands,
    from_nought,
    is_falling,
    points,
    whole,
    word,
)
from server.rules.schemes.words import (
    CategoryKind,
    Charge,
    Missing,
    NoShare,
    Scope,
    Span,
    StepRound,
    Subject,
    Unit,
    VetoEffect,
)

LONGEST_CODE = 16
LONGEST_KEY = 32
SPAN = word(Span, "E26", "")
EITHER = (("figure", "when"), ("full", "against"))
WAYS = ("points", "weight", "bands", "referred_times")
OF_FIGURES = ("weight", "bands", "full", "against", "missing", "min_n")
MEDIAN = "group_median"
FINDING = "finding"
PICKED = {CategoryKind.BONUS: "bonus"}
"""What a person who picks an item states; a finding where nothing else is said."""

_SUBJECT = word(Subject, "E06", "")
_BASE = Kind(from_nought, "", "E07")
_CAP = Kind(above_nought, "", "E27")
_POINTS: Kind[Fraction | PointRange] = Kind(points, "", "E19")
_BANDS = Kind(bands, "", "E31")
_MAX = Kind(from_nought, "from_nought")
_FIRST = Kind(whole(2), "", "E34")
_TIMES = Kind(above_one, "", "E35")
_AGAINST = Kind(lambda raw: raw if raw == MEDIAN else None, "", "E62")
_CODE = re.compile(r"[A-Za-z]{1,8}")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def sheet_of(table: Table) -> Sheet:
    """[sheet.X]."""
    return Sheet(
        key=name_of(table),
        subject=table.needed("subject", _SUBJECT, "E06", Subject.STAFF),
        name=table.value("name", TEXT, ""),
        cycle=table.value("cycle", SPAN, Span.MONTH),
        base=table.value("base", _BASE, Fraction(100)),
        floor=table.value("floor", NUMBER, None),
        ceiling=table.value("ceiling", NUMBER, None),
        groups=table.words("groups", WORDS),
        exclude=table.words("exclude", WORDS),
        min_days=table.value("min_days", FROM_NOUGHT, Fraction(0)),
        tie=table.words("tie", WORDS),
    )


def name_of(table: Table) -> str:
    """The name of a named table, which other parts of the file refer to."""
    name = str(table.path[-1])
    if not _NAME.fullmatch(name) or len(name) > LONGEST_KEY:
        table.flag("E64", variant="name", name=name)
    return name


def category_of(table: Table) -> Category:
    """[category.C] with its items."""
    code = str(table.path[-1])
    if not _CODE.fullmatch(code):
        table.flag("E40", variant="category", category=code)
    kind = table.value("kind", word(CategoryKind, "E37", ""), CategoryKind.DEDUCT)
    return Category(
        code=code,
        name=table.needed("name", TEXT, "E10", ""),
        sheet=table.value("sheet", TEXT, ""),
        kind=kind,
        max=table.value("max", _MAX, None),
        floor=table.value("floor", NUMBER, None),
        repeat=table.table("repeat", repeat_of),
        items=table.tables("item", lambda inner: item_of(inner, code, kind)),
    )


def item_of(table: Table, category: str, kind: CategoryKind) -> Item:
    """item.C1 = { … }."""
    code = str(table.path[-1])
    if not re.fullmatch(rf"{re.escape(category)}[A-Za-z0-9_]+", code) or len(code) > LONGEST_CODE:
        table.flag("E40", category=category)
    when = events_of(table, "when")
    given = table.value("points", _POINTS, None)
    figured = _figured(table, given)
    _check_ways(table, given)
    picked = () if table.has("when") else (PICKED.get(kind, FINDING),)
    is_finding = set(when or picked) == {FINDING} and not table.has("figure")
    is_bonus = kind is CategoryKind.BONUS
    return Item(
        code=code,
        text=table.needed("text", TEXT, "E10", ""),
        when=when,
        points=None if table.has("figure") else given,
        figured=figured,
        referred_times=table.value("referred_times", ABOVE_NOUGHT, None),
        money=table.value("money", NUMBER, Fraction(0)),
        per=table.value("per", word(Unit, "E23", ""), Unit.TIME),
        step=table.value("step", ABOVE_NOUGHT, Fraction(1)),
        step_round=table.value("step_round", word(StepRound), StepRound.DOWN),
        free=table.value("free", FROM_NOUGHT, Fraction(0)),
        once=table.value("once", SPAN, None),
        cap=table.value("cap", _CAP, None),
        cap_within=table.value("cap_within", SPAN, Span.MONTH),
        repeat=table.table("repeat", repeat_of),
        charge=table.value("charge", word(Charge, "E29", ""), None),
        share=_share(table),
        veto=table.value("veto", word(Span, "E28", ""), None),
        veto_effect=table.value(
            "veto_effect", word(VetoEffect, "E28", "effect"), VetoEffect.NO_AWARD
        ),
        also=table.yes("also"),
        approve=table.yes("approve", unless_said=is_bonus),
        evidence=table.yes("evidence", unless_said=is_bonus or is_finding),
        cause_reason=table.value("cause_reason", TEXT, ""),
        legal=table.value("legal", TEXT, ""),
        # Last: what no other key is called may be a field of the fact.
        conditions=() if table.has("figure") else conditions(table, when or picked),
    )


def repeat_of(table: Table) -> Repeat:
    """[repeat], or the same on a category or item."""
    return Repeat(
        first=table.needed("from", _FIRST, "E34", 2),
        times=table.value("times", _TIMES, Fraction(2)),
        within=table.value("within", SPAN, Span.YEAR),
        count=table.value("count", word(Scope, "E36", ""), Scope.ITEM),
    )


def share_of(table: Table) -> Share:
    """[share]; on an item it has no ``of``, being of that item."""
    share = Share(
        chief=table.value("chief", PERCENT, None),
        window=table.value("window", PERCENT, None),
        of=table.words("of", WORDS) if len(table.path) == 1 else (),
        into=table.value("into", TEXT, ""),
    )
    if not table.has("chief") and not table.has("window"):
        table.flag("E45", "chief")
    return share


def _share(table: Table) -> Share | NoShare | None:
    if table.has("share") and table.raw["share"] is False:
        return NoShare.NOT_SHARED
    return table.table("share", share_of)


def _figured(table: Table, given: Fraction | PointRange | None) -> Figured | None:
    """What an item with a figure says of it. Asked for in any case, so that the keys are known."""
    found = Figured(
        figure=table.value("figure", TEXT, ""),
        each=given if isinstance(given, Fraction) else None,
        weight=table.value("weight", ABOVE_NOUGHT, None),
        full=table.value("full", ABOVE_NOUGHT, None),
        against_median=table.value("against", _AGAINST, None) is not None,
        bands=table.value("bands", _BANDS, ()),
        missing=table.value("missing", word(Missing, "E33", ""), Missing.GROUP_MEAN),
        min_n=table.value("min_n", COUNT, 0),
    )
    if not is_falling([band.start for band in found.bands]):
        table.flag("E32", "bands")
    return found if table.has("figure") else None


def _check_ways(table: Table, given: Fraction | PointRange | None) -> None:
    """Just one way to the points, and a figure where the way needs one."""
    for pair in (WAYS, *EITHER):
        both = tuple(key for key in pair if table.has(key))
        if len(both) > 1:
            table.flag("E15", both[1], choices=both)
    if not any(table.has(key) for key in (*WAYS, "money", "veto")):
        table.flag("E16", "points")
    lonely = next((key for key in OF_FIGURES if table.has(key)), "")
    if lonely and not table.has("figure"):
        table.flag("E18", lonely)
    if isinstance(given, PointRange):
        _check_range(table, given)


def _check_range(table: Table, given: PointRange) -> None:
    if table.has("figure"):
        table.flag("E19", "points")
    elif given.low >= given.high:
        table.flag("E20", "points")
