"""Cases of a hall for browsers to open, each at another place of its way, all with one secret."""

from datetime import timedelta

from sqlalchemy import update

from qr.receipts import receipt_hash
from server import clock
from server.actions.registry.seed_calendar import seed_calendar
from server.db import transaction
from server.models.cases import Case
from server.rules.accounts.roles import Actor
from server.rules.cases.kinds import CaseState
from server.rules.cases.step_names import StepName as N
from tests.build import TestHall
from tests.case_build import CITIZEN, CONTACT, a_case, a_supervisor, step, walked_to

SECRET = "7Q2K9F4MX8TR3C5N"


def cases_in(place: TestHall) -> dict[str, str]:
    """The numbers of the cases, by what became of them."""
    now = clock.now()
    seed_calendar(now=now)
    supervisor = a_supervisor(place)
    cases = {
        "answered": _answered(place, supervisor),
        "long": _long(place, supervisor),
        "refused": a_case(place, moment=now - timedelta(days=3)),
        "archived": a_case(place, moment=now - timedelta(days=12)),
    }
    walked_to(place, cases["refused"], CaseState.NOT_ACCEPTED, supervisor, now=now)
    walked_to(place, cases["archived"], CaseState.ARCHIVED, supervisor, now=now)
    with transaction() as session:
        session.execute(update(Case).values(code_hash=receipt_hash(SECRET)))
    return cases


def _answered(place: TestHall, supervisor: Actor) -> str:
    now = clock.now()
    number = a_case(place, contact=CONTACT, moment=now - timedelta(days=6))
    step(place, number, N.ACCEPT, supervisor, now=now - timedelta(days=5))
    step(place, number, N.MESSAGE, supervisor, now=now - timedelta(days=4))
    step(place, number, N.CITIZEN_MESSAGE, CITIZEN, now=now - timedelta(days=3))
    step(place, number, N.LOOK, supervisor, now=now - timedelta(days=2))
    for name in (N.START, N.DECIDE, N.REPLY):
        step(place, number, name, supervisor, now=now)
    return number


def _long(place: TestHall, supervisor: Actor) -> str:
    now = clock.now()
    number = a_case(place, moment=now)
    step(place, number, N.ACCEPT, supervisor, facts={"clock": "complex"}, now=now)
    step(place, number, N.ASK_NEW_KIND, supervisor, now=now)
    return number
