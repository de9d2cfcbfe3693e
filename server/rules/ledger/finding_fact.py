"""Which fact of the appraisal does a decided finding state?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from server.rules.appraisal.facts import FieldValue
from server.rules.cases.codes import ESTABLISHED, Cause, Finding
from server.rules.cases.kinds import CaseKind
from server.rules.ledger.charging import EVENTS
from server.rules.ratings.levels import CHANNEL_CODES, Channel, Lane


@dataclass(frozen=True)
class Rated:
    """What of a rating a scheme may ask: its level, how well it is proven, where it was given."""

    level: int
    lane: Lane
    channel: Channel


@dataclass(frozen=True)
class FindingFact:
    """The event and its fields, or why there is none: see ``fact_of``."""

    event: str
    fields: Mapping[str, FieldValue]


def fact_of(
    kind: CaseKind, finding: Finding, cause: Cause | None, came_by: Rated | str
) -> FindingFact | None:
    """The fact of a finding that was established with a cause; None for every other.

    ``came_by``: the rating, or by which way the complaint came. Whatever its cause, the fact is
    stated: whom it charges the scheme says, and what charges nobody is seen to wait.
    """
    event = EVENTS.get(kind)
    if event is None or cause is None or finding not in ESTABLISHED:
        return None
    fields: dict[str, FieldValue] = {"cause": cause.value, "finding": finding.value}
    if not isinstance(came_by, Rated):
        return FindingFact(event, fields | {"via": came_by})
    fields |= {"level": Fraction(came_by.level), "lane": came_by.lane.value}
    if came_by.channel in CHANNEL_CODES:
        fields["channel"] = Fraction(CHANNEL_CODES[came_by.channel])
    return FindingFact(event, fields)


def month_began(day: date) -> date:
    """The first of the day's month.

    A scheme changes on the first only, so it chooses the version as the day itself would; and the
    day of the visit stays unknown to whom it is about (promise 5).
    """
    return day.replace(day=1)
