"""What goes when a phone is to hear of a case no more?"""

from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from server.actions.operations.statements import count_of
from server.models.cases import Case
from server.models.subscriptions import CaseOpenid, Consent


def forget_followers(session: Session, hall_id: int, case_ids: Collection[int]) -> int:
    """The phones that follow those cases are unknown again, and what they accepted; how many."""
    forget_consents(session, hall_id, case_ids)
    gone = delete(CaseOpenid).where(CaseOpenid.hall_id == hall_id, CaseOpenid.case_id.in_(case_ids))
    return count_of(session.connection(), gone)


def forget_consents(session: Session, hall_id: int, case_ids: Collection[int]) -> None:
    """What was accepted for those cases is accepted no more."""
    numbers = session.scalars(
        select(Case.number).where(Case.hall_id == hall_id, Case.id.in_(case_ids))
    )
    recipients = [f"case/{number}" for number in numbers]
    session.execute(
        delete(Consent)
        .where(Consent.hall_id == hall_id, Consent.recipient.in_(recipients))
        .execution_options(synchronize_session=False)
    )
