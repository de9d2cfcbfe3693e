"""A member of staff says that they have seen their own result of a period."""

from datetime import datetime

from server import errors
from server.actions.audit.record import record
from server.actions.operations.statements import count_of, insert_into, table_of
from server.db import transaction
from server.models.scores import ResultSeen
from server.queries.appraisal.own_score import own_results
from server.queries.appraisal.periods import latest_period
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor, Permission
from server.rules.appraisal.periods import Period
from server.rules.appraisal.seen import ResultRevised

IDENTITY = ["hall_id", "staff_id", "period", "revision"]


def see_result(hall: Hall, period: Period, revision: int, *, by: Actor, now: datetime) -> bool:
    """A person has seen their result in that revision; False when they said so before.

    It agrees to nothing: they may still appeal. Raises Unknown where they have no result,
    ResultRevised for another revision than the latest, StepNotAllowed for whom works nowhere.
    """
    if by.staff_id is None or not by.may(Permission.SEE_OWN, hall.id):
        raise errors.StepNotAllowed(step="see_result")
    with transaction() as session:
        computed = latest_period(hall.id, period)
        if computed is None or not own_results(hall.id, by.staff_id, computed):
            raise errors.Unknown
        if computed.revision != revision:
            raise ResultRevised(step="see_result")
        connection = session.connection()
        row = insert_into(connection, table_of(ResultSeen)).values(
            hall_id=hall.id,
            staff_id=by.staff_id,
            period=str(period),
            revision=revision,
            seen_at=now,
        )
        is_new = count_of(connection, row.on_conflict_do_nothing(index_elements=IDENTITY)) == 1
        if is_new:
            facts = {"revision": revision}
            record(session, hall.id, by, "result_seen", str(period), facts=facts, now=now)
        return is_new
