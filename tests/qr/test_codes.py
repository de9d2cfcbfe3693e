import re
from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qr.codes import ALPHABET, code_in, in_groups, is_wellformed, new_code, normalise, spell


def test_the_alphabet_has_32_letters_and_none_that_is_taken_for_another() -> None:
    assert len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)


def test_a_new_code_has_eight_letters_of_the_alphabet() -> None:
    codes = {new_code() for _ in range(500)}

    assert all(is_wellformed(code) for code in codes)
    assert len(codes) == 500


def test_chance_can_be_handed_in() -> None:
    letters = cycle("7Q2K")

    assert new_code(lambda _: next(letters)) == "7Q2K7Q2K"


@pytest.mark.parametrize(
    "typed",
    ["7q2k9fxy", "7Q2K 9FXY", " 7q2k-9fxy ", "７Ｑ２Ｋ９ＦＸＹ", "7Q2K·9FXY"],
    ids=["lower case", "groups", "hyphen", "full width", "middle dot"],
)
def test_a_code_is_found_however_it_is_typed(typed: str) -> None:
    assert normalise(typed) == "7Q2K9FXY"


def test_letters_that_look_like_digits_become_those_digits() -> None:
    assert normalise("oOiIlL") == "001111"


@pytest.mark.parametrize(
    "code",
    ["7Q2K9FX", "7Q2K9FXY0", "7Q2K9FXU", "7Q2K9FX评", "", "7q2k9fxy"],
    ids=["seven", "nine", "letter U", "Chinese", "empty", "not normalised"],
)
def test_other_texts_are_no_codes(code: str) -> None:
    assert not is_wellformed(code)


@given(st.text(max_size=40))
def test_normalising_twice_is_normalising_once_for_codes(typed: str) -> None:
    once = normalise(typed)

    assert not is_wellformed(once) or normalise(once) == once


def test_people_see_a_code_in_groups_of_four() -> None:
    assert in_groups("7Q2K9FXYABCDEFGH") == "7Q2K 9FXY ABCD EFGH"


def test_spelling_takes_the_first_bits_five_a_letter() -> None:
    digest = bytes([0b00000_000, 0b01_00010_0, 0b0011_1111, 0b1_0000000])

    assert spell(digest, letters=5) == "0123Z"


def test_a_digest_too_short_is_not_padded() -> None:
    assert spell(b"\xff" * 10, letters=16) == "Z" * 16
    with pytest.raises(ValueError, match=re.escape("9 bytes do not fill 16 letters")):
        spell(b"\xff" * 9, letters=16)


@pytest.mark.parametrize(
    ("scanned", "code"),
    [
        ("7q2k-9fxy", "7Q2K9FXY"),
        ("https://pingjia.example.gov.cn/w/7Q2K9FXY", "7Q2K9FXY"),
        ("HTTPS://PINGJIA.EXAMPLE.GOV.CN/W/7Q2K9FXY?K=4471&v=/w/00000000", "7Q2K9FXY"),
        ("/pages/rate/rate?scene=7Q2K9FXY", "7Q2K9FXY"),
        ("https://pingjia.example.gov.cn/public/", "HTTPS://P1NGJ1A.EXAMP1E.G0V.CN/PUB11C/"),
        ("", ""),
    ],
)
def test_the_code_of_what_was_scanned(scanned: str, code: str) -> None:
    assert code_in(scanned) == code
