"""Is there a plain sentence for everything that can happen in a case?"""

import pytest

from server.rules.cases.clocks import CaseClock
from server.rules.cases.codes import Cause, Finding, LookReason, Outcome, Review, Satisfied
from server.rules.cases.kinds import CaseState, is_open
from server.rules.cases.steps import STEPS
from server.rules.cases.takers import By
from server.texts import is_known
from web.citizen.typed_step import STEPS as TYPED_STEPS

SENTENCES = {
    "each step that is shown": [
        f"case_steps.{step.name}" for step in STEPS if step.is_shown and step.states
    ],
    "each look": [f"case_steps.look_{reason}" for reason in LookReason],
    "each finding": [f"case_steps.finding_{finding}" for finding in Finding],
    "each cause": [f"case_steps.cause_{cause}" for cause in Cause],
    "each outcome": [f"case_steps.outcome_{outcome}" for outcome in Outcome],
    "each review": [f"case_steps.review_{review}" for review in Review],
    "each word on the phone": [f"case_steps.satisfied_{said}" for said in Satisfied],
    "each state": [f"case_page.{key}_{state}" for key in ("state", "now") for state in CaseState],
    "what is next": [f"case_page.next_{state}" for state in CaseState if is_open(state)],
    "each clock": [f"case_page.due_{clock}" for clock in CaseClock],
    "each thing done": [f"case_page.done_{step}" for step in TYPED_STEPS],
}


@pytest.mark.parametrize("subject", SENTENCES)
def test_there_is_a_sentence_for(subject: str) -> None:
    missing = [code for code in SENTENCES[subject] if not is_known(code)]

    assert missing == []


def test_every_step_that_a_citizen_may_take_has_a_form() -> None:
    of_citizen = {step.name for step in STEPS if step.by is By.CITIZEN and step.states}

    assert set(TYPED_STEPS.values()) == of_citizen
