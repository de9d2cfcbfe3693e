"""What follows from points: pools, grades, awards, consequences, as frozen values."""

from dataclasses import dataclass
from fractions import Fraction

from server.rules.schemes.items import Range
from server.rules.schemes.words import AtCut, BaseChange, HowCombined, Span, Subject


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
