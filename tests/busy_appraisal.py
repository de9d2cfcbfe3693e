"""What the appraisal of a busy hall has seen: a month computed, a ballot, a bonus, an award."""

import json
from datetime import datetime, timedelta

from sqlalchemy import insert

from server.actions.appraisal.cast_vote import cast_vote
from server.actions.appraisal.compute_period import compute_period
from server.actions.appraisal.decide_award import AwardDecision, decide_award
from server.actions.appraisal.open_ballot import BallotForm, open_ballot
from server.actions.appraisal.propose_award import ProposalForm, propose_award
from server.actions.appraisal.request_bonus import request_bonus
from server.actions.distribution.change_units import add_unit
from server.db import transaction
from server.ids import new_id, new_number
from server.models.scores import AppraisalTask
from server.queries.appraisal.ballots import ballot_numbered, candidates_of
from server.queries.appraisal.winners import winners_of
from server.rules.accounts.roles import Actor, Role
from server.rules.appraisal.bonuses import BonusForm
from server.rules.appraisal.periods import Period
from server.rules.appraisal.winners import WinnerState
from tests.actions.appraisal.award_build import a_signed_quarter, adopt, award_facts
from tests.appraisal_build import figures, state
from tests.build import TestHall
from tests.house.signed_in import an_account

MONTH, QUARTER = "2026-10", "2026-Q3"


def appraised(place: TestHall, clerk: Actor, now: datetime) -> dict[str, str]:
    """One of everything about 0137; by the folder of their pages, what stands in their blanks."""
    adopt(place)
    state(place, "late", "2026-10-14", minutes=5)
    figures(place, MONTH, "attended_days", {"0137": 20})
    compute_period(place.hall, Period.parse(MONTH), by="李某", now=now)
    add_unit(place.hall, "U1", "上级机关", by="赵某", now=now)
    _award(place, now)
    return {
        "/ballots/": _ballot(place, clerk, now),
        "/bonus/": _bonus(place, now),
        "/appraisal/tasks/": _task(place, now),
        "<subject>": "0137",
        "/schemes/": "trial",
    }


def _ballot(place: TestHall, clerk: Actor, now: datetime) -> str:
    officer = an_account(place, Role.APPRAISAL_OFFICER).actor
    form = BallotForm("peers", MONTH, (now + timedelta(days=2)).date())
    number = open_ballot(place.hall, form, by=officer, now=now)
    candidates = candidates_of(place.hall.id, ballot_numbered(place.hall.id, number))
    values = {one.field: "90" for one in candidates if one.who.id != clerk.staff_id}
    cast_vote(place.hall, number, values, by=clerk, now=now)
    return number


def _bonus(place: TestHall, now: datetime) -> str:
    supervisor = an_account(place, Role.SUPERVISOR).actor
    day = (now - timedelta(days=5)).date().isoformat()
    form = BonusForm("0137", "D1", day, "上门办证", "2", reference="值班记录")
    return request_bonus(place.hall, form, by=supervisor, now=now)


def _award(place: TestHall, now: datetime) -> None:
    facts = award_facts(place, winners=("0137",), open_seats=1)
    a_signed_quarter(place, [facts])
    officer, second = (an_account(place, Role.SUPERVISOR).actor for _ in range(2))
    propose_award(place.hall, ProposalForm("star", QUARTER), by=officer, now=now)
    (winner,) = winners_of(place.hall.id, Period.parse(QUARTER))
    decide_award(place.hall, winner.number, AwardDecision(WinnerState.GIVEN), by=second, now=now)


def _task(place: TestHall, now: datetime) -> str:
    number = new_number()
    row = {
        "hall_id": place.hall.id,
        "id": new_id(now.date()),
        "number": number,
        "dedupe": "low/0137",
        "subject": "staff",
        "subject_id": place.staff["0137"],
        "period": MONTH,
        "name": "约谈",
        "notice": "interview",
        "facts": json.dumps({"score": "59"}),
        "opened_at": now,
    }
    with transaction() as session:
        session.execute(insert(AppraisalTask), row)
    return number
