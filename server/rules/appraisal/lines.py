"""Where does each item of a version stand: sheet, category, and what it takes from around it?

``lines_of(judged, …)`` lays the items of the version that judges into the version of the result,
whose sheets and categories bear the points.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from server.rules.appraisal.naming import PEOPLE, Namer, namer
from server.rules.appraisal.sharing import Part, parts_of
from server.rules.appraisal.versions import category_in
from server.rules.schemes.items import Item
from server.rules.schemes.shape import (
    Category,
    CategoryKind,
    Charge,
    NoShare,
    Repeat,
    Scheme,
    Share,
    Sheet,
    Span,
    Subject,
    VetoEffect,
)

BY_SUBJECT: Mapping[Subject, Charge] = {
    Subject.STAFF: Charge.PERSON,
    Subject.CHIEF: Charge.CHIEF,
    Subject.WINDOW: Charge.WINDOW,
    Subject.DEPARTMENT: Charge.DEPARTMENT,
}
"""Who bears a fact where the item does not say: whoever the sheet appraises."""


@dataclass(frozen=True, eq=False)
class Line:
    """One item in its place; ``sheet``, ``category``, ``code`` are of the result's version.

    ``repeat`` is the nearest that holds for it, ``parts`` what others bear of its deductions.
    ``picked``: the kind of fact with which a person picks it, where it names no kind itself.
    ``names``: whom a fact names for the charge. ``is_personal``: the sheet appraises people.
    """

    scheme: str
    item: Item
    sheet: Sheet
    category: Category
    code: str
    charge: Charge
    repeat: Repeat | None
    parts: tuple[Part, ...]
    picked: str
    names: Namer
    is_personal: bool
    veto: tuple[Span, VetoEffect] | None


def lines_of(schemes: Iterable[Scheme], judged: Scheme, result: Scheme) -> tuple[Line, ...]:
    """The lines of every item that facts can fit, in file order.

    A category that the version of the result no longer has gives none.
    """
    laid = _Laid(tuple(schemes), judged, result)
    return tuple(
        _line(laid, own, item, laid.category(own.code))
        for own in judged.categories
        if laid.has(own.code)
        for item in own.items
        if item.figured is None
    )


@dataclass(frozen=True)
class _Laid:
    """One version laid into another."""

    schemes: tuple[Scheme, ...]
    judged: Scheme
    result: Scheme

    def code(self, own: str) -> str:
        return category_in(self.schemes, own, self.judged, self.result)

    def has(self, own: str) -> bool:
        return any(one.code == self.code(own) for one in self.result.categories)

    def category(self, own: str) -> Category:
        return next(one for one in self.result.categories if one.code == self.code(own))


def _line(laid: _Laid, own: Category, item: Item, category: Category) -> Line:
    sheet = laid.result.sheet(category.sheet)
    share = _share(laid.judged, own, item)
    charge = item.charge or BY_SUBJECT[sheet.subject]
    into = laid.code(share.into) if share else ""
    return Line(
        scheme=laid.judged.name,
        item=item,
        sheet=sheet,
        category=category,
        code=category.code + item.code.removeprefix(own.code),
        charge=charge,
        repeat=item.repeat or own.repeat or laid.judged.repeat,
        parts=parts_of(share, category.code, into, laid.result),
        picked="" if item.when else "bonus" if own.kind is CategoryKind.BONUS else "finding",
        names=namer(charge, sheet.subject),
        is_personal=sheet.subject in PEOPLE,
        veto=(item.veto, item.veto_effect) if item.veto else None,
    )


def _share(judged: Scheme, own: Category, item: Item) -> Share | None:
    """The item's own, or that of the scheme for its category; never of a bonus."""
    if own.kind is CategoryKind.BONUS or item.share is NoShare.NOT_SHARED:
        return None
    if isinstance(item.share, Share):
        return item.share
    common = judged.share
    return common if common and (not common.of or own.code in common.of) else None
