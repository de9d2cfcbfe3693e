"""Everybody who could try to take a step, and a case as the rules see it."""

from dataclasses import replace
from datetime import date
from typing import Any

from server.rules.accounts.roles import Actor, Grant, Role
from server.rules.cases.facts import CaseFacts
from server.rules.cases.kinds import CaseKind, CaseState
from server.rules.cases.takers import Citizen, Clock, Taker

HALL, OTHER_HALL = 1, 2
ACCUSED_UNIT, OTHER_UNIT = 11, 12
ACCUSED = 21
TODAY = date(2026, 11, 25)


def an_actor(
    *roles: Role, account: int = 31, hall: int | None = HALL, department: int | None = None
) -> Actor:
    return Actor(account, "王某", tuple(Grant(role, hall, department) for role in roles))


EVERYBODY: dict[str, Taker] = {
    **{role: an_actor(role) for role in Role},
    "citizen": Citizen(bytes(32)),
    "clock": Clock(),
    "nobody": Actor(32, "赵某"),
    "supervisor of another hall": an_actor(Role.SUPERVISOR, hall=OTHER_HALL),
}


def a_case(
    state: CaseState = CaseState.RECEIVED, kind: CaseKind = CaseKind.COMPLAINT, **more: Any
) -> CaseFacts:
    return replace(CaseFacts(hall_id=HALL, kind=kind, state=state, today=TODAY), **more)
