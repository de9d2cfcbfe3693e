"""Does what is stored of a period still agree with its digest, its facts and its parts?"""

from dataclasses import replace

from server.actions.appraisal.working_out import work_out
from server.queries.appraisal.changes import changed_since
from server.queries.appraisal.objections import open_objections
from server.queries.appraisal.periods import ComputedPeriod, latest_period, stored_digest
from server.queries.registry.halls import Hall
from server.rules.appraisal.periods import Period
from server.rules.appraisal.states import Found, PeriodState
from server.rules.schemes.shape import Span

NEVER = Found(None, None, 0, is_outdated=False, is_tampered=False)


def found_of(hall: Hall, period: Period, latest: ComputedPeriod | None) -> Found:
    """All that the checks find of the latest revision.

    The stored rows are digested again, and the period is worked out again from its facts.
    """
    if latest is None:
        return NEVER
    return replace(
        glanced_at(hall, period, latest),
        is_outdated=is_outdated(hall, latest),
        is_tampered=is_tampered(hall.id, latest),
    )


def glanced_at(hall: Hall, period: Period, latest: ComputedPeriod | None) -> Found:
    """What a page can know at once: whether something changed since, not whether it matters."""
    if latest is None:
        return NEVER
    return Found(
        latest.state,
        latest.objections_until,
        open_objections(hall.id, period),
        is_outdated=changed_since(hall.id, latest),
        is_tampered=False,
        unsigned_parts=_unsigned(hall, period),
        computed_by=latest.computed_by,
    )


def is_tampered(hall_id: int, computed: ComputedPeriod) -> bool:
    """Whether the stored results or entries are not those that were computed."""
    return stored_digest(hall_id, computed) != computed.digest


def is_outdated(hall: Hall, computed: ComputedPeriod) -> bool:
    """Whether the facts of today make something else of it."""
    return work_out(hall, computed.period).rows.digest != computed.digest


def _unsigned(hall: Hall, period: Period) -> tuple[str, ...]:
    """The months of a longer period that were computed and that nobody signed."""
    if period.span is Span.MONTH:
        return ()
    months = (latest_period(hall.id, part) for part in period.parts(Span.MONTH))
    return tuple(
        str(one.period) for one in months if one is not None and one.state is PeriodState.COMPUTED
    )
