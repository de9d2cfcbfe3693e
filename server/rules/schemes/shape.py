"""What does an appraisal scheme (考核办法) say? Frozen values, in the words of the scheme file.

Every number is an exact fraction; percentages are fractions of one. Points carry their sign.
Tables that may be left out are None or empty; a default that the format names is already filled in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction


class Subject(StrEnum):
    """Who is appraised by a sheet."""

    STAFF = "staff"
    CHIEF = "chief"
    WINDOW = "window"
    DEPARTMENT = "department"


class Span(StrEnum):
    """A stretch of the calendar."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


class CategoryKind(StrEnum):
    """Starts full and loses; starts at nothing and earns; or a bonus outside the base."""

    DEDUCT = "deduct"
    EARN = "earn"
    BONUS = "bonus"


class Unit(StrEnum):
    """What is counted of a fact."""

    TIME = "time"
    PERSON = "person"
    APPLICATION = "application"
    MATTER = "matter"
    ISSUE = "issue"
    HALF_DAY = "half_day"
    DAY = "day"
    WORKDAY = "workday"
    MINUTE = "minute"
    HOUR = "hour"


class Charge(StrEnum):
    """Who bears an entry."""

    PERSON = "person"
    CHIEF = "chief"
    WINDOW = "window"
    DEPARTMENT = "department"
    MEMBERS = "members"
    EXAMINER = "examiner"


class Missing(StrEnum):
    """What a figure without data is worth. Zero is not offered."""

    GROUP_MEAN = "group_mean"
    FULL = "full"
    LEAVE_OUT = "leave_out"


class VetoEffect(StrEnum):
    """What a veto takes away."""

    NO_AWARD = "no_award"
    LOWEST_GRADE = "lowest_grade"
    ZERO = "zero"


class Scope(StrEnum):
    """Over what occurrences of a repeat are counted."""

    ITEM = "item"
    CATEGORY = "category"
    SHEET = "sheet"


class ChargeMonth(StrEnum):
    """Which of a fact's two days names the month that bears the points."""

    ESTABLISHED = "established"
    HAPPENED = "happened"


class LateEvents(StrEnum):
    """What a fact for a closed month does."""

    REVISE = "revise"
    NEXT_MONTH = "next_month"


class StepRound(StrEnum):
    """Whether a begun step counts."""

    DOWN = "down"
    UP = "up"


class HowCombined(StrEnum):
    """How the results of months make a longer one."""

    MEAN = "mean"
    SUM = "sum"
    ANNUALISE = "annualise"


class BaseChange(StrEnum):
    """What to do when the months of one year had different base scores."""

    SCALE = "scale"
    REFUSE = "refuse"


