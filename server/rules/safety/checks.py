"""For how long, and how often, is WeChat asked about words?"""

from datetime import datetime, timedelta

# WeChat answers only about people who were in the mini-program within two hours.
OPENID_LIFE = timedelta(hours=2)
DOUBLED = 10  # beyond it the longest rest is reached anyway
SHORTEST_REST, LONGEST_REST = timedelta(minutes=1), timedelta(minutes=15)


def next_try(tries: int, now: datetime) -> datetime:
    """When to ask again after so many tries that brought no answer."""
    rest: timedelta = SHORTEST_REST * 2 ** min(tries, DOUBLED)
    return now + min(rest, LONGEST_REST)
