"""Several people decide on one exclusion, or one appeal, at the same moment: one is first."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

from flask import Flask
from sqlalchemy import select

from server import errors
from server.actions.ledger.decide_appeal import DecisionForm, decide_appeal
from server.actions.ledger.file_appeal import file_appeal
from server.actions.ratings.approve_exclusion import approve_exclusion
from server.actions.ratings.propose_exclusion import ExclusionForm, propose_exclusion
from server.actions.ratings.refuse_exclusion import refuse_exclusion
from server.db import session
from server.models.handling import ExcludedRating
from server.queries.ratings.counts import recounted, tallied
from server.rules.accounts.roles import Role
from server.rules.cases.codes import ExclusionReason
from server.rules.ledger.appeals import Against, AppealForm
from tests.actions.ledger.decided import a_rated_hall, decide, entries, rated, the_people
from tests.build import at
from tests.house.signed_in import an_account

NOW = at("2026-12-02 10:00")
PEOPLE = 4


def at_once(app: Flask, acts: Sequence[Callable[[], object]]) -> list[str]:
    """How each act ended when all began together: ``done``, or the name of the error."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        with app.app_context():
            start.wait()
            try:
                act()
            except errors.ChuangpingError as error:
                return type(error).__name__
            return "done"

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(run, acts))


def test_of_people_who_decide_on_one_exclusion_one_wins(app: Flask) -> None:
    with app.app_context():
        place = a_rated_hall()
        actors = [an_account(place, Role.SUPERVISOR).actor for _ in range(PEOPLE + 1)]
        form = ExclusionForm(rated(), ExclusionReason.MALICIOUS, "恶意")
        number = propose_exclusion(place.hall, form, by=actors[0], now=NOW)
        session.remove()
    agree = partial(approve_exclusion, place.hall, number, now=NOW)
    disagree = partial(refuse_exclusion, place.hall, number, answer="", now=NOW)
    acts = [partial((disagree, agree)[turn % 2], by=who) for turn, who in enumerate(actors[1:])]

    ends = at_once(app, acts)

    with app.app_context():
        assert sorted(ends) == ["StepNotAllowed"] * (PEOPLE - 1) + ["done"]
        assert len(session.scalars(select(ExcludedRating)).all()) <= 1
        assert tallied(place.hall.id, "2026-11") == recounted(place.hall.id, "2026-11")


def test_of_two_proposals_for_one_rating_one_waits(app: Flask) -> None:
    with app.app_context():
        place = a_rated_hall()
        actors = [an_account(place, Role.SUPERVISOR).actor for _ in range(PEOPLE)]
        form = ExclusionForm(rated(), ExclusionReason.MALICIOUS, "恶意")
        session.remove()

    propose = partial(propose_exclusion, place.hall, form, now=NOW)
    ends = at_once(app, [partial(propose, by=who) for who in actors])

    assert sorted(ends) == ["StepNotAllowed"] * (PEOPLE - 1) + ["done"]


def test_of_decisions_on_one_appeal_one_counts_and_the_entry_is_reversed_once(app: Flask) -> None:
    with app.app_context():
        place = a_rated_hall()
        people = the_people(place)
        decide(place, people.supervisor, now=at("2026-12-01 10:00"))
        form = AppealForm(Against.ENTRY, entries(place)[0].number, "不在窗口")
        number = file_appeal(place.hall, form, by=people.clerk.actor, now=NOW)
        actors = [an_account(place, Role.APPRAISAL_OFFICER).actor for _ in range(PEOPLE)]
        session.remove()
    upheld = DecisionForm(is_upheld=True, answer="成立")

    decision = partial(decide_appeal, place.hall, number, upheld, now=NOW)
    ends = at_once(app, [partial(decision, by=who) for who in actors])

    with app.app_context():
        assert sorted(ends) == ["StepNotAllowed"] * (PEOPLE - 1) + ["done"]
        assert len(entries(place)) == 2
