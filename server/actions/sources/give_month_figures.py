"""What the sources say of a month becomes its figures, before it is computed."""

from sqlalchemy.orm import Session

from server.actions.appraisal.give_figures import GivenFigure, give_figures
from server.actions.appraisal.state_fact import Stating
from server.actions.sources.decide_milestone import give_task_figures
from server.actions.sources.import_matters import give_matter_figures
from server.actions.sources.months import give_application_figures
from server.db import transaction
from server.queries.appraisal.rating_figures import handled_ratings, rated_units
from server.queries.registry.halls import Hall
from server.queries.sources.applications import counts_of_month
from server.queries.sources.known import signed_months
from server.queries.sources.matters import matters_at_end
from server.queries.sources.tasks import decided_months
from server.rules.months import Month, day_of
from server.rules.sources.ratings import RATING_FIGURES, rating_figures


def give_month_figures(hall: Hall, month: Month, stating: Stating) -> None:
    """Figures of applications, matters, tasks and ratings of a month that nobody has signed.

    Safe to repeat; a signed month keeps its figures, except through a revision.
    """
    if str(month) not in signed_months(hall.id):
        with transaction() as session:
            give_source_figures(session, hall, month, stating)


def give_source_figures(session: Session, hall: Hall, month: Month, stating: Stating) -> None:
    """The same in the caller's transaction, whether the month is signed or not.

    A source in which nobody entered anything leaves the figures that others gave. Ratings give
    figures once the month is sealed, and follow its revisions.
    """
    if counts_of_month(hall.id, month):
        give_application_figures(session, month, stating)
    if matters_at_end(hall.id, month):
        give_matter_figures(session, [month], stating)
    if decided_months(hall.id, month):
        give_task_figures(session, month, stating)
    give_rating_figures(session, hall, month, stating)


def give_rating_figures(session: Session, hall: Hall, month: Month, stating: Stating) -> None:
    """The figures of ratings, of a sealed month alone, in the caller's transaction."""
    units = rated_units(hall, month)
    if units is None:
        return
    cases = handled_ratings(hall, month, today=day_of(stating.now, hall.zone))
    given = (GivenFigure(*each) for each in rating_figures(units, cases))
    give_figures(session, month, RATING_FIGURES, given, stating)
