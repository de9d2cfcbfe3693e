"""A scheme that is written and read again is the same scheme."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.packs.schemes import Preset, presets
from server.rules.schemes.reading import read
from server.rules.schemes.shape import Scheme
from server.rules.schemes.toml_text import decimal, toml
from server.rules.schemes.writing import write
from tests.rules.schemes.mistakes import CASES
from tests.rules.schemes.scheme_build import a_file, an_item

WORDS = st.text(min_size=1, max_size=20).filter(str.strip)
POINTS = st.decimals(-100, 0, places=2, allow_nan=False)
ENDS = st.integers(0, 500)


def test_what_is_said_of_every_key_reads_back_as_the_same() -> None:
    for case in CASES:
        scheme = read(case.sound)
        if isinstance(scheme, Scheme):
            assert read(write(scheme)) == scheme, case.sound


@pytest.mark.parametrize("shipped", presets(), ids=lambda one: one.key)
def test_an_example_reads_back_as_the_same_and_is_written_in_one_way(shipped: Preset) -> None:
    text = write(shipped.scheme)

    again = read(text)

    assert again == shipped.scheme
    assert write(shipped.scheme) == text


@given(words=WORDS, points=POINTS, low=ENDS, more=ENDS, free=st.decimals(0, 9, places=1))
def test_any_words_and_numbers_read_back_as_the_same(
    words: str, points: object, low: int, more: int, free: object
) -> None:
    keys = f'when = "late", minutes = "{low}..{low + more}", points = {points}, free = {free}'
    text = a_file(item=an_item(f"{keys}, legal = {toml(words)}"))

    scheme = read(text)

    assert isinstance(scheme, Scheme), text
    assert read(write(scheme)) == scheme
    assert scheme.categories[0].items[0].legal == words.strip()


@pytest.mark.parametrize(
    ("number", "written"),
    [(Fraction(1, 2), "0.5"), (Fraction(-100), "-100"), (Fraction(10**9), "1000000000")],
)
def test_numbers_are_written_in_plain_decimals(number: Fraction, written: str) -> None:
    assert decimal(number) == written


def test_what_no_scheme_holds_is_refused() -> None:
    with pytest.raises(TypeError):
        toml(1.5)


def test_what_decimals_cannot_write_is_refused() -> None:
    with pytest.raises(ValueError, match="1/3"):
        decimal(Fraction(1, 3))
