"""Until when does what have to happen, and how was that counted?"""

from dataclasses import dataclass
from datetime import date

from server.queries.cases.own_story import OwnStory
from server.rules.cases.clocks import CLOCKS, CaseClock
from server.rules.working_days import LAST_WEEK_BEGINS, CountedDay


@dataclass(frozen=True)
class DeadlineShown:
    """The running clock. ``unknown_year`` is the year whose holidays are not announced, else 0.

    ``is_over``: nobody did in time what they owe; a citizen's own clock is nobody's debt.
    """

    clock: CaseClock
    started_on: date
    due_on: date
    working_days: int
    extended_days: int
    counted: tuple[CountedDay, ...]
    today: date
    is_provisional: bool

    @property
    def is_over(self) -> bool:
        """Whether the office is late."""
        return self.today > self.due_on and not CLOCKS[self.clock].is_citizens

    @property
    def is_today(self) -> bool:
        """Whether today is the last day."""
        return self.today == self.due_on

    @property
    def unknown_year(self) -> int:
        """The year whose notice can still move the day; 0 where no notice can."""
        for counted in self.counted:
            if not counted.is_settled:
                # The last days of December are settled by the next year's notice.
                is_last_week = (counted.day.month, counted.day.day) >= LAST_WEEK_BEGINS
                return counted.day.year + is_last_week
        return 0


def deadline_of(story: OwnStory) -> DeadlineShown | None:
    """The clock that runs; None where none does."""
    if story.facts.clock is None or not story.deadlines:
        return None
    running = story.deadlines[-1]
    return DeadlineShown(
        clock=story.facts.clock,
        started_on=running.started_on,
        due_on=running.due_on,
        working_days=running.working_days,
        extended_days=running.extended_days,
        counted=story.counted,
        today=story.facts.today,
        is_provisional=running.is_provisional,
    )
