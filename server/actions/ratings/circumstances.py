"""What does the server know of a rating beside what the citizen wrote?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from server.actions.ratings.accepting import acceptable_level
from server.actions.ratings.by_account import account_reason
from server.actions.ratings.proof import earlier_screen_uses
from server.actions.ratings.rating_rows import lock_month
from server.db import connection
from server.queries.codes.scanned import ScannedWindow
from server.queries.ratings.visits import is_sealed, recent_visits
from server.queries.registry.duties import PersonOnDuty, duties_around
from server.queries.registry.hours import HallFacts, hall_facts
from server.rules import guards, opening, visit
from server.rules.attribution import Duty, DutySource, Unattributed, attribute, on_duty
from server.rules.guards import SetAside
from server.rules.months import Month, day_of, month_of
from server.rules.ratings.form import RatingForm, Scan
from server.rules.ratings.levels import Level


@dataclass(frozen=True)
class Circumstances:
    """Where, when, with whom and how well proven; ``month`` is where the rating counts."""

    place: ScannedWindow
    facts: HallFacts
    scan: Scan
    now: datetime
    level: Level
    owner: int | Unattributed
    set_aside: SetAside | None
    month: Month

    @property
    def day(self) -> date:
        """The day of the visit in the hall's zone."""
        return day_of(self.scan.scanned_at, self.place.hall.zone)

    @property
    def is_late(self) -> bool:
        """Whether it counts in a later month than its visit's, which was sealed already."""
        return self.month != month_of(self.scan.scanned_at, self.place.hall.zone)


def circumstances(
    place: ScannedWindow, scan: Scan, form: RatingForm, *, now: datetime
) -> Circumstances:
    """Everything that decides whose rating it is and whether it counts, as of this transaction."""
    hall = place.hall
    facts = hall_facts(hall.id, hall.registry_version)
    served = _served(place, facts, scan, form)
    level = acceptable_level(form)
    recent = recent_visits(
        hall.id, place.window_id, own_nonce=scan.nonce, is_bad=level.is_bad, now=now
    )
    return Circumstances(
        place,
        facts,
        scan,
        now,
        level,
        served.owner,
        guards.set_aside(_submission(place, scan, served, now), recent)
        or account_reason(place, scan),
        open_month(hall.id, month_of(scan.scanned_at, hall.zone)),
    )


@dataclass(frozen=True)
class Served:
    """Whether the hall was open at the visit's moment, who was around, and whose the rating is."""

    is_open: bool
    duties: tuple[Duty, ...]
    owner: int | Unattributed


def _served(place: ScannedWindow, facts: HallFacts, scan: Scan, form: RatingForm) -> Served:
    zone, moment = place.hall.zone, scan.scanned_at
    people = duties_around(place.hall.id, place.window_id, moment)
    duties = tuple(person.duty for person in people)
    day_kind = facts.calendar.kind_of(day_of(moment, zone))
    is_open = opening.is_open(moment, zone, hours=facts.hours, day_kind=day_kind)
    chosen = _chosen(people, form.staff_number)
    owner = attribute(moment, duties, is_open=is_open, chosen_staff_id=chosen)
    return Served(is_open, duties, owner)


def _submission(
    place: ScannedWindow, scan: Scan, served: Served, now: datetime
) -> guards.Submission:
    """What the guards look at; takes a place of the screen's code where one was scanned."""
    return guards.Submission(
        scanned_at=scan.scanned_at,
        submitted_at=now,
        lane=scan.lane,
        is_open=served.is_open,
        attributed=served.owner,
        code_revoked_at=place.revoked_at,
        is_rostered=any(duty.source is not DutySource.STANDING for duty in served.duties),
        screen_uses=earlier_screen_uses(connection(), place, scan),
        people_on_duty=max(1, len(on_duty(scan.scanned_at, served.duties))),
        opened_at=scan.opened_at,
    )


def _chosen(people: Sequence[PersonOnDuty], staff_number: str) -> int | None:
    return next((each.duty.staff_id for each in people if each.staff_number == staff_number), None)


def open_month(hall_id: int, month: Month) -> Month:
    """That month, or the next that is not sealed; it cannot be sealed before the commit."""

    def sealed(candidate: Month) -> bool:
        lock_month(connection(), hall_id, str(candidate), exclusive=False)
        return is_sealed(hall_id, str(candidate))

    return visit.counted_month(month, sealed)
