"""A case is walked from its first word to its closing."""

import pytest

from server.rules.cases.kinds import CaseState
from tests.build import a_hall
from tests.case_build import CONTACT, PATHS, a_case, a_supervisor, case_row, walked_to

pytestmark = pytest.mark.usefixtures("in_app")


@pytest.mark.parametrize("state", PATHS, ids=str)
def test_a_complaint_can_be_walked_to_each_state(state: CaseState) -> None:
    place = a_hall()
    supervisor = a_supervisor(place)

    number = walked_to(place, a_case(place, contact=CONTACT), state, supervisor)

    assert case_row(place, number).state == state
