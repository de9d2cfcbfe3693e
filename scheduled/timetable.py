"""Which jobs are there, and when is each one due?

All times are those of the hall; jobs of the installation go by the clocks of Beijing. What a
job does stands in jobs.py, when a slot is due in server/rules/slots.py.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from scheduled import appraisal_jobs, case_jobs, inspection_jobs, jobs, staff_jobs
from scheduled.turns import HallTurn, NotYet, Turn
from server.rules.monthly_times import SEALING, publishing
from server.rules.slots import Daily, Rhythm

AnyTurn = TypeVar("AnyTurn", bound=Turn)
Setting = Callable[[str], str]
"""The hall's setting of that key, as it is today."""

# How often the worker looks for slots that are due, and says that it is alive.
TICK = timedelta(seconds=30)
HEARTBEAT = timedelta(minutes=1)
# How often it looks for messages to carry out, and at what WeChat has told us.
OUTBOX_TICK = timedelta(seconds=10)
EVENTS_TICK = timedelta(seconds=10)
HOUSE_ZONE = ZoneInfo("Asia/Shanghai")

# Jobs that clean up need no slot of long ago; two days bridge every change of clocks.
LATELY = timedelta(days=2)
# What a person should read in the morning is of no use the day after.
SAME_DAY = timedelta(hours=12)


@dataclass(frozen=True)
class Job(Generic[AnyTurn]):
    """One line of the timetable.

    ``within``: missed slots are caught up in order, but none older than this; None: every one.
    ``closes_months``: it is about the month before, so a new hall has nothing to do at first.
    """

    name: str
    rhythm: Rhythm | Callable[[Setting], Rhythm]
    work: Callable[[AnyTurn], NotYet | None]
    within: timedelta | None
    closes_months: bool = False


def _publishing(setting: Setting) -> Rhythm:
    return publishing(int(setting("publication_working_day")))


OF_EACH_HALL: tuple[Job[HallTurn], ...] = (
    Job("seal", SEALING, jobs.seal, None, closes_months=True),
    Job("publish", _publishing, jobs.publish, None, closes_months=True),
    Job("objections", Daily(time(0, 20)), jobs.close_objections, LATELY),
    Job("cases", Daily(time(0, 30)), case_jobs.end_cases, LATELY),
    Job("reminders", Daily(time(8)), case_jobs.remind_of_deadlines, LATELY),
    Job("appeals", Daily(time(8, 5)), staff_jobs.remind_to_decide, LATELY),
    Job("rectifications", Daily(time(8, 10)), inspection_jobs.remind_of_rectification, LATELY),
    Job("digest", Daily(time(8, 30)), jobs.write_morning_digests, SAME_DAY),
    Job("attendance", Daily(time(1)), staff_jobs.assess_days, LATELY),
    Job("words", Daily(time(2, 40)), jobs.recheck, LATELY),
    Job("flags", Daily(time(2)), jobs.flag_yesterday, timedelta(days=7)),
    Job("retention", Daily(time(3)), jobs.erase, LATELY),
    Job("finish", Daily(time(0, 25)), appraisal_jobs.finish_periods, LATELY),
    Job("appraisal", Daily(time(5)), appraisal_jobs.compute_last_month, LATELY),
    Job("batches", Daily(time(4, 30)), staff_jobs.release_batches, LATELY),
)
OF_THE_HOUSE: tuple[Job[Turn], ...] = (
    Job("photos", Daily(time(3, 30)), jobs.clean_photos, LATELY),
    Job("stray_scans", Daily(time(3, 40)), jobs.erase_stray_scans, LATELY),
)
