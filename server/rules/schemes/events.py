"""Which kinds of fact and which figures can a scheme speak of? Closed lists (scheme, section 2).

A new one is a change of this file, of the source that states it, and a test.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from server.rules.cases.codes import Cause, Finding
from server.rules.ratings.levels import Lane
from server.rules.schemes.shape import Unit


class FieldKind(Enum):
    """Whether a field holds a number or a free word that the list below does not close."""

    NUMBER = auto()
    WORD = auto()


FieldTest = FieldKind | frozenset[str]
NUMBER, WORD = FieldKind.NUMBER, FieldKind.WORD


@dataclass(frozen=True)
class EventKind:
    """What a kind of fact tells: its fields, and which field holds the quantity of a unit."""

    fields: Mapping[str, FieldTest] = field(default_factory=dict)
    quantities: Mapping[Unit, str] = field(default_factory=dict)


def _one_of(*values: str) -> frozenset[str]:
    return frozenset(values)


_MINUTES = EventKind({"minutes": NUMBER}, {Unit.MINUTE: "minutes"})
_OVERDUE = EventKind({"days": NUMBER}, {Unit.WORKDAY: "days"})
_CAUSES = frozenset(Cause)
# ``established`` stands for what was found to be so, wholly or partly.
_FINDINGS = frozenset(Finding) | {"established"}

APPLICATION_FAULTS = _one_of(
    "not_told_once", "procedure", "error", "fee", "archive",
    "not_accepted", "not_recorded", "recorded_late", "lost", "not_posted",
)  # fmt: skip
MATTER_FAULTS = _one_of(
    "outside", "withdrawn", "not_stationed", "cancelled_in_use",
    "guide_mismatch", "guide_wrong", "guide_missing", "not_public",
)  # fmt: skip

EVENTS: Mapping[str, EventKind] = {
    # An inspector writes down for how many half days, where a rule asks for them.
    "finding": EventKind(
        {"severity": _one_of("light", "serious"), "half_days": NUMBER},
        {Unit.HALF_DAY: "half_days"},
    ),
    "bonus": EventKind({"level": _one_of("county", "city", "province", "state")}),
    "late": _MINUTES,
    "early": _MINUTES,
    "off_post": _MINUTES,
    "missing_sign": EventKind(
        {"edge": _one_of("in", "out", "both"), "purpose": _one_of("none", "official")}
    ),
    "absent": EventKind(
        {"half_days": NUMBER, "days": NUMBER}, {Unit.HALF_DAY: "half_days", Unit.DAY: "days"}
    ),
    "leave": EventKind(
        {
            "days": NUMBER,
            "kind": _one_of(
                "personal",
                "sick",
                "annual",
                "official",
                "training",
                "marriage",
                "maternity",
                "bereavement",
                "other",
            ),
            "procedure": _one_of("done", "none", "false"),
        },
        {Unit.DAY: "days"},
    ),
    "meeting": EventKind(
        {
            "kind": _one_of("meeting", "training", "joint_review"),
            "how": _one_of("late", "early", "absent"),
        }
    ),
    "examiner": EventKind({"referred_item": WORD, "referred_points": NUMBER}),
    "rating": EventKind(
        {
            "level": NUMBER,
            "cause": _CAUSES,
            "finding": _FINDINGS,
            "lane": frozenset(Lane),
            "channel": NUMBER,
        }
    ),
    "complaint": EventKind({"cause": _CAUSES, "finding": _FINDINGS, "via": WORD}),
    "overdue": _OVERDUE,
    "rectify_overdue": _OVERDUE,
    "application_fault": EventKind(
        {"what": APPLICATION_FAULTS, "harm": _one_of("none", "some", "grave")}
    ),
    "matter_fault": EventKind({"what": MATTER_FAULTS}),
    "device_fault": EventKind({"hours": NUMBER}, {Unit.HOUR: "hours"}),
    "notice": EventKind(
        {
            "tone": _one_of("praise", "criticism"),
            "by": _one_of("hall", "superior", "media", "secret_visit"),
        }
    ),
    "penalty": EventKind({"by": _one_of("e_supervision", "discipline", "police", "superior")}),
    "task": EventKind({"outcome": _one_of("late", "not_done", "done")}),
}
"""Every kind of fact. Units that no field holds count one a fact."""


class Nature(Enum):
    """What a figure is, and so what makes it full when the scheme does not say."""

    RATE = auto()  # 1
    HUNDRED = auto()  # surveys and votes: 100
    COUNT = auto()  # nothing: the scheme must say


FIGURES: Mapping[str, Nature] = {
    "attended_days": Nature.COUNT,
    "full_attendance": Nature.RATE,
    "applications": Nature.COUNT,
    "weighted_applications": Nature.COUNT,
    "weighted_applications_per_day": Nature.COUNT,
    "on_time_rate": Nature.RATE,
    "told_once_rate": Nature.RATE,
    "stationed_rate": Nature.RATE,
    "good_rate": Nature.RATE,
    "bad_rate": Nature.RATE,
    "active_rate": Nature.RATE,
    "reply_rate": Nature.RATE,
    "rectified_on_time_rate": Nature.RATE,
    "satisfaction": Nature.HUNDRED,
    "findings": Nature.COUNT,
    "inspection_score": Nature.HUNDRED,
    "task_rate": Nature.RATE,
}
"""Every figure that a source gives; beside them stand ``vote.<ballot>`` and ``survey.<name>``
(HUNDRED), and ``score.``, ``members.`` and ``chief.<sheet>`` (the base of that sheet)."""
