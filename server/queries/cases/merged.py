"""Which cases go on inside another one?"""

from sqlalchemy import and_, select

from server.db import session
from server.models.cases import Case
from server.models.handling import CaseLink
from server.rules.cases.kinds import CaseState


def merged_numbers(case: Case) -> list[str]:
    """The numbers of the cases that were merged into this one and still are."""
    tied = and_(CaseLink.hall_id == Case.hall_id, CaseLink.case_id == Case.id)
    return list(
        session.scalars(
            select(Case.number)
            .join(CaseLink, tied)
            .where(
                CaseLink.hall_id == case.hall_id,
                CaseLink.other_id == case.id,
                Case.merged_into_id == case.id,
                Case.state == CaseState.MERGED,
            )
            .order_by(Case.number)
        )
    )
