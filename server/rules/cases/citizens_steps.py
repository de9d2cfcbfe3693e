"""What can a citizen do in their case, and in which part do they say something with it?"""

from collections.abc import Mapping

from server.rules.cases.step_names import StepName
from server.rules.cases.steps import STEPS
from server.rules.cases.takers import By

PARTS: Mapping[StepName, str] = {
    step.name: next(iter((*step.words, *step.may_say)), "")
    for step in STEPS
    if step.by is By.CITIZEN and step.states
}
"""Each step of a citizen, with the one part that may be written in it; empty where none may."""
