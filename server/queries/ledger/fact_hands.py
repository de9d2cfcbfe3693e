"""Who had a hand in a fact, so that somebody else decides an appeal against it?"""

from sqlalchemy import select

from server.db import session
from server.models.accounts import Account
from server.models.appraisal import Fact
from server.models.inspections import InspectionFinding


def hands_of_fact(fact: Fact) -> frozenset[int]:
    """The accounts that entered it, and of a finding those that found and signed it."""
    entered = session.scalars(select(Account.id).where(Account.name == fact.entered_by))
    found = session.execute(
        select(InspectionFinding.found_by, InspectionFinding.signed_by).where(
            InspectionFinding.hall_id == fact.hall_id,
            InspectionFinding.fact_dedupe == fact.dedupe,
        )
    )
    hands = {*entered, *(person for row in found for person in row)}
    return frozenset(person for person in hands if person is not None)
