"""In which ten minutes does a sheet come, and when are they over?"""

from datetime import timedelta

import pytest

from server.rules.opinions.arrivals import SPAN, minutes_left, span_of
from tests.build import MORNING

SECOND = timedelta(seconds=1)


def test_a_span_ends_where_the_next_begins() -> None:
    assert span_of(MORNING + SPAN - SECOND) == span_of(MORNING)
    assert span_of(MORNING + SPAN) == span_of(MORNING) + 1


@pytest.mark.parametrize(
    ("after", "minutes"),
    [(timedelta(), 10), (SECOND, 10), (timedelta(minutes=1), 9), (SPAN - SECOND, 1)],
)
def test_nobody_is_sent_away_for_less_than_a_minute_or_more_than_ten(
    after: timedelta, minutes: int
) -> None:
    assert minutes_left(MORNING + after) == minutes
