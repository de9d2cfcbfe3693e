"""Something of one's own hall, the same of another hall, and what was never there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from server.db import transaction
from server.ids import new_id, new_number
from server.models.ledger import Appeal
from server.rules.accounts.roles import Role
from server.rules.cases.kinds import CaseKind
from tests.build import TestHall
from tests.case_build import a_case
from tests.house.installation import NOW
from tests.house.signed_in import an_account

Values = Mapping[str, str]
NEVER = "0000000000"


@dataclass(frozen=True)
class Example:
    """How an object is made in a hall, and how an address names it."""

    blank: str
    make: Callable[[TestHall], str]


def _a_complaint(place: TestHall) -> str:
    return a_case(place, window=_a_window(place))


def _a_window(place: TestHall) -> str:
    return next(iter(place.windows))


def _a_tip_off(place: TestHall) -> str:
    return a_case(place, CaseKind.TIP_OFF, window=_a_window(place))


def _an_appeal(place: TestHall) -> str:
    """Of the worker 0137, against a month's result."""
    worker = an_account(place, Role.STAFF, staff="0137")
    number = new_number()
    with transaction() as session:
        session.add(
            Appeal(
                hall_id=place.hall.id,
                id=new_id(NOW.date()),
                number=number,
                staff_id=place.staff["0137"],
                against="month",
                month="2026-10",
                state="filed",
                filed_at=NOW,
                filed_by=worker.id,
                due_on=date(2026, 12, 9),
                is_due_provisional=False,
            )
        )
    return number


EXAMPLES: Mapping[str, Example] = {
    "case": Example("number", _a_complaint),
    "appeal": Example("number", _an_appeal),
    "tip_off": Example("number", _a_tip_off),
    "window": Example("number", _a_window),
}
"""By the kinds that rows of routes.toml name. A new kind is one line here."""
