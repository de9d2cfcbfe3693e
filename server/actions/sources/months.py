"""A month's counts, the windows' volumes and the figures follow what was imported."""

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from server.actions.appraisal.give_figures import GivenFigure, give_figures
from server.actions.appraisal.state_fact import Stating
from server.actions.operations.statements import insert_into, table_of
from server.models.applications import ApplicationMonth
from server.models.registry import MonthlyVolume
from server.queries.appraisal.members import attended_days
from server.queries.sources.applications import (
    COUNTS,
    SINGLE,
    counted_singles,
    counts_of_month,
    sources_of_months,
)
from server.queries.sources.weights import weights_of
from server.rules.accounts.roles import name_of
from server.rules.appraisal.periods import Period
from server.rules.months import Month
from server.rules.schemes.words import Span
from server.rules.sources.counts import Counted, CountKey
from server.rules.sources.figures import APPLICATION_FIGURES, Weights, application_figures


def count_months(session: Session, months: Iterable[str], stating: Stating) -> None:
    """The counts of these months are taken anew from single applications, and what follows."""
    by_number = sources_of_months(stating.hall_id, COUNTS)
    before = sources_of_months(stating.hall_id, SINGLE)
    for month in sorted(set(months)):
        counted = {
            key: told
            for key, told in counted_singles(stating.hall_id, Month.parse(month)).items()
            if (month, key.window_id) not in by_number
        }
        session.execute(
            delete(ApplicationMonth).where(
                ApplicationMonth.hall_id == stating.hall_id,
                ApplicationMonth.month == month,
                ApplicationMonth.source == SINGLE,
            )
        )
        write_counts(session, counted, SINGLE, stating)
        gone = {window_id for of, window_id in before if of == month}
        fill_volumes(session, month, gone | {key.window_id for key in counted}, stating)
        give_application_figures(session, Month.parse(month), stating)


def write_counts(
    session: Session,
    counted: Mapping[CountKey, tuple[int, Counted]],
    source: str,
    stating: Stating,
) -> None:
    """Add these counts; each with the department of its window."""
    rows = [
        {
            "hall_id": stating.hall_id,
            "month": key.month,
            "window_id": key.window_id,
            "staff_id": key.staff_id,
            "difficulty": key.difficulty,
            "department_id": department_id,
            "source": source,
            **{name: getattr(told, name) for name in Counted.__dataclass_fields__},
            "entered_at": stating.now,
            "entered_by": name_of(stating.by),
        }
        for key, (department_id, told) in counted.items()
    ]
    if rows:
        session.execute(insert(ApplicationMonth), rows)


def fill_volumes(session: Session, month: str, window_ids: Iterable[int], stating: Stating) -> None:
    """办件量 of these windows: what ratings are compared with. Filled-in ratings stay.

    A window of which nothing is known any more has no volume, which is not a volume of nought.
    """
    finished = dict.fromkeys(window_ids, 0)
    for each in counts_of_month(stating.hall_id, Month.parse(month)):
        if each.window_id in finished:
            finished[each.window_id] += each.counted.finished
    into = insert_into(session.connection(), table_of(MonthlyVolume))
    upsert = into.on_conflict_do_update(
        index_elements=["hall_id", "month", "window_id"],
        set_={name: into.excluded[name] for name in ("applications", "entered_at", "entered_by")},
        where=table_of(MonthlyVolume).c.applications != into.excluded.applications,
    )
    rows = [
        {
            "hall_id": stating.hall_id,
            "month": month,
            "window_id": window_id,
            "applications": count,
            "defaults": 0,
            "entered_at": stating.now,
            "entered_by": name_of(stating.by),
        }
        for window_id, count in finished.items()
        if count
    ]
    if rows:
        session.execute(upsert, rows)
    session.execute(
        delete(MonthlyVolume).where(
            MonthlyVolume.hall_id == stating.hall_id,
            MonthlyVolume.month == month,
            MonthlyVolume.window_id.in_([one for one, count in finished.items() if not count]),
            MonthlyVolume.defaults == 0,
        )
    )


def give_application_figures(
    session: Session, month: Month, stating: Stating, weights: Weights | None = None
) -> None:
    """The figures of applications of the month, in the caller's transaction.

    ``weights`` of the classes of difficulty: those of the scheme in force where none are given.
    Figures per day need the attended days of the month; give them again once those are there.
    """
    used = weights_of(stating.hall_id, month) if weights is None else weights
    attended = attended_days(stating.hall_id, Period.around(month, Span.MONTH))
    figures = application_figures(counts_of_month(stating.hall_id, month), used, attended)
    given = (GivenFigure(who, name, figure) for who, name, figure in figures)
    give_figures(session, month, APPLICATION_FIGURES, given, stating)
