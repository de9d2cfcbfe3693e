"""What does an appraisal scheme (考核办法) say? Frozen values, in the words of the scheme file.

Every number is an exact fraction; percentages are fractions of one. Points carry their sign.
Tables that may be left out are None or empty; a default that the format names is already filled in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from server.rules.schemes.items import (
    Band,
    Category,
    Condition,
    Figured,
    Item,
    OneOf,
    PointRange,
    Range,
    Recast,
    Repeat,
    Share,
    Sheet,
)
from server.rules.schemes.outcomes import (
    Award,
    Ballot,
    ByBottom,
    ByEvent,
    ByItems,
    ByScore,
    Combining,
    Consequence,
    GradeStep,
    Grading,
    Pool,
    Quota,
    Trigger,
)
from server.rules.schemes.words import (
    AtCut,
    BaseChange,
    CategoryKind,
    Charge,
    ChargeMonth,
    HowCombined,
    LateEvents,
    Missing,
    NoShare,
    RoundingMode,
    Scope,
    Span,
    StepRound,
    Subject,
    Unit,
    VetoEffect,
)

__all__ = [
    "AtCut",
    "Award",
    "Ballot",
    "Band",
    "BaseChange",
    "ByBottom",
    "ByEvent",
    "ByItems",
    "ByScore",
    "Category",
    "CategoryKind",
    "Charge",
    "ChargeMonth",
    "Combining",
    "Condition",
    "Consequence",
    "Figured",
    "GradeStep",
    "Grading",
    "Guard",
    "HowCombined",
    "InspectionPlan",
    "Item",
    "LateEvents",
    "Missing",
    "Money",
    "NoShare",
    "OneOf",
    "PointRange",
    "Pool",
    "Quota",
    "Range",
    "Recast",
    "Repeat",
    "Rounding",
    "RoundingMode",
    "Schedule",
    "Scheme",
    "Scope",
    "Share",
    "Sheet",
    "Span",
    "StepRound",
    "Subject",
    "Trigger",
    "Unit",
    "VetoEffect",
]


@dataclass(frozen=True)
class Schedule:
    """Days for tasks: days of the next month, or working days. None: not said."""

    collect_by: int | None = None
    select_by: int | None = None
    sign_days: int = 3
    appeal_days: int = 5
    decide_days: int = 10
    objection_days: int = 5
    publish_by: int | None = None
    publish_every: Span = Span.MONTH


@dataclass(frozen=True)
class Rounding:
    """How the result of a period is rounded, once."""

    places: int = 2
    mode: RoundingMode = RoundingMode.HALF_UP


@dataclass(frozen=True)
class Money:
    """岗位补助 and 绩效: allowance and the entries' money, or an amount by the points.

    ``table``: ((from points, amount), …) highest first.
    """

    allowance: Fraction = Fraction(0)
    floor: Fraction = Fraction(0)
    per_point: Fraction | None = None
    table: tuple[tuple[Fraction, Fraction], ...] = ()
    unit: str = "yuan"


@dataclass(frozen=True)
class Guard:
    """The statistical check before a bottom rule acts."""

    test: str = "exact_share"
    alpha: Fraction = Fraction(1, 20)
    min_n: int = 5


@dataclass(frozen=True)
class InspectionPlan:
    """Rounds of patrol, size of the team, how targets are drawn; makes tasks, never points."""

    rounds: tuple[str, ...] = ()
    team: int = 1
    draw: str = ""


@dataclass(frozen=True)
class Scheme:
    """One version of a rulebook. ``from_on`` and ``until_on``: first and last day in force."""

    id: str
    version: str
    title: str
    from_on: date
    until_on: date | None = None
    document: str = ""
    legal: str = ""
    replaces: str = ""
    map: tuple[tuple[str, str], ...] = ()
    charge_month: ChargeMonth = ChargeMonth.ESTABLISHED
    late_events: LateEvents = LateEvents.REVISE
    sheets: tuple[Sheet, ...] = ()
    categories: tuple[Category, ...] = ()
    recasts: tuple[Recast, ...] = ()
    share: Share | None = None
    repeat: Repeat | None = None
    consequences: tuple[Consequence, ...] = ()
    gradings: tuple[Grading, ...] = ()
    pools: tuple[Pool, ...] = ()
    awards: tuple[Award, ...] = ()
    ballots: tuple[Ballot, ...] = ()
    combinings: tuple[Combining, ...] = ()
    schedule: Schedule = field(default_factory=Schedule)
    rounding: Rounding = field(default_factory=Rounding)
    money: Money | None = None
    difficulty: tuple[tuple[str, Fraction], ...] = ()
    guard: Guard = field(default_factory=Guard)
    inspection: InspectionPlan | None = None

    @property
    def name(self) -> str:
        """Identity of this version, as kept beside every entry: ``district/2026.1``."""
        return f"{self.id}/{self.version}"

    def sheet(self, key: str) -> Sheet:
        """The sheet with that key; raises KeyError."""
        return self._sheets[key]

    def categories_of(self, sheet: str) -> tuple[Category, ...]:
        """The categories of a sheet in file order."""
        return tuple(one for one in self.categories if one.sheet == sheet)

    def weight_of(self, difficulty: str) -> Fraction:
        """The weight of a matter's difficulty class; a class without one weighs 1."""
        return dict(self.difficulty).get(difficulty, Fraction(1))

    @property
    def _sheets(self) -> Mapping[str, Sheet]:
        return {one.key: one for one in self.sheets}
