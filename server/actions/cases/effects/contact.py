"""The citizen takes their contact back."""

from typing import Any

from sqlalchemy import and_, delete, false, or_

from server.actions.cases.taking import Taking
from server.actions.messages.forgetting import forget_followers
from server.ids import new_id
from server.models.operations import Erasure
from server.models.ratings import Contact
from server.rules.retention import DataClass


def erase_contact(taking: Taking) -> None:
    """The sealed contact is gone, of the case and of its rating, with a line in the register.

    So is the phone that followed it.
    """
    case = taking.case
    of_rating = Contact.rating_id == case.rating_id if case.rating_id else false()
    gone = delete(Contact).where(
        and_(Contact.hall_id == case.hall_id, or_(Contact.case_id == case.id, of_rating))
    )
    result: Any = taking.session.execute(gone, execution_options={"synchronize_session": False})
    rows = result.rowcount + forget_followers(taking.session, case.hall_id, [case.id])
    case.has_contact = False
    taking.session.add(
        Erasure(
            hall_id=case.hall_id,
            id=new_id(taking.office.today),
            data_class=DataClass.CONTACT,
            up_to=taking.office.today,
            rows=rows,
            erased_at=taking.office.now,
        )
    )
