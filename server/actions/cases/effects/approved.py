"""What an approved proposal changes in the case."""

import json

from server.actions.cases.deadlines import extend_clock
from server.actions.cases.effects.proposals import waiting_proposal
from server.actions.cases.taking import Taking
from server.rules.cases.kinds import CaseKind


def extend(taking: Taking) -> None:
    """The deadline moves by the hall's extension; the step says from when to when."""
    taking.said["before"] = str(taking.case.due_on)
    extend_clock(taking.session, taking.case, taking.office)
    taking.said["due_on"] = str(taking.case.due_on)


def relabel(taking: Taking) -> None:
    """The case is of the other kind from now on; the step says what it was."""
    case = taking.case
    kind = json.loads(waiting_proposal(taking).facts)["kind"]
    taking.said.update(before=case.kind, kind=kind)
    case.kind = kind
    if CaseKind.TIP_OFF in {taking.facts.kind, kind}:
        # Who handled it must not go on with a tip-off, nor the other way round.
        case.handler_id = case.department_id = None
