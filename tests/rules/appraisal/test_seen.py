"""Until when is a person asked to look at their result?"""

from datetime import date, timedelta

import pytest

from server.rules.appraisal.seen import Own, is_to_be_seen, may_object

UNTIL, DAY = date(2026, 12, 1), timedelta(days=1)


@pytest.mark.parametrize(
    ("today", "is_asked"), [(UNTIL - DAY, True), (UNTIL, True), (UNTIL + DAY, False)]
)
def test_as_long_as_one_may_object(today: date, is_asked: bool) -> None:
    assert may_object(UNTIL, today) is is_asked
    assert is_to_be_seen(Own(UNTIL, is_answered=False), today) is is_asked


def test_who_has_answered_is_not_asked_again() -> None:
    assert not is_to_be_seen(Own(UNTIL, is_answered=True), UNTIL)


def test_before_the_days_begin_nobody_is_asked() -> None:
    assert not is_to_be_seen(Own(None, is_answered=False), UNTIL)
