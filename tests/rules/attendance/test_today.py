"""What is to be done next today?"""

import pytest

from server.rules.attendance.today import NextStep, next_step


@pytest.mark.parametrize(
    ("is_signed_in", "has_left", "is_expected", "step"),
    [
        (False, False, True, NextStep.SIGN_IN),
        (False, False, False, NextStep.NOTHING),
        (False, True, True, NextStep.NOTHING),
        (True, False, True, NextStep.SIGN_OUT),
        (True, True, False, NextStep.SIGN_OUT),
    ],
    ids=["duty begins", "no working day", "gone home", "at the window", "back on a free day"],
)
def test_the_next_step(
    is_signed_in: bool, has_left: bool, is_expected: bool, step: NextStep
) -> None:
    found = next_step(is_signed_in=is_signed_in, has_left=has_left, is_expected=is_expected)

    assert found is step
