"""What does the engine answer? Entries, what waits, and the result of each sheet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from server.rules.appraisal.facts import Figure, Who
from server.rules.appraisal.periods import Period
from server.rules.months import Month
from server.rules.schemes.shape import Span, VetoEffect


class EntryKind(StrEnum):
    """Where an entry's points come from."""

    OWN = "own"
    SHARED = "shared"
    FIGURE = "figure"


class WaitingReason(StrEnum):
    """Why a fact has no entry yet. It is listed, never lost (scheme, section 9)."""

    NO_ITEM = "no_item"
    NOBODY_CHARGED = "nobody_charged"
    EXCUSED = "excused"
    NO_VALUE = "no_value"
    OUT_OF_RANGE = "out_of_range"
    NO_REASON = "no_reason"
    NO_SECOND = "no_second"
    NOT_APPROVED = "not_approved"
    NO_EVIDENCE = "no_evidence"


@dataclass(frozen=True)
class Waiting:
    """A fact that gave no entry on a sheet, and why."""

    fact_id: str
    sheet: str
    reason: WaitingReason


@dataclass(frozen=True)
class Computation:
    """How the points came about, for whoever asks: each step in the order of the scheme.

    ``quantity`` units of the fact, ``free`` of them without points, ``units`` charged after the
    step; ``rate`` points each; ``times`` by the repeat rule as the ``occurrence``-th; ``limit``
    says what cut it (``once``, ``cap``) from ``before_limit``. ``share`` is the part of the source.
    A figure's entry has ``figure``, ``full`` or ``median`` and ``ratio``.
    """

    quantity: Fraction = Fraction(1)
    free: Fraction = Fraction(0)
    units: Fraction = Fraction(1)
    rate: Fraction = Fraction(0)
    occurrence: int = 0
    times: Fraction = Fraction(1)
    limit: str = ""
    before_limit: Fraction | None = None
    share: Fraction | None = None
    recast_from: str = ""
    figure: Figure | None = None
    full: Fraction | None = None
    median: Fraction | None = None
    ratio: Fraction | None = None
    missing: str = ""


# A tuple: a month of a large hall has half a million, and a frozen dataclass takes five times as
# long to make.
class Entry(NamedTuple):
    """One row of the score ledger: who, on which sheet, for what, how many points.

    ``fact_id`` is empty for a figure's entry. ``scheme`` is the version that judged it (of the day
    it happened), ``category`` the code in the version of the result. ``key`` is the same for the
    same cause, sheet and bearer, so that a recomputation can be compared with what was posted.
    """

    fact_id: str
    figure: str
    sheet: str
    who: Who
    month: Month
    category: str
    item: str
    kind: EntryKind
    points: Fraction
    money: Fraction = Fraction(0)
    veto: tuple[Span, VetoEffect] | None = None
    cause_reason: str = ""
    computation: Computation = Computation()
    source: Who | None = None  # whose deduction a shared entry is a part of
    scheme: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """The same for the same cause on the same sheet for the same bearer."""
        return (
            self.fact_id or f"figure/{self.figure}",
            self.sheet,
            self.who.subject.value,
            str(self.who.id),
            self.category,
            self.item,
            self.kind.value,
            str(self.month),
            *((f"{self.source.subject}/{self.source.id}",) if self.source else ()),
        )


@dataclass(frozen=True)
class CategoryScore:
    """A category of one result: where it started, its entries, where it ended and what cut it.

    ``limit``: empty, ``max`` or ``floor``. A deduct category without max starts at nought and
    loses from the base.
    """

    code: str
    start: Fraction
    entries: Fraction
    score: Fraction
    limit: str = ""
    left_out: Fraction = Fraction(0)


class NotAssessed(StrEnum):
    """Why a result has no score (不计); never nought."""

    TOO_FEW_DAYS = "too_few_days"
    EXCLUDED = "excluded"
    NO_RESULTS = "no_results"


@dataclass(frozen=True)
class SheetResult:
    """The result of one subject on one sheet in one period.

    ``exact`` before rounding, ``score`` after (None: not assessed, and ``not_assessed`` says why).
    ``limit``: empty, ``floor`` or ``ceiling`` of the sheet.
    """

    sheet: str
    who: Who
    period: Period
    group: str
    base: Fraction
    score: Fraction | None
    exact: Fraction | None
    not_assessed: NotAssessed | None = None
    limit: str = ""
    categories: tuple[CategoryScore, ...] = ()
    money: Fraction = Fraction(0)


@dataclass(frozen=True)
class Placed:
    """A place in a pool (and group): equal on score and ties share it, the next is skipped."""

    who: Who
    pool: str
    group: str  # empty where the pool is not split
    rank: int
    of: int
    score: Fraction


@dataclass(frozen=True)
class Computed:
    """All that one period's computation gives.

    ``scheme``: the version of the results. ``medians``: per (sheet, group, figure).
    """

    period: Period
    scheme: str
    entries: tuple[Entry, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    results: tuple[SheetResult, ...] = ()
    places: tuple[Placed, ...] = ()
    medians: Mapping[tuple[str, str, str], Fraction] = field(default_factory=dict)
