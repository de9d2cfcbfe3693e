"""What must hold within one item, given its category and sheet?"""

from collections.abc import Iterator
from fractions import Fraction

from server.rules.cases.codes import ESTABLISHED, PERSONS
from server.rules.schemes.events import EVENTS, FIGURES, Nature
from server.rules.schemes.items import Category, Figured, Item, OneOf, PointRange
from server.rules.schemes.problems import Path, Problem
from server.rules.schemes.reading_items import FINDING, PICKED
from server.rules.schemes.shape import Scheme
from server.rules.schemes.words import CategoryKind, Charge, Subject, Unit

COUNTED = frozenset({Unit.TIME, Unit.PERSON, Unit.APPLICATION, Unit.MATTER, Unit.ISSUE})
"""Units of which a fact is always one."""
OF_PERSONS = frozenset({Charge.PERSON, Charge.CHIEF, Charge.MEMBERS, Charge.EXAMINER})
JUDGED = frozenset({"rating", "complaint"})
OF_SHEETS = ("score", "members", "chief")
PERSONAL = {"cause": PERSONS, "finding": ESTABLISHED | {"established"}}
"""What a rating or complaint must be, as long as no reason is given, to charge a person."""


def path_of(category: Category, item: Item, *keys: str) -> Path:
    """Where an item stands, or a key of it."""
    return ("category", category.code, "item", item.code, *keys)


def items_of(scheme: Scheme) -> Iterator[tuple[Category, Item]]:
    """Every item with its category, in file order."""
    return ((category, item) for category in scheme.categories for item in category.items)


def events(category: Category, item: Item) -> tuple[str, ...]:
    """The kinds of fact of an item; a picked one is a finding, or a bonus request."""
    if item.figured is not None:
        return ()
    return item.when or (PICKED.get(category.kind, FINDING),)


def charges_person(scheme: Scheme, category: Category, item: Item) -> bool:
    """Whether people bear what the item costs."""
    if item.charge is not None:
        return item.charge in OF_PERSONS
    subjects = {sheet.key: sheet.subject for sheet in scheme.sheets}
    return subjects.get(category.sheet) in {Subject.STAFF, Subject.CHIEF}


def gain_in_a_deduction(scheme: Scheme) -> Iterator[Problem]:
    """E21: a category that only loses has points that add."""
    for category, item in items_of(scheme):
        if category.kind is CategoryKind.DEDUCT and any(one > 0 for _, one in _points(item)):
            yield _sign("E21", category, item)


def loss_in_an_addition(scheme: Scheme) -> Iterator[Problem]:
    """E22: a category that only adds has points that take away."""
    for category, item in items_of(scheme):
        if category.kind is not CategoryKind.DEDUCT and any(one < 0 for _, one in _points(item)):
            yield _sign("E22", category, item)


def unit_without_quantity(scheme: Scheme) -> Iterator[Problem]:
    """E24: points for each half day of something that is not measured in half days."""
    for category, item in items_of(scheme):
        lacking = [one for one in events(category, item) if not _measures(one, item.per)]
        if lacking and item.per not in COUNTED:
            yield Problem(
                "E24",
                path_of(category, item, "per"),
                data={"event": lacking[0], "unit": item.per.value},
                leans_on=(path_of(category, item, "when"),),
            )


def once_and_free(scheme: Scheme) -> Iterator[Problem]:
    """E25: ``once`` beside ``free``, or where one time is not always worth the same."""
    for category, item in items_of(scheme):
        leans_on = tuple(path_of(category, item, key) for key in ("once", "free", "points", "per"))
        path = path_of(category, item, "once")
        if item.once and item.free:
            yield Problem("E25", path, leans_on=leans_on)
        elif item.once and not (isinstance(item.points, Fraction) and item.per in COUNTED):
            yield Problem("E25", path, "fixed", leans_on=leans_on)


def blame_without_reason(scheme: Scheme) -> Iterator[Problem]:
    """E30: a person is charged for what was not the person's doing, and no reason is given."""
    for category, item in items_of(scheme):
        path = path_of(category, item, "cause_reason")
        is_charged = category.kind is CategoryKind.DEDUCT and charges_person(scheme, category, item)
        if is_charged and _blames_more(item) and not item.cause_reason:
            yield Problem("E30", path, leans_on=(path, path_of(category, item, "charge")))


def code_twice(scheme: Scheme) -> Iterator[Problem]:
    """E41: two items have one code."""
    seen: set[str] = set()
    for category, item in items_of(scheme):
        if item.code in seen:
            yield Problem("E41", path_of(category, item), data={"code": item.code})
        seen.add(item.code)


def ratio_of_nothing(scheme: Scheme) -> Iterator[Problem]:
    """E61: a weight on a figure that has no full value of its own, and none is said."""
    for category, item in items_of(scheme):
        figured = item.figured
        if figured and _needs_full_value(figured) and not has_full_value(scheme, figured.figure):
            path = path_of(category, item, "figure")
            leans_on = (path_of(category, item, "full"), path_of(category, item, "against"))
            yield Problem("E61", path, data={"figure": figured.figure}, leans_on=leans_on)


def bonus_without_end(scheme: Scheme) -> Iterator[Problem]:
    """W01: nothing limits what a bonus category can add."""
    ceilings = {sheet.key: sheet.ceiling for sheet in scheme.sheets}
    for one in scheme.categories:
        path: Path = ("category", one.code)
        if one.kind is CategoryKind.BONUS and one.max is None and not ceilings.get(one.sheet):
            leans_on = (path, ("sheet", one.sheet))
            yield Problem("W01", path, data={"name": one.name}, leans_on=leans_on)


def has_full_value(scheme: Scheme, figure: str) -> bool:
    """Whether the figure knows what is full: rates, votes, surveys and sheets with a base do."""
    kind, _, of = figure.partition(".")
    bases = {sheet.key: sheet.base for sheet in scheme.sheets}
    if kind in OF_SHEETS and of:
        return bases.get(of) != 0
    return FIGURES.get(figure, Nature.RATE) is not Nature.COUNT


def _needs_full_value(figured: Figured) -> bool:
    is_said = figured.full is not None or figured.against_median
    return figured.weight is not None and not is_said


def _points(item: Item) -> Iterator[tuple[str, Fraction]]:
    """All points that an item can give, with the key that says them."""
    match item.points:
        case PointRange(low, high):
            yield from (("points", low), ("points", high))
        case Fraction() as fixed:
            yield "points", fixed
        case _:
            pass
    if item.figured:
        yield from (("bands", band.points) for band in item.figured.bands)
        if item.figured.each is not None:
            yield "points", item.figured.each


def _sign(code: str, category: Category, item: Item) -> Problem:
    key = "bands" if item.figured and item.figured.bands else "points"
    return Problem(
        code,
        path_of(category, item, key),
        leans_on=(("category", category.code, "kind"), path_of(category, item, key)),
    )


def _measures(event: str, unit: Unit) -> bool:
    return unit in EVENTS[event].quantities


def _blames_more(item: Item) -> bool:
    """Whether it says that ratings or complaints count that are not a person's doing."""
    return bool(JUDGED & set(item.when)) and any(
        condition.field in PERSONAL
        and isinstance(condition.test, OneOf)
        and not set(condition.test.values) <= PERSONAL[condition.field]
        for condition in item.conditions
    )
