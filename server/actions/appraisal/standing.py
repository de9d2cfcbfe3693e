"""Who stands in a ballot: the candidates of the award that it decides, or a sheet's subjects?"""

from collections.abc import Iterable

from server.actions.appraisal.working_out import work_out
from server.queries.appraisal.members import members_of
from server.queries.registry.halls import Hall
from server.rules.appraisal.awards import Standing
from server.rules.appraisal.facts import Who
from server.rules.appraisal.periods import Period
from server.rules.schemes.shape import Award, Scheme, Sheet

# Before the vote nobody has its figure; a repeated count may find some that have.
STANDS = frozenset({Standing.NO_FIGURE, Standing.AT_CUT, Standing.BELOW, Standing.WON})


def standing_in(hall: Hall, scheme: Scheme, ballot: str, period: Period) -> tuple[Who, ...]:
    """Whoever stands: candidates of awards of that period, and subjects of sheets, by this vote.

    Raises what working out the period raises, where an award asks for it.
    """
    vote = f"vote.{ballot}"
    awards = [one for one in scheme.awards if one.by == vote and one.span is period.span]
    sheets = [scheme.sheet(key) for key in _sheets(scheme, vote)]
    return tuple(sorted({*_candidates(hall, period, awards), *_appraised(hall, period, sheets)}))


def _candidates(hall: Hall, period: Period, awards: Iterable[Award]) -> Iterable[Who]:
    keys = {one.key for one in awards}
    if not keys:
        return ()
    outcomes = work_out(hall, period).conclusion.awards
    return (
        one.who
        for outcome in outcomes
        if outcome.award in keys
        for one in outcome.outcomes
        if one.standing in STANDS
    )


def _sheets(scheme: Scheme, vote: str) -> set[str]:
    return {
        category.sheet
        for category in scheme.categories
        for item in category.items
        if item.figured is not None and item.figured.figure == vote
    }


def _appraised(hall: Hall, period: Period, sheets: Iterable[Sheet]) -> Iterable[Who]:
    for sheet in sheets:
        for member in members_of(hall, period):
            is_of_group = not sheet.groups or member.group in sheet.groups
            is_of_class = member.staff_class not in sheet.exclude
            if member.who.subject is sheet.subject and is_of_group and is_of_class:
                yield member.who
