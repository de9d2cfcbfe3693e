"""The demo's own door: open in the demo, and nowhere else."""

from dataclasses import replace

import pytest

from server.demo.people import PEOPLE, add_people
from server.gate import Wiring
from server.rules.accounts.roles import Role
from tests.build import FOUNDED_AT
from tests.house.signed_in import an_account
from tests.web.console.desk import Desk, words_of

STEP_IN = "/console/demo"


@pytest.fixture
def demo_desk(desk: Desk) -> Desk:
    """The console of a demo installation, with its people."""
    with desk.app.app_context():
        add_people(desk.place.hall, FOUNDED_AT)
    wiring: Wiring = desk.app.extensions["chuangping"]
    demo = replace(wiring, settings=replace(wiring.settings, is_demo=True))
    desk.app.extensions["chuangping"] = demo
    return desk


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: str(person.name))
def test_a_stranger_steps_in_as_any_of_the_demos_people(demo_desk: Desk, person: object) -> None:
    browser = demo_desk.app.test_client()
    name = getattr(person, "name", "")

    browser.post(STEP_IN, data={"name": name}, base_url="https://localhost")

    start = browser.get("/console/", base_url="https://localhost", follow_redirects=True)
    begins_with = "我的积分" if name == "chuangkou" else getattr(person, "title", "")
    assert start.status_code == 200
    assert begins_with in words_of(start)


def test_outside_the_demo_the_door_is_no_door(desk: Desk) -> None:
    with desk.app.app_context():
        add_people(desk.place.hall, FOUNDED_AT)

    answer = desk.app.test_client().post(STEP_IN, data={"name": "jiandu-1"})

    assert answer.status_code == 404
    assert "示范" not in desk.app.test_client().get("/console/login").text


def test_an_account_of_a_real_person_is_not_stepped_into(demo_desk: Desk) -> None:
    with demo_desk.app.app_context():
        real = an_account(demo_desk.place, Role.SUPERVISOR)

    answer = demo_desk.app.test_client().post(STEP_IN, data={"name": real.name})

    assert answer.status_code == 404
