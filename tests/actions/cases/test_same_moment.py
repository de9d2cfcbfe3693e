"""Two people act on one case at the same moment: one is first, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from sqlalchemy import select

from server import errors
from server.actions.cases.take_step import Taken, take_step
from server.db import session
from server.models.cases import CaseStep
from server.rules.accounts.roles import Actor
from server.rules.cases.kinds import CaseState
from server.rules.cases.step_form import StepForm
from server.rules.cases.step_names import StepName as N
from tests.build import MORNING, TestHall, a_hall
from tests.case_build import FACTS, WORDS, a_case, a_supervisor, case_row

PEOPLE = 4
ROUNDS = 3


def at_once(app: Flask, acts: list[Callable[[], Taken]]) -> list[Taken | errors.ChuangpingError]:
    """What came of each act when all of them begin together."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Taken]) -> Taken | errors.ChuangpingError:
        with app.app_context():
            start.wait()
            try:
                return act()
            except errors.ChuangpingError as error:
                return error

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(run, acts))


def an_act(place: TestHall, number: str, name: N, who: Actor) -> Callable[[], Taken]:
    form = StepForm(
        number, name, seen_version=1, facts=FACTS.get(name, {}), words=WORDS.get(name, {})
    )
    return lambda: take_step(place.hall, form, who, now=MORNING)


def test_of_people_who_decide_at_one_moment_one_wins_and_the_others_are_told(app: Flask) -> None:
    for turn in range(ROUNDS):
        with app.app_context():
            place = a_hall(f"H{turn}")
            number = a_case(place)
            people = [a_supervisor(place) for _ in range(PEOPLE)]
            session.remove()
        names = (N.ACCEPT, N.REFUSE) * (PEOPLE // 2)

        found = at_once(
            app, [an_act(place, number, *one) for one in zip(names, people, strict=True)]
        )

        won = [one for one in found if isinstance(one, Taken)]
        told = [one for one in found if isinstance(one, errors.CaseMoved)]
        assert (len(won), len(told)) == (1, PEOPLE - 1), found
        with app.app_context():
            steps = session.scalars(select(CaseStep).where(CaseStep.position == 2)).all()
            names_of_winners = {step.taken_by for step in steps}
            assert {one.data["by"] for one in told} <= names_of_winners
            assert case_row(place, number).state in {CaseState.ACCEPTED, CaseState.NOT_ACCEPTED}


def test_notes_at_one_moment_all_stay_each_at_its_place(app: Flask) -> None:
    with app.app_context():
        place = a_hall()
        number = a_case(place)
        people = [a_supervisor(place) for _ in range(PEOPLE)]
        session.remove()

    found = at_once(app, [an_act(place, number, N.NOTE, who) for who in people])

    assert all(isinstance(one, Taken) for one in found), found
    with app.app_context():
        positions = session.scalars(select(CaseStep.position).order_by(CaseStep.position)).all()
        assert positions == list(range(1, PEOPLE + 2))
        assert case_row(place, number).version == PEOPLE + 1


def test_one_form_sent_twice_at_one_moment_is_one_step(app: Flask) -> None:
    with app.app_context():
        place = a_hall()
        number, who = a_case(place), a_supervisor(place)
        session.remove()
    form = StepForm(number, N.NOTE, words=WORDS[N.NOTE], nonce=b"one form")

    found = at_once(app, [lambda: take_step(place.hall, form, who, now=MORNING)] * PEOPLE)

    taken = [one for one in found if isinstance(one, Taken)]
    assert len(taken) == PEOPLE, found
    assert sum(not one.is_repeat for one in taken) == 1
