"""Cases of a release that knew no clocks get their first one."""

from sqlalchemy import select

from server.actions.cases.deadlines import start_clock
from server.db import transaction
from server.models.cases import Case
from server.queries.cases.office import Office
from server.rules.cases.clocks import first_clock
from server.rules.cases.kinds import CaseKind, CaseState
from server.rules.months import day_of


def start_missing_clocks(office: Office) -> int:
    """The clock starts the first deadline of each received case that has none; how many there were.

    The day does not change: it is counted as it was when the case came in.
    """
    with transaction() as session:
        cases = session.scalars(
            select(Case).where(
                Case.hall_id == office.hall.id,
                Case.is_open.is_(True),
                Case.state == CaseState.RECEIVED,
                Case.clock == "",
            )
        ).all()
        for case in cases:
            clock = first_clock(CaseKind(case.kind), has_contact=case.has_contact).clock
            came_in = day_of(case.received_at, office.hall.zone)
            session.add(start_clock(case, clock, office, started_on=came_in))
        return len(cases)
