"""Is it true that units far from the border are never set apart, whatever is turned?"""

from hypothesis import given

from server.rules.ranking.border import border_of
from server.rules.ranking.counts import ranked_rows, together
from server.rules.ranking.dealing import Dealing
from server.rules.ranking.numbers import ERROR, SPARE_RATINGS
from tests.rules.ranking import plain
from tests.rules.ranking.groups import FIRST_MONTH, Month, a_group, groups

FAR = a_group(*((bad, 2000) for bad in (18, 19, 20, 21, 22, 20, 20, 19)), (70, 2000), (30, 2000))


def near_and_turnable(month: Month) -> tuple[set[str], set[str]]:
    rows = ranked_rows([month])
    bag = together(rows.values(), months=1)
    border = border_of(rows, bag, Dealing(ERROR / max(1, len(rows))))
    return set(border.near), set(border.turnable)


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
