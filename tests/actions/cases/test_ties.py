"""Cases that were merged are answered together, and their citizens may leave again."""

import pytest

from server import errors
from server.actions.cases.lapse_cases import archive_cases
from server.queries.cases.own_story import own_story
from server.queries.cases.story import story
from server.rules.cases.kinds import CaseKind, CaseState
from server.rules.cases.step_names import StepName as N
from tests.build import MORNING, TestHall, a_hall, at
from tests.case_build import (
    CITIZEN,
    a_case,
    a_discipline_contact,
    a_supervisor,
    case_row,
    step,
    walked_to,
)

pytestmark = pytest.mark.usefixtures("in_app")
S = CaseState


@pytest.fixture
def place(in_app: object) -> TestHall:
    """A hall."""
    del in_app
    return a_hall()


def merged(place: TestHall) -> tuple[str, str]:
    """A case that goes on inside another one, and that one."""
    supervisor, one, into = a_supervisor(place), a_case(place), a_case(place)
    step(place, one, N.MERGE, supervisor, facts={"case": into})
    return one, into


def test_what_answers_a_case_answers_those_merged_into_it(place: TestHall) -> None:
    one, into = merged(place)

    walked_to(place, into, S.REPLIED, a_supervisor(place))

    last = own_story(place.hall, one, CITIZEN, now=MORNING).steps[-1]
    assert (last.step, last.by) == ("reply", "clock")
    assert last.words == {"reply": "经核实属实，清单已更新。"}
    assert case_row(place, one).state == S.MERGED


def test_a_citizen_whom_that_does_not_help_takes_their_case_out_again(place: TestHall) -> None:
    one, into = merged(place)

    step(place, one, N.REOPEN, CITIZEN)

    case = case_row(place, one)
    assert (case.state, case.merged_into_id, case.clock) == (S.REOPENED, None, "ordinary")
    before = case.version
    walked_to(place, into, S.REPLIED, a_supervisor(place))
    assert case_row(place, one).version == before


def test_a_merged_case_is_not_archived_before_the_one_it_goes_on_in_has_ended(
    place: TestHall,
) -> None:
    one, into = merged(place)

    assert archive_cases(place.hall, now=at("2027-03-01 00:30")) == 0
    step(place, into, N.WITHDRAW, CITIZEN, now=at("2027-03-01 09:00"))
    archive_cases(place.hall, now=at("2027-04-01 00:30"))

    assert case_row(place, one).state == S.ARCHIVED


@pytest.mark.parametrize("wanted", ["itself", "an ended one", "a tip-off"])
def test_nothing_is_merged_into_what_cannot_take_it(place: TestHall, wanted: str) -> None:
    supervisor, number = a_supervisor(place), a_case(place)
    others = {
        "itself": lambda: number,
        "an ended one": lambda: walked_to(place, a_case(place), S.CLOSED, supervisor),
        "a tip-off": lambda: a_case(place, CaseKind.TIP_OFF),
    }

    with pytest.raises(errors.FormProblems):
        step(place, number, N.MERGE, supervisor, facts={"case": others[wanted]()})

    assert case_row(place, number).state == S.RECEIVED


def test_a_tie_to_what_became_a_tip_off_is_shown_to_nobody_else(place: TestHall) -> None:
    first, second = a_supervisor(place), a_supervisor(place)
    one, other = a_case(place), a_case(place)
    step(place, one, N.LINK, first, facts={"case": other})
    assert [tie.number for tie in story(place.hall, one, first, now=MORNING).ties] == [other]

    step(place, other, N.ASK_NEW_KIND, first, facts={"kind": "tip_off"})
    step(place, other, N.APPROVE_NEW_KIND, second)

    assert story(place.hall, one, first, now=MORNING).ties == ()
    discipline = a_discipline_contact(place)
    assert [tie.number for tie in story(place.hall, one, discipline, now=MORNING).ties] == [other]
