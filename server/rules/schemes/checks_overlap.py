"""Can one fact meet two items of a sheet, or fall between them?

Specific items stand first and a catch-all last: an item may lie inside a later one, but not
overlap it in part, and never lie inside an earlier one.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations, pairwise

from server.rules.cases.codes import ESTABLISHED
from server.rules.schemes.checks_items import (
    JUDGED,
    PERSONAL,
    charges_person,
    items_of,
    path_of,
)
from server.rules.schemes.checks_sums import plain
from server.rules.schemes.items import Category, Condition, Item, OneOf, Range
from server.rules.schemes.problems import Problem
from server.rules.schemes.shape import Scheme

Test = Range | OneOf
Tests = Mapping[str, Test]
Placed = tuple[Category, Item]

MEASURED = ("minutes", "hours", "days")
"""Whole numbers of which a rule should leave out none above its first."""


def overlapping_items(scheme: Scheme) -> Iterator[Problem]:
    """E43: two items of a sheet fit one fact, and the first is no special case of the second."""
    for sheet in scheme.sheets:
        of_sheet = [one for one in items_of(scheme) if one[0].sheet == sheet.key and one[1].when]
        seen: set[str] = set()
        for earlier, later in combinations(of_sheet, 2):
            if later[1].code not in seen and _clash(scheme, earlier, later):
                seen.add(later[1].code)
                yield Problem(
                    "E43",
                    path_of(*later),
                    data={"other": earlier[1].code},
                    leans_on=(path_of(*earlier), path_of(*later)),
                )


def gaps(scheme: Scheme) -> Iterator[Problem]:
    """W03: beyond a number of minutes, hours or days no item fits any more."""
    for sheet in scheme.sheets:
        placed = [one for one in items_of(scheme) if one[0].sheet == sheet.key]
        for event in dict.fromkeys(event for _, item in placed for event in item.when):
            for field in MEASURED:
                yield from _gaps(scheme, placed, event, field)


def _clash(scheme: Scheme, earlier: Placed, later: Placed) -> bool:
    if earlier[1].also or later[1].also:
        return False
    shared = set(earlier[1].when) & set(later[1].when)
    return any(
        _overlaps(_tests(scheme, earlier, event), _tests(scheme, later, event)) for event in shared
    )


def _overlaps(earlier: Tests, later: Tests) -> bool:
    meet = all(_meet(earlier[key], later[key]) for key in set(earlier) & set(later))
    is_special = _is_inside(earlier, later) and not _is_inside(later, earlier)
    return meet and not is_special


def _tests(scheme: Scheme, placed: Placed, event: str) -> dict[str, Test]:
    """What an item asks of a fact of that kind, what goes without saying included."""
    tests = {one.field: _spelled_out(one) for one in placed[1].conditions}
    if event in JUDGED and charges_person(scheme, *placed):
        for field, values in PERSONAL.items():
            tests.setdefault(field, _spelled_out(Condition(field, OneOf(tuple(sorted(values))))))
    return tests


def _spelled_out(condition: Condition) -> Test:
    """``established`` means found to be so, wholly or partly."""
    test = condition.test
    if condition.field != "finding" or not isinstance(test, OneOf):
        return test
    values = set(test.values)
    if "established" in values:
        values = (values - {"established"}) | {one.value for one in ESTABLISHED}
    return OneOf(tuple(sorted(values)))


def _meet(one: Test, other: Test) -> bool:
    match one, other:
        case Range(), Range():
            return not _is_below(one, other) and not _is_below(other, one)
        case OneOf(), OneOf():
            return bool(set(one.values) & set(other.values))
        case _:
            return False


def _is_below(one: Range, other: Range) -> bool:
    """Whether all of the one lies below all of the other."""
    if one.high is None or other.low is None:
        return False
    is_open = one.excludes_high or other.excludes_low
    return one.high < other.low or (one.high == other.low and is_open)


def _is_inside(inner: Tests, outer: Tests) -> bool:
    return all(key in inner and _holds(test, inner[key]) for key, test in outer.items())


def _holds(outer: Test, inner: Test) -> bool:
    match outer, inner:
        case Range(), Range():
            return _low(outer) <= _low(inner) and _high(inner) <= _high(outer)
        case OneOf(), OneOf():
            return set(inner.values) <= set(outer.values)
        case _:
            return False


def _low(one: Range) -> tuple[int, Fraction, int]:
    return (-1, Fraction(0), 0) if one.low is None else (0, one.low, int(one.excludes_low))


def _high(one: Range) -> tuple[int, Fraction, int]:
    return (1, Fraction(0), 0) if one.high is None else (0, one.high, -int(one.excludes_high))


def _gaps(scheme: Scheme, placed: list[Placed], event: str, field: str) -> Iterator[Problem]:
    fitting = [one for one in placed if event in one[1].when]
    ranges = [(_range(one[1].conditions, field), one) for one in fitting]
    recast = [_range(one.conditions, field) for one in scheme.recasts if event in one.when]
    stretches = [(found, one) for found, one in ranges if found is not None]
    if not stretches or len(stretches) < len(ranges):
        return  # nothing is measured, or an item takes whatever is left
    spans = sorted([one for one, _ in stretches] + [one for one in recast if one], key=_low)
    end = _first_end(spans)
    if end is not None:
        last = next((one for found, one in stretches if found.high == end), stretches[-1][1])
        data = {"end": plain(end)}
        yield Problem("W03", path_of(*last, field), field, data, leans_on=(path_of(*last),))


def _range(conditions: tuple[Condition, ...], field: str) -> Range | None:
    return next(
        (one.test for one in conditions if one.field == field and isinstance(one.test, Range)), None
    )


def _first_end(spans: list[Range]) -> Fraction | None:
    """The number after which there is a gap, None where the spans go on without end."""
    reached = spans[0]
    for before, after in pairwise(spans):
        reached = max(reached, before, key=_high)
        if _starts_later(reached, after):
            return reached.high
    return max(reached, spans[-1], key=_high).high


def _starts_later(before: Range, after: Range) -> bool:
    """Whether a whole number lies between the two."""
    if before.high is None or after.low is None:
        return False
    first = after.low + (1 if after.excludes_low else 0)
    last = before.high - (1 if before.excludes_high else 0)
    return first > last + 1
