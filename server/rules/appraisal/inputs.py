"""What is handed to the computation of one period?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from server.rules.appraisal.facts import Fact, Figures, Member
from server.rules.appraisal.results import SheetResult
from server.rules.months import Month
from server.rules.schemes.shape import Scheme


@dataclass(frozen=True)
class Inputs:
    """All that the engine reads for one period.

    ``schemes``: every version that was in force on some day of some fact, of one rulebook.
    ``facts``: of the period and, where a rule counts over a longer span (``repeat``, ``cap``,
    ``once``), those of that span before it. Facts after the period do no harm.
    ``members``: as they stood in the period; ``earlier_members``: in months before it, where a
    rule that looks back charges each one of a window (else the period's own are taken).
    ``published``: results of sheets of another cycle for this very period, combined and rounded;
    figures ``score.``, ``members.`` and ``chief.`` of such a sheet read them.
    ``closed``: the months that were closed, and on which day.
    """

    schemes: tuple[Scheme, ...]
    members: tuple[Member, ...] = ()
    facts: tuple[Fact, ...] = ()
    figures: Figures = field(default_factory=dict)
    published: tuple[SheetResult, ...] = ()
    earlier_members: Mapping[Month, tuple[Member, ...]] = field(default_factory=dict)
    closed: Mapping[Month, date] = field(default_factory=dict)
