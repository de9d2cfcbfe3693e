"""What turns facts into points: sheets, categories and items, as frozen values."""

from dataclasses import dataclass
from fractions import Fraction

from server.rules.schemes.words import (
    CategoryKind,
    Charge,
    Missing,
    NoShare,
    Scope,
    Span,
    StepRound,
    Subject,
    Unit,
    VetoEffect,
)


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
