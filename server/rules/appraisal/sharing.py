"""Who else bears a part of a deduction? (Scheme, step 10.)

From the points after limits; never of a bonus, never to the same person. What is shared is no
occurrence, has no cap and carries no veto.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from server.rules.appraisal.naming import PEOPLE, Namer, can_bear, namer
from server.rules.schemes.shape import Category, Charge, Scheme, Share, Sheet


@dataclass(frozen=True, eq=False)
class Part:
    """So much of each deduction goes to the chief or window, into that category."""

    to: Charge
    part: Fraction
    sheet: Sheet
    category: Category
    names: Namer
    is_personal: bool


def parts_of(share: Share | None, category: str, into: str, result: Scheme) -> tuple[Part, ...]:
    """What is shared from a category: ``into`` another where its sheet fits, else into the same.

    Nothing for a receiver whom neither sheet appraises. Codes are of the version of the result.
    """
    if share is None:
        return ()
    asked = ((Charge.CHIEF, share.chief), (Charge.WINDOW, share.window))
    return tuple(
        _part(to, part, result.sheet(found.sheet), found)
        for to, part in asked
        if part
        for found in _fitting(to, (into, category), result)[:1]
    )


def shared(points: Fraction, part: Part) -> Fraction:
    """The part of a deduction; nothing of what costs nothing."""
    return points * part.part if points < 0 else Fraction(0)


def _fitting(to: Charge, codes: Iterable[str], result: Scheme) -> list[Category]:
    categories = {one.code: one for one in result.categories}
    return [
        categories[code]
        for code in codes
        if code in categories and can_bear(to, result.sheet(categories[code].sheet).subject)
    ]


def _part(to: Charge, part: Fraction, sheet: Sheet, category: Category) -> Part:
    names = namer(to, sheet.subject)
    return Part(to, part, sheet, category, names, is_personal=sheet.subject in PEOPLE)
