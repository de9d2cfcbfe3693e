from fractions import Fraction
from math import comb, exp, factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.rules.tails import binomial_tail, chance_text, discoveries, poisson_tail

TWENTIETH = Fraction(1, 20)


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        pytest.param(-1, Fraction(1), id="less than none"),
        pytest.param(0, Fraction(1), id="none or more"),
        pytest.param(1, Fraction(37, 64), id="one or more of three quarters missed"),
        pytest.param(3, Fraction(1, 64), id="all"),
        pytest.param(4, Fraction(0), id="more than all"),
    ],
)
def test_a_binomial_tail_is_exact(seen: int, expected: Fraction) -> None:
    assert binomial_tail(seen, trials=3, chance=Fraction(1, 4)) == expected


@pytest.mark.parametrize("chance", [Fraction(0), Fraction(1)])
def test_certain_trials_have_certain_tails(chance: Fraction) -> None:
    assert binomial_tail(0, trials=5, chance=chance) == 1
    assert binomial_tail(5, trials=5, chance=chance) == chance
    assert binomial_tail(6, trials=5, chance=chance) == 0


@given(
    seen=st.integers(-1, 13),
    trials=st.integers(0, 12),
    chance=st.fractions(0, 1, max_denominator=50),
)
def test_a_binomial_tail_is_the_sum_of_its_terms(seen: int, trials: int, chance: Fraction) -> None:
    terms = (
        comb(trials, hits) * chance**hits * (1 - chance) ** (trials - hits)
        for hits in range(max(0, seen), trials + 1)
    )

    assert binomial_tail(seen, trials=trials, chance=chance) == sum(terms)


def poisson_by_floats(seen: int, mean: float) -> float:
    return sum(exp(-mean) * mean**k / factorial(k) for k in range(seen, seen + 60))


@given(seen=st.integers(0, 40), mean=st.fractions(Fraction(1, 100), 30, max_denominator=100))
def test_a_poisson_tail_is_never_below_the_true_chance_and_close_above_it(
    seen: int, mean: Fraction
) -> None:
    bound = poisson_tail(seen, mean=mean)
    true = poisson_by_floats(seen, float(mean))

    assert bound >= true * (1 - 1e-9)
    if seen > mean:
        assert bound <= true * float((seen + 1) / (seen + 1 - mean)) * (1 + 1e-9)


def test_seeing_what_is_expected_is_no_surprise() -> None:
    assert poisson_tail(3, mean=Fraction(3)) == 1
    assert poisson_tail(4, mean=Fraction(3)) < 1


@pytest.mark.parametrize(
    ("chances", "believed"),
    [
        pytest.param([], set(), id="no test"),
        pytest.param(["0.05"], {0}, id="one test at its limit"),
        pytest.param(["0.0501"], set(), id="one test just above it"),
        pytest.param(["1", "0.025"], {1}, id="half the limit for one of two"),
        pytest.param(["1", "0.026"], set(), id="just above half"),
        pytest.param(["0.05", "0.05"], {0, 1}, id="two at the whole limit carry each other"),
        pytest.param(["0.04", "0.001", "0.9", "0.025"], {1, 3}, id="not the third at four fifths"),
        pytest.param(["0.03", "0.037", "0.036", "1"], {0, 1, 2}, id="the last carries the others"),
    ],
)
def test_of_many_findings_the_list_is_cut_by_benjamini_and_hochberg(
    chances: list[str], believed: set[int]
) -> None:
    exact = [Fraction(chance) for chance in chances]

    assert discoveries(exact, false_share=TWENTIETH) == believed


@pytest.mark.parametrize(
    ("chance", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(1), "1"),
        (Fraction(1, 20), "0.05"),
        (Fraction(1, 3), "0.34"),
        (Fraction(1, 1000), "0.001"),
        (Fraction(1, 1001), "1.0e-3"),
        (Fraction(31, 10**8), "3.1e-7"),
        (Fraction(311, 10**9), "3.2e-7"),
        (Fraction(1, 10**400), "1.0e-400"),
    ],
)
def test_a_chance_is_shown_with_two_digits_never_smaller_than_it_is(
    chance: Fraction, text: str
) -> None:
    assert chance_text(chance) == text
