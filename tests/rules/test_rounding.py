"""Are exact figures rounded half up, and never anything else?"""

from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.rules.rounding import half_up


@pytest.mark.parametrize(
    ("numerator", "places", "shown"),
    [
        pytest.param(4, 2, "0.00", id="just under a half"),
        pytest.param(5, 2, "0.01", id="a half goes up"),
        pytest.param(6, 2, "0.01", id="just over a half"),
        pytest.param(995, 2, "1.00", id="a half that carries"),
        pytest.param(499, 0, "0", id="no decimals"),
        pytest.param(500, 0, "1", id="no decimals and a half"),
        pytest.param(-5, 2, "-0.01", id="below nought a half goes away from it"),
        pytest.param(-4, 2, "0.00", id="no minus before nought"),
    ],
)
def test_a_thousandth_is_rounded(numerator: int, places: int, shown: str) -> None:
    assert half_up(numerator, 1000, places=places) == shown


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**6), st.integers(1, 9))
def test_rounding_is_that_of_exact_decimals(numerator: int, denominator: int, places: int) -> None:
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(numerator) / Decimal(denominator)
        rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)

    assert Decimal(half_up(numerator, denominator, places=places)) == rounded
