"""One step of a case while it is being taken: all that its effects may read and change."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from server.models.cases import Case, CaseStep
from server.queries.cases.office import Office
from server.rules.accounts.roles import Actor
from server.rules.cases.facts import CaseFacts
from server.rules.cases.step import Step
from server.rules.cases.step_form import StepForm
from server.rules.cases.takers import Taker


@dataclass(frozen=True)
class Taking:
    """A step in the middle of its transaction: allowed, its form whole, its row not yet written.

    ``facts`` are those before the step. ``named`` holds the ids of what the form names.
    ``said`` becomes the facts of the step's row: effects may add words and numbers to it.
    """

    session: Session
    office: Office
    case: Case
    step: Step
    facts: CaseFacts
    form: StepForm
    taker: Taker
    row: CaseStep
    named: Mapping[str, int]
    said: dict[str, str]

    @property
    def hall_id(self) -> int:
        """The hall."""
        return self.office.hall.id

    @property
    def account_id(self) -> int:
        """The account that takes the step. Raises TypeError where no person does."""
        if not isinstance(self.taker, Actor):
            raise TypeError(self.step.name)
        return self.taker.account_id

    def words(self, part: str) -> str:
        """What was written in that part, trimmed."""
        return self.form.words.get(part, "").strip()
