"""Which sign is which, when the machine does not say?"""

import pytest

from tests.rules.attendance.days import a_day, outcome, told


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        (("08:55", "17:02"), []),
        (("08:55", "08:56", "17:02", "17:03"), []),
        (("08:55", "12:01", "13:25", "17:02"), []),
        (("09:12", "17:02"), ["late 12"]),
        (("08:55", "16:40"), ["early 20"]),
        (("08:55", "08:58"), ["missing_sign out none"]),
        (("16:58", "17:02"), ["missing_sign in none"]),
        (("13:20", "17:02"), ["absent 1"]),
        (("09:20",), ["late 20", "missing_sign out none"]),
        (("12:01",), ["absent 1", "missing_sign out none"]),
    ],
    ids=" ".join,
)
def test_signed_once_a_day(signed: tuple[str, ...], expected: list[str]) -> None:
    assert sorted(told(outcome(a_day(*signed)))) == expected


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        (("08:55", "12:01", "13:25", "17:02"), []),
        (("08:55", "12:30", "12:31", "17:02"), []),
        (("08:55", "12:01", "13:40", "17:02"), ["late 10"]),
        (("08:55", "11:50", "13:25", "17:02"), ["early 10"]),
        (("08:55", "12:01", "17:02"), ["missing_sign in none"]),
        (("08:55", "13:25", "17:02"), ["missing_sign out none"]),
        (("08:55", "12:01"), ["absent 1"]),
    ],
    ids=" ".join,
)
def test_signed_each_shift(signed: tuple[str, ...], expected: list[str]) -> None:
    assert sorted(told(outcome(a_day(*signed), each_shift=True))) == expected
