"""After the calendar changed, every running deadline of a hall is counted anew."""

from datetime import datetime

from server.actions.cases.recount_deadline import recount_deadline
from server.queries.cases.due import miscounted_numbers
from server.queries.cases.office import office_of
from server.queries.registry.halls import hall_of_id


def recompute_deadlines(hall_id: int, *, now: datetime) -> int:
    """Count the running deadlines of that hall by the calendar as it is; how many days moved.

    One transaction a case: what it interrupts is done at the next time, and nothing twice.
    """
    hall = hall_of_id(hall_id)  # its registry version may have grown a moment ago
    numbers = miscounted_numbers(office_of(hall, now))
    return sum(recount_deadline(hall, number, now=now) for number in numbers)
