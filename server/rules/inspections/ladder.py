"""What does the n-th finding about the same person or department lead to? A person decides it.

The scheme's own consequences by event come first. Where it says nothing about findings, the
three steps of Shenyang Liaozhong (政务服务中心巡查制度, 2023-08-15) hold: a written order, then the
proposal to replace the person, then an interview of the head of the unit, within the year.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from server.rules.appraisal.periods import Period
from server.rules.inspections.kinds import FoundEvent
from server.rules.months import Month
from server.rules.schemes.shape import ByEvent, Scheme, Span

ORDER, REPLACE, INTERVIEW = "order", "replace", "interview"
DEFAULT_LADDER = (ORDER, REPLACE, INTERVIEW)


@dataclass(frozen=True)
class Rung:
    """The ``nth`` finding within the span leads here.

    ``task`` is the scheme's own words; the default ladder has none, and ``code`` names them.
    ``event``: only findings of that kind count, '' for all.
    """

    nth: int
    within: Span
    event: str = ""
    name: str = ""
    task: str = ""
    code: str = ""


@dataclass(frozen=True)
class LadderCause:
    """Why the ladder proposes something: its rung and period, the findings that count towards it.

    ``is_order``: what it proposes is a rectification order. ``mark`` is '' for what is not its own.
    """

    mark: str = ""
    findings: tuple[str, ...] = ()
    nth: int = 0
    is_order: bool = False


def cause_of(facts: str) -> LadderCause:
    """The ladder's cause in the stored facts of a task."""
    kept = json.loads(facts).get("ladder")
    return LadderCause(**{**kept, "findings": tuple(kept["findings"])}) if kept else LadderCause()


def rungs_of(scheme: Scheme | None) -> tuple[Rung, ...]:
    """The ladder that holds under that scheme, in its order."""
    own = _own(scheme) if scheme else ()
    return own or tuple(
        Rung(nth, Span.YEAR, code=code) for nth, code in enumerate(DEFAULT_LADDER, start=1)
    )


def reached(rungs: Sequence[Rung], counts: Sequence[int]) -> tuple[Rung, ...]:
    """The rungs that were reached with those counts (one for each rung), and not passed over."""
    return tuple(rung for rung, count in zip(rungs, counts, strict=True) if count >= rung.nth)


def period_of(rung: Rung, month: Month) -> Period:
    """The period in which findings of that month are counted together."""
    return Period.around(month, rung.within)


def _own(scheme: Scheme) -> tuple[Rung, ...]:
    events = set(FoundEvent)
    return tuple(
        Rung(one.trigger.nth, one.trigger.within, one.trigger.event, one.name, one.task)
        for one in scheme.consequences
        if isinstance(one.trigger, ByEvent) and one.trigger.event in events and one.task
    )
