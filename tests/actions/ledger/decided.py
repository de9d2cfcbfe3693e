"""Arrangements: a case that was decided, and the people around it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from server.actions.ledger.entering import Entering, enter_finding
from server.db import session, transaction
from server.ids import new_id
from server.models.cases import Case
from server.models.handling import CaseFinding
from server.queries.ledger.entries import Asked, Entry, entries_page
from server.rules.accounts.roles import Role
from server.rules.cases.codes import Cause, Finding
from tests.build import TestHall, a_hall, on_duty, rate
from tests.house.signed_in import TestAccount, an_account


@dataclass(frozen=True)
class People:
    """Who appeals, who decided the case, who may decide the appeal, and who agrees."""

    clerk: TestAccount
    supervisor: TestAccount
    officer: TestAccount
    second: TestAccount


def a_rated_hall() -> TestHall:
    """A hall of three windows in which 0137 served at A01 and was rated badly."""
    place = a_hall(windows=("A01", "A02", "A03"))
    on_duty(place, "0137")
    rate(place, 1)
    return place


def the_people(place: TestHall) -> People:
    """Each with their own account."""
    return People(
        clerk=an_account(place, Role.STAFF, staff="0137"),
        supervisor=an_account(place, Role.SUPERVISOR),
        officer=an_account(place, Role.APPRAISAL_OFFICER),
        second=an_account(place, Role.SUPERVISOR),
    )


def decide(
    place: TestHall,
    by: TestAccount,
    finding: Finding = Finding.SUBSTANTIATED,
    *,
    now: datetime,
    number: int = 1,
    **more: Any,
) -> None:
    """A round of the one case ends in a finding, and what follows from it is entered, twice."""
    values = {"cause": Cause.PERSON, "staff_id": place.staff["0137"], **more}
    with transaction() as written:
        case = written.scalars(select(Case)).one()
        found = CaseFinding(
            hall_id=place.hall.id,
            id=new_id(now.date()),
            case_id=case.id,
            round=number,
            finding=finding,
            department_id=place.departments["D1"],
            month="2026-12",
            decided_at=now,
            decided_by=by.id,
            **values,
        )
        written.add(found)
        for _ in range(2):
            enter_finding(written, case, found, Entering(place.hall, by.id, now))


def entries(place: TestHall, **asked: Any) -> tuple[Entry, ...]:
    """The entries that were asked for, the latest first."""
    return entries_page(place.hall.id, Asked(**asked)).entries


def rated() -> int:
    """The id of the rating that opened the one case."""
    return int(session.scalars(select(Case.rating_id)).one() or 0)