class RoundingMode(StrEnum):
    """四舍五入, or 四舍六入五成双."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"


@dataclass(frozen=True)
class Range:
    """A stretch of numbers. An end that is None is open; ``"<30"`` excludes its end."""

    low: Fraction | None = None
    high: Fraction | None = None
    excludes_low: bool = False
    excludes_high: bool = False


@dataclass(frozen=True)
class OneOf:
    """One of some words, as in ``what = ["error", "lost"]``; one word is a list of one."""

    values: tuple[str, ...]


@dataclass(frozen=True)
class Condition:
    """What a field of the fact must be."""

    field: str
    test: Range | OneOf


@dataclass(frozen=True)
class Repeat:
    """From the n-th occurrence each counts ``times`` as much."""

    first: int  # ``from`` in the file
    times: Fraction = Fraction(2)
    within: Span = Span.YEAR
    count: Scope = Scope.ITEM


@dataclass(frozen=True)
class Share:
    """The part of each deduction that somebody else bears too.

    ``of``: category codes, empty for all. ``into``: category code, empty for the same one.
    """

    chief: Fraction | None = None
    window: Fraction | None = None
    of: tuple[str, ...] = ()
    into: str = ""


class NoShare(StrEnum):
    """``share = false`` on an item: nobody else bears it."""

    NOT_SHARED = "not_shared"


@dataclass(frozen=True)
class Band:
    """From this start of the figure on, these points."""

    start: Fraction
    points: Fraction


@dataclass(frozen=True)
class Figured:
    """How an item turns a figure (指标) into points: by a weight, by bands, or for each unit.

    ``each``: points for every unit of the figure. ``full``: what makes the ratio 1, None for the
    figure's own; ``against_median``: the median of the group does.
    """

    figure: str
    each: Fraction | None = None
    weight: Fraction | None = None
    full: Fraction | None = None
    against_median: bool = False
    bands: tuple[Band, ...] = ()
    missing: Missing = Missing.GROUP_MEAN
    min_n: int = 0


@dataclass(frozen=True)
class PointRange:
    """Points that a person sets within these ends, with a reason and a second signer."""

    low: Fraction
    high: Fraction


@dataclass(frozen=True)
class Item:
    """条款: turns facts into points.

    ``when``: kinds of fact; empty where a person picks the item by its code. Just one of
    ``points``, ``figured``, ``referred_times`` and ``money`` alone gives the points, or none where
    a veto is all. ``approve`` and ``evidence``: what must be there before it counts.
    """

    code: str
    text: str
    when: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    points: Fraction | PointRange | None = None
    figured: Figured | None = None
    referred_times: Fraction | None = None
    money: Fraction = Fraction(0)
    per: Unit = Unit.TIME
    step: Fraction = Fraction(1)
    step_round: StepRound = StepRound.DOWN
    free: Fraction = Fraction(0)
    once: Span | None = None
    cap: Fraction | None = None
    cap_within: Span = Span.MONTH
    repeat: Repeat | None = None
    charge: Charge | None = None
    share: Share | NoShare | None = None
    veto: Span | None = None
    veto_effect: VetoEffect = VetoEffect.NO_AWARD
    also: bool = False
    approve: bool = False
    evidence: bool = False
    cause_reason: str = ""
    legal: str = ""


@dataclass(frozen=True)
class Category:
    """考核类别. ``max`` None: unlimited (a deduction then loses straight from the base)."""

    code: str
    name: str
    sheet: str
    kind: CategoryKind = CategoryKind.DEDUCT
    max: Fraction | None = None
    floor: Fraction | None = None
    repeat: Repeat | None = None
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """考核表: one kind of subject and one cycle. ``groups`` empty: every peer group."""

    key: str
    subject: Subject
    name: str = ""
    cycle: Span = Span.MONTH
    base: Fraction = Fraction(100)
    floor: Fraction | None = None
    ceiling: Fraction | None = None
    groups: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    min_days: Fraction = Fraction(0)
    tie: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recast:
    """Treat a fact as one of another kind first; ``give`` are the fields it then has."""

    when: tuple[str, ...]
    conditions: tuple[Condition, ...]
    as_event: str
    give: tuple[tuple[str, str | Fraction], ...] = ()


@dataclass(frozen=True)
class ByItems:
    """The n-th entry of these items or categories within the span."""

    items: tuple[str, ...]
    nth: int
    within: Span = Span.YEAR


@dataclass(frozen=True)
class ByEvent:
    """The n-th fact of this kind within the span."""

    event: str
    nth: int
    within: Span = Span.YEAR


@dataclass(frozen=True)
class ByBottom:
    """Among the last so many: so many periods ``running``, or so many ``times`` in the span."""

    bottom: int
    running: int | None = None
    times: int | None = None
    within: Span = Span.YEAR
    min_group: int = 5
    guard: bool = True


@dataclass(frozen=True)
class ByScore:
    """A result of the span within the range; ``and_last``: and last of the pool."""

    score: Range
    span: Span
    and_last: bool = False


Trigger = ByItems | ByEvent | ByBottom | ByScore


@dataclass(frozen=True)
class Consequence:
    """What follows from a trigger.

    ``bar``: awards, ``*`` for all, for ``bar_span``. ``grade``: at most that grade. ``task`` and
    ``notice`` wait for a person and are never carried out by the software.
    """

    name: str
    trigger: Trigger
    pool: str = ""
    bar: tuple[str, ...] = ()
    bar_span: Span | None = None
    grade: str = ""
    zero: bool = False
    task: str = ""
    notice: str = ""


@dataclass(frozen=True)
class GradeStep:
    """等次: from this score on (None: the rest), for at most this share of the appraised."""

    name: str
    start: Fraction | None = None
    at_most: Fraction | None = None


@dataclass(frozen=True)
class Grading:
    """The grades of a sheet's results over a span, best first."""

    sheet: str
    span: Span
    steps: tuple[GradeStep, ...]


@dataclass(frozen=True)
class Pool:
    """评比范围: who is compared with whom. ``by``: ``score`` or ``figure.F``."""

    key: str
    sheet: str
    name: str = ""
    groups: tuple[str, ...] = ()
    split_by_group: bool = False
    roles: tuple[Subject, ...] = ()
    exclude: tuple[str, ...] = ()
    by: str = "score"


class AtCut(StrEnum):
    """What equals across the last seat do: the seats stay open for a decision by people."""

    OPEN = "open"


@dataclass(frozen=True)
class Quota:
    """A number of seats, or a share of the appraised, rounded down."""

    seats: int | None = None
    share: Fraction | None = None


@dataclass(frozen=True)
class Award:
    """评优: ``candidates`` None: everybody eligible stands. ``by``: score, vote.B or figure.F."""

    key: str
    name: str
    span: Span
    quota: Quota
    pool: str = "all"
    split_by_group: bool = False
    by: str = "score"
    candidates: int | None = None
    full_marks: bool = False
    min_months: int = 0
    min_score: Fraction | None = None
    tie: tuple[str, ...] = ()
    at_cut: AtCut = AtCut.OPEN


@dataclass(frozen=True)
class Ballot:
    """选票: who votes, on what scale; under ``min_votes`` there is no result."""

    key: str
    name: str
    voters: str
    scale: Fraction
    min_votes: int = 0
    secret: bool = True


@dataclass(frozen=True)
class Combining:
    """How results make that of a longer span; ``annual``: the sheet added with its weight.

    ``of``: the span of the results combined, None for the cycle of the sheet.
    """

    span: Span
    of: Span | None = None
    how: HowCombined = HowCombined.MEAN
    weight: Fraction = Fraction(1)
    annual: str = ""
    annual_weight: Fraction = Fraction(0)
    on_base_change: BaseChange = BaseChange.SCALE


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
