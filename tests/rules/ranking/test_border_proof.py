"""Is it true that units far from the border are never set apart, whatever is turned?"""

from itertools import chain, combinations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from server.rules.ranking.bands import turned_outcomes
from server.rules.ranking.border import Border, border_of, corner_bag, corners_of
from server.rules.ranking.counts import Counts, ranked_rows, together
from server.rules.ranking.dealing import Dealing, Side
from server.rules.ranking.exact import exact_chances
from server.rules.ranking.numbers import ERROR, SPARE_RATINGS
from tests.rules.ranking import plain
from tests.rules.ranking.groups import FIRST_MONTH, Month, a_group, compared, groups

FAR = a_group(*((bad, 2000) for bad in (18, 19, 20, 21, 22, 20, 20, 19)), (70, 2000), (30, 2000))


def near_and_turnable(month: Month) -> tuple[set[str], set[str]]:
    rows = ranked_rows([month])
    bag = together(rows.values(), months=1)
    border = border_of(rows, bag, Dealing(ERROR / max(1, len(rows))))
    return set(border.near), set(border.turnable)


@st.composite
def counts(draw: st.DrawFn) -> Counts:
    ratings = draw(st.integers(0, 60))
    return Counts(draw(st.integers(0, min(ratings, 20))), ratings)


UNITS = st.lists(counts(), max_size=3)
OTHERS = Counts(40, 400)
LOW, HIGH = Counts(0, 60), Counts(20, 60)


@given(
    own=counts(),
    near=UNITS,
    turnable=UNITS,
    others=st.builds(Counts, st.integers(3, 60), st.just(400)),
)
@example(own=Counts(3, 50), near=[LOW, HIGH], turnable=[LOW, HIGH], others=OTHERS)
@example(own=Counts(3, 50), near=[HIGH, HIGH], turnable=[], others=OTHERS)
@example(own=Counts(3, 50), near=[LOW, LOW], turnable=[], others=OTHERS)
@example(own=Counts(3, 50), near=[], turnable=[HIGH], others=OTHERS)
@example(own=Counts(3, 50), near=[], turnable=[], others=OTHERS)
def test_no_bag_that_can_arise_is_worse_than_the_corner(
    own: Counts, near: list[Counts], turnable: list[Counts], others: Counts
) -> None:
    bag = _sum([own, *near, *turnable, others])
    rows = [
        {f"{name}{i}": (unit,) for i, unit in enumerate(units)}
        for name, units in (("N", near), ("T", turnable))
    ]
    corners = corners_of(Border(*rows), (bag,))

    for side in Side:
        corner = corner_bag((own,), corners[side], side)
        if corner is not None:
            least = exact_chances((own,), corner)[side.value]
            for left in _bags(bag, own, near, turnable):
                assert exact_chances((own,), (left,))[side.value] >= least


def _bags(bag: Counts, own: Counts, near: list[Counts], turnable: list[Counts]) -> list[Counts]:
    """Any of near and at most one of turnable taken out, up to three ratings turned."""
    some = chain.from_iterable(combinations(near, size) for size in range(len(near) + 1))
    outs = [_sum([*out, one]) for out in some for one in (Counts(0, 0), *turnable)]
    left = [
        Counts(bag.bad - out.bad + turned, bag.ratings - out.ratings)
        for out in outs
        for turned in range(-SPARE_RATINGS, SPARE_RATINGS + 1)
    ]
    return [
        each
        for each in left
        if own.bad <= each.bad and own.ratings - own.bad <= each.ratings - each.bad
    ]


def _sum(units: list[Counts]) -> Counts:
    return Counts(sum(unit.bad for unit in units), sum(unit.ratings for unit in units))


def test_the_ratings_of_units_far_from_the_border_are_turned_too() -> None:
    comparison = compared(a_group(*((20, 2000),) * 8))

    bad = {outcome.alike[0].bad for outcome in turned_outcomes(comparison)}

    assert not comparison.group.rows
    assert not comparison.turnable
    assert bad == {160 - SPARE_RATINGS, 160 + SPARE_RATINGS}


@settings(max_examples=30)
@given(months=groups(most_units=8))
def test_whoever_is_far_is_never_set_apart(months: list[Month]) -> None:
    near, turnable = near_and_turnable(months[0])
    turns = [(unit, by) for unit in months[0] for by in (-SPARE_RATINGS, 0, SPARE_RATINGS)]

    for unit, by in turns:
        turned = plain.flipped(months, unit, by)
        _, alike = plain.sides(turned, ERROR)
        apart = plain.ranked(turned) - alike

        assert apart <= near | ({unit} & turnable if by else set())


def test_most_of_a_large_group_is_far() -> None:
    near, turnable = near_and_turnable(FAR)

    assert near == {"U09"}
    assert turnable == {"U10"}


def test_in_the_worked_example_only_a_few_are_near() -> None:
    near, turnable = near_and_turnable(FIRST_MONTH)

    assert {"A04", "A06"} <= near
    assert "A05" in near | turnable
