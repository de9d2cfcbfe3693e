"""How many seats has an award, and how many of them each group? (scheme, step 19.)"""

from collections.abc import Mapping
from fractions import Fraction

from server.rules.schemes.shape import Quota


def total_seats(quota: Quota, appraised: int) -> int:
    """A number of seats as it is; a share of the appraised rounded down."""
    if quota.seats is not None:
        return quota.seats
    return int((quota.share or Fraction(0)) * appraised // 1)


def seats_by_group(total: int, appraised: Mapping[str, int]) -> dict[str, int]:
    """The seats by head count, largest remainder first (Hamilton's method).

    Every group gets its exact part rounded down, or one more. Equal remainders: the larger group
    first, then the order of the codes, so that anybody gets the same seats.
    """
    people = sum(appraised.values())
    if people == 0:
        return dict.fromkeys(appraised, 0)
    exact = {group: Fraction(total * number, people) for group, number in appraised.items()}
    seats = {group: int(part // 1) for group, part in exact.items()}
    order = sorted(exact, key=lambda group: (-(exact[group] % 1), -appraised[group], group))
    for group in order[: total - sum(seats.values())]:
        seats[group] += 1
    return seats
