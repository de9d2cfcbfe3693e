"""In which order did the demo hall's appraisal come about?"""

from datetime import datetime

from server.demo.appraisal import (
    bonuses,
    handled,
    opinions,
    papers,
    periods,
    presence,
    rounds,
    scheme,
)
from server.demo.appraisal.desk import Desk, people
from server.queries.registry.halls import Hall, hall_named
from server.queries.registry.hours import national_calendar
from server.rules.months import Month


def appraise(hall: Hall, months: tuple[Month, ...], now: datetime) -> None:
    """The appraisal of these months, the last of which goes on: from the scheme to the bulletin."""
    desk = Desk(hall, months, national_calendar(), people(), now)
    scheme.adopt(desk)
    desk = Desk(hall_named(hall.code), months, desk.calendar, desk.people, now)
    handled.plan(desk)
    for month in months:
        presence.attend(desk, month)
        handled.hand_in(desk, month)
        rounds.inspect(desk, month)
        bonuses.ask(desk, month)
    rounds.order_elsewhere(desk)
    opinions.hear(desk)
    periods.settle(desk)
    papers.send(desk)
    periods.finish(desk)
    periods.vote(desk)
