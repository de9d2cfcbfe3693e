"""What is wrong with a round or a finding as somebody typed it? All of it at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from server.errors import Problem
from server.rules.appraisal.frozen import decimal
from server.rules.inspections.draw import LONGEST_SEED, MOST_DRAWN, is_repeatable
from server.rules.inspections.items import Choosable, signed_value
from server.rules.inspections.kinds import (
    FindingState,
    FoundEvent,
    MeetingHow,
    MeetingKind,
    Rhythm,
    RoundKind,
    Severity,
)
from server.rules.inspections.plan import people_of
from server.rules.ratings.form import MOST_PHOTOS, CleanedPhoto

LONGEST_NAME = 60
LONGEST_TEAM = 300
LONGEST_THEME = 120
LONGEST_NOTES = 1000
LONGEST_WORDS = 500
MOST_MINUTES = 600

Check = tuple[bool, str, str, Mapping[str, str | int]]


@dataclass(frozen=True)
class RoundForm:
    """A round as it is begun; ``kind`` is None when it named none.

    ``windows``: the numbers of those it goes to, empty for all (a random check draws ``count`` of
    them by ``seed``).
    """

    kind: RoundKind | None
    leader: str
    team: str = ""
    witness: str = ""
    theme: str = ""
    rhythm: Rhythm | None = None
    windows: tuple[str, ...] = ()
    seed: str = ""
    count: int = 0


@dataclass(frozen=True)
class FindingForm:
    """What somebody found at a window, as it was sent; what names none of the choices is None.

    ``minutes`` is None where no number was typed; ``value`` is what was typed for a range.
    ``nonce`` makes the same form sent twice the same finding. ``seen_at``: when a phone without a
    network recorded it; None: now.
    """

    window: str
    nonce: str
    event: FoundEvent | None
    words: str
    severity: Severity | None = Severity.LIGHT
    item: str = ""
    staff: str = ""
    minutes: int | None = None
    meeting_kind: MeetingKind | None = None
    meeting_how: MeetingHow | None = None
    witness: str = ""
    value: str = ""
    reason: str = ""
    photos: tuple[CleanedPhoto, ...] = ()
    seen_at: datetime | None = None


@dataclass(frozen=True)
class NormalForm:
    """A window that was as it should be; ``seen_at`` as in a finding."""

    window: str
    seen_at: datetime | None = None


def round_problems(form: RoundForm, *, least_people: int) -> tuple[Problem, ...]:
    """What is wrong with the round; ``least_people``: how many the scheme wants in a team."""
    is_random, is_scheduled = form.kind is RoundKind.RANDOM, form.kind is RoundKind.SCHEDULED
    people = len(people_of(form.leader, form.team))
    few = {"least": least_people, "people": people}
    is_short = form.kind in {RoundKind.SCHEDULED, RoundKind.RANDOM} and people < least_people
    return _found(
        (form.kind is None, "kind", "inspections.kind_missing", {}),
        (not form.leader.strip(), "leader", "inspections.leader_missing", {}),
        _too_long("leader", form.leader, LONGEST_NAME),
        _too_long("team", form.team, LONGEST_TEAM),
        (is_short, "team", "inspections.team_small", few),
        _too_long("witness", form.witness, LONGEST_NAME),
        _theme_missing(form),
        _too_long("theme", form.theme, LONGEST_THEME),
        (is_scheduled and form.rhythm is None, "rhythm", "inspections.rhythm_missing", {}),
        (
            is_random and not is_repeatable(form.seed),
            "seed",
            "inspections.seed_unfit",
            {"most": LONGEST_SEED},
        ),
        (
            is_random and not 1 <= form.count <= MOST_DRAWN,
            "count",
            "inspections.count_unfit",
            {"most": MOST_DRAWN},
        ),
    )


def finding_problems(form: FindingForm, items: Mapping[str, Choosable]) -> tuple[Problem, ...]:
    """What is wrong with the finding; ``items`` are those that a person may pick."""
    is_off, is_meeting = form.event is FoundEvent.OFF_POST, form.event is FoundEvent.MEETING
    minutes = form.minutes or 0
    photos: dict[str, str | int] = {"most": MOST_PHOTOS}
    return _found(
        (form.event is None, "event", "inspections.event_missing", {}),
        *_item_checks(form, items),
        (
            is_off and not 1 <= minutes <= MOST_MINUTES,
            "minutes",
            "inspections.minutes_unfit",
            {"most": MOST_MINUTES},
        ),
        (is_off and not form.staff, "staff", "inspections.staff_missing", {}),
        (is_meeting and not form.staff, "staff", "inspections.staff_missing", {}),
        (is_meeting and not form.meeting_kind, "meeting_kind", "inspections.meeting_missing", {}),
        (is_meeting and not form.meeting_how, "meeting_how", "inspections.meeting_missing", {}),
        (form.severity is None, "severity", "inspections.severity_missing", {}),
        (not form.words.strip(), "words", "inspections.words_missing", {}),
        _too_long("words", form.words, LONGEST_WORDS),
        _too_long("witness", form.witness, LONGEST_NAME),
        (len(form.photos) > MOST_PHOTOS, "photos", "problem.photos_too_many", photos),
    )


def needs_second(form: FindingForm, items: Mapping[str, Choosable]) -> bool:
    """Whether somebody else must sign the points before they count."""
    item = items.get(form.item)
    return form.event is FoundEvent.FINDING and item is not None and item.range is not None


def has_evidence(witness: str, photos: int) -> bool:
    """A finding counts with a witness or a photo only (domain, inspections)."""
    return bool(witness.strip()) or photos > 0


def seen_moment(seen_at: datetime | None, *, began_at: datetime, now: datetime) -> datetime:
    """When a window was looked at: what the phone says, no earlier than its round, never ahead.

    A phone's clock is somebody's own; the round and the server say between what it can be.
    """
    return now if seen_at is None else min(max(seen_at, began_at), now)


def state_of(*, waits: bool, is_proved: bool) -> FindingState:
    """Where a finding stands once it is entered, or signed."""
    if waits:
        return FindingState.WAITING
    return FindingState.COUNTED if is_proved else FindingState.NOTED


def _item_checks(form: FindingForm, items: Mapping[str, Choosable]) -> tuple[Check, ...]:
    item = items.get(form.item)
    is_picked = form.event is FoundEvent.FINDING
    points = item.range if item and is_picked else None
    ends = {"low": decimal(points.low), "high": decimal(points.high)} if points else {}
    is_outside = item is not None and points is not None and signed_value(form.value, item) is None
    no_reason = points is not None and not form.reason.strip()
    return (
        (is_picked and bool(items) and item is None, "item", "inspections.item_missing", {}),
        (is_outside, "value", "inspections.value_unfit", ends),
        (no_reason, "reason", "inspections.reason_missing", {}),
        _too_long("reason", form.reason, LONGEST_WORDS),
    )


def _theme_missing(form: RoundForm) -> Check:
    is_missing = form.kind is RoundKind.SPECIAL and not form.theme.strip()
    return (is_missing, "theme", "inspections.theme_missing", {})


def _too_long(name: str, text: str, most: int) -> Check:
    data: dict[str, str | int] = {"length": len(text), "most": most}
    return (len(text) > most, name, "problem.text_too_long", data)


def _found(*checks: Check) -> tuple[Problem, ...]:
    return tuple(Problem(name, code, data) for is_wrong, name, code, data in checks if is_wrong)
