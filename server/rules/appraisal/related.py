"""Which figure has somebody: a source's, or one drawn from the results of other sheets? (Step 11.)

``score.<sheet>`` is one's own result there, ``members.<sheet>`` the mean of the assessed people of
the window or department, ``chief.<sheet>`` the result of its chief representative.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from server.rules.appraisal.exact import mean
from server.rules.appraisal.facts import Figure, Figures, Member
from server.rules.appraisal.results import SheetResult
from server.rules.schemes.events import FIGURES, Nature
from server.rules.schemes.shape import Figured, Scheme, Subject

RATE_FULL, HUNDRED_FULL = Fraction(1), Fraction(100)
OWN, MEMBERS, CHIEF = "score", "members", "chief"
_FULL: Mapping[Nature, Fraction | None] = {
    Nature.RATE: RATE_FULL,
    Nature.HUNDRED: HUNDRED_FULL,
    Nature.COUNT: None,
}
_PEOPLE = frozenset({Subject.STAFF, Subject.CHIEF})


@dataclass(frozen=True)
class Known:
    """What figures are drawn from: sources, everybody of the period, results by sheet and id."""

    figures: Figures
    members: Sequence[Member]
    results: Mapping[tuple[str, int], SheetResult]


def sheet_read(figure: str) -> str:
    """The key of the sheet whose results the figure is drawn from; empty for a source's own."""
    kind, _, sheet = figure.partition(".")
    return sheet if kind in {OWN, MEMBERS, CHIEF} else ""


def full_of(figured: Figured, scheme: Scheme) -> Fraction | None:
    """What makes the ratio 1: what the item says, else what the figure itself is full at."""
    if figured.full is not None:
        return figured.full
    sheet = sheet_read(figured.figure)
    if sheet:
        return scheme.sheet(sheet).base
    return _FULL[FIGURES.get(figured.figure, Nature.HUNDRED)]  # a vote or a survey


def figure_of(figure: str, member: Member, known: Known, scheme: Scheme) -> Figure | None:
    """The figure of that member; None: no data."""
    sheet = sheet_read(figure)
    if not sheet:
        return known.figures.get((member.who, figure))
    subject = scheme.sheet(sheet).subject
    related = _related(figure.partition(".")[0], member, known.members, subject)
    scores = [
        found.score
        for one in related
        if (found := known.results.get((sheet, one.who.id))) and found.score is not None
    ]
    return Figure(mean(scores), len(scores)) if scores else None


def _related(kind: str, own: Member, members: Iterable[Member], subject: Subject) -> list[Member]:
    """Those whose results on a sheet of that subject the figure is drawn from."""
    of_kind = [one for one in members if _is_of(one, subject)]
    if kind == OWN:
        return [one for one in of_kind if one.who == own.who]
    if kind == CHIEF:
        chiefs = [one for one in of_kind if one.is_chief]
        here = [one for one in chiefs if _is_at(one, own)]
        return here or [one for one in chiefs if one.department_id == own.department_id]
    if own.who.subject is Subject.WINDOW:
        return [one for one in of_kind if _is_at(one, own)]
    return [one for one in of_kind if one.department_id == own.department_id]


def _is_of(member: Member, subject: Subject) -> bool:
    return member.who.subject is (Subject.STAFF if subject in _PEOPLE else subject)


def _is_at(member: Member, window: Member) -> bool:
    return window.who.subject is Subject.WINDOW and window.who.id in member.windows
