"""Does this rating look as if no visit stood behind it?

Suspicion sets aside and never refuses, and a bad rating that is set aside still opens its case.
A network address is no input: a whole hall may sit behind one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from server.rules.attribution import Unattributed
from server.rules.ratings.levels import Lane

# Two presses and a glance at five levels: who knows the page well needs about this long.
READ_AND_PRESS = timedelta(seconds=3)
# No service is shorter. A companion may scan with the citizen; a third at once is no visit.
SHORTEST_SERVICE = timedelta(seconds=30)
MOST_IN_ONE_SERVICE = 2
# 8 in 6 minutes must always be seen. Simulated full windows (services of two minutes and more,
# one each four minutes, everybody rates) have 7 in ten minutes now and then, 8 hardly ever. An
# hour holds 30 services of two minutes.
BURST_SPAN = timedelta(minutes=10)
MOST_IN_BURST_SPAN = 7
HOUR = timedelta(hours=1)
MOST_IN_AN_HOUR = 30
# A screen shows a code for 30 s; a third use is somebody who sent a photo of it around.
MOST_USES_OF_A_SCREEN_CODE = 2
# So many of the latest visits are enough to judge the next one.
MOST_RECENT = MOST_IN_AN_HOUR


class SetAside(StrEnum):
    """Why a rating is kept, shown and answered, but not counted."""

    REVOKED_CODE = "revoked_code"
    OUTSIDE_HOURS = "outside_hours"
    OFF_DUTY = "off_duty"
    REPEAT = "repeat"
    SCREEN_OVERUSED = "screen_overused"
    TOO_FAST = "too_fast"
    BURST = "burst"
    # By the account that it was sent with, where it was sent with one; asked last.
    OWN_ACCOUNT = "own_account"
    SAME_ACCOUNT = "same_account"


@dataclass(frozen=True)
class GuardLimits:
    """The numbers of the guards, which a hall may change.

    The counts of visits are for one person on duty; more people at a window serve more.
    """

    read_and_press: timedelta = READ_AND_PRESS
    shortest_service: timedelta = SHORTEST_SERVICE
    most_in_one_service: int = MOST_IN_ONE_SERVICE
    burst_span: timedelta = BURST_SPAN
    most_in_burst_span: int = MOST_IN_BURST_SPAN
    most_in_an_hour: int = MOST_IN_AN_HOUR
    most_uses_of_a_screen_code: int = MOST_USES_OF_A_SCREEN_CODE


DEFAULT_LIMITS = GuardLimits()


@dataclass(frozen=True)
class Submission:
    """What the guards look at. All moments carry a zone.

    ``scanned_at`` is the visit's moment; ``is_open`` and ``attributed`` are of that moment.
    ``is_rostered``: the window has duties at all, so that an empty place means something.
    ``is_repeat``: the visit has its first rating. ``screen_uses``: earlier ratings by the same
    code of the window's screen. ``opened_at``: when a form that was renewed since was opened.
    """

    scanned_at: datetime
    submitted_at: datetime
    lane: Lane
    is_open: bool
    attributed: int | Unattributed
    code_revoked_at: datetime | None = None
    is_rostered: bool = True
    is_repeat: bool = False
    screen_uses: int = 0
    people_on_duty: int = 1
    opened_at: datetime | None = None


def set_aside(
    submission: Submission,
    recent: Sequence[tuple[datetime, datetime]],
    *,
    limits: GuardLimits = DEFAULT_LIMITS,
) -> SetAside | None:
    """The first reason not to count the rating; None when it counts.

    ``recent`` are the window's other visits of the last 60 minutes, counted or not, each as
    (scanned at, submitted at), the newest first; MOST_RECENT of them are enough for one person
    on duty. A queue ticket proves its visit, so that lane is never suspected of a burst.
    """
    checks = (
        (SetAside.REVOKED_CODE, _is_revoked(submission)),
        (SetAside.OUTSIDE_HOURS, not submission.is_open),
        (SetAside.OFF_DUTY, _is_off_duty(submission)),
        (SetAside.REPEAT, submission.is_repeat),
        (SetAside.SCREEN_OVERUSED, _overuses_screen(submission, limits)),
        (SetAside.TOO_FAST, _is_unread(submission, limits)),
        (SetAside.TOO_FAST, _is_faster_than_service(submission, recent, limits)),
        (SetAside.BURST, _is_burst(submission, recent, limits)),
    )
    return next((reason for reason, applies in checks if applies), None)


def _is_revoked(submission: Submission) -> bool:
    """Whether the code was already revoked when it was scanned."""
    revoked_at = submission.code_revoked_at
    return revoked_at is not None and revoked_at <= submission.scanned_at


def _is_off_duty(submission: Submission) -> bool:
    return submission.is_rostered and submission.attributed is Unattributed.NOBODY_ON_DUTY


def _overuses_screen(submission: Submission, limits: GuardLimits) -> bool:
    is_by_screen = submission.lane is Lane.PRESENT
    return is_by_screen and submission.screen_uses >= limits.most_uses_of_a_screen_code


def _is_unread(submission: Submission, limits: GuardLimits) -> bool:
    """Whether nobody can have read the page: a renewed one was read before it was renewed."""
    read_since = submission.opened_at or submission.scanned_at
    return submission.submitted_at - read_since < limits.read_and_press


def _is_faster_than_service(
    submission: Submission, recent: Sequence[tuple[datetime, datetime]], limits: GuardLimits
) -> bool:
    """Whether more visits were scanned within one shortest service than it can have had.

    By the scans, not by the answers: answers meet by chance, when somebody writes long.
    """
    service, scanned_at = limits.shortest_service, submission.scanned_at
    near = [scanned_at, *(scan for scan, _ in recent if abs(scan - scanned_at) < service)]
    together = max(
        sum(timedelta() <= scan - first < service for scan in near)
        for first in near
        if first <= scanned_at
    )
    return _exceeds(together, limits.most_in_one_service, submission)


def _is_burst(
    submission: Submission, recent: Sequence[tuple[datetime, datetime]], limits: GuardLimits
) -> bool:
    return any(
        _exceeds(1 + _submitted_within(span, submission, recent), most, submission)
        for span, most in (
            (limits.burst_span, limits.most_in_burst_span),
            (HOUR, limits.most_in_an_hour),
        )
    )


def _submitted_within(
    span: timedelta, submission: Submission, recent: Sequence[tuple[datetime, datetime]]
) -> int:
    return sum(submission.submitted_at - submitted_at < span for _, submitted_at in recent)


def _exceeds(seen: int, most: int, submission: Submission) -> bool:
    if submission.lane is Lane.VERIFIED:
        return False
    return seen > most * max(1, submission.people_on_duty)
