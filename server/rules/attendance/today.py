"""What is a person at a window to do next today: sign in, sign out, or nothing?"""

from enum import StrEnum


class NextStep(StrEnum):
    """What is to be done next."""

    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"
    NOTHING = "nothing"


def next_step(*, is_signed_in: bool, has_left: bool, is_expected: bool) -> NextStep:
    """The next step of somebody who is signed in or not.

    ``has_left``: their last sign of the day was out. ``is_expected``: a duty of theirs is today,
    or the hall works today.
    """
    if is_signed_in:
        return NextStep.SIGN_OUT
    if has_left or not is_expected:
        return NextStep.NOTHING
    return NextStep.SIGN_IN
