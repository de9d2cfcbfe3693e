"""Cases that belong together are tied."""

from sqlalchemy import select

from server.actions.cases.taking import Taking
from server.errors import FormProblems, Problem
from server.models.cases import Case
from server.models.handling import CaseLink
from server.rules.cases.kinds import CaseState, is_open


def merge_into(taking: Taking) -> None:
    """This case goes on inside the other one, which has to be open."""
    other = _other(taking)
    if not is_open(CaseState(other.state)):
        raise FormProblems((Problem("case", "problem.case_ended"),))
    taking.case.merged_into_id = other.id
    _tie(taking, other, "merged")


def link_with(taking: Taking) -> None:
    """The two are shown beside each other."""
    _tie(taking, _other(taking), "linked")


def _other(taking: Taking) -> Case:
    """Raises FormProblems for the case itself."""
    other_id = taking.named["case"]
    if other_id == taking.case.id:
        raise FormProblems((Problem("case", "problem.case_itself"),))
    wanted = select(Case).where(Case.hall_id == taking.hall_id, Case.id == other_id)
    return taking.session.scalars(wanted).one()


def _tie(taking: Taking, other: Case, kind: str) -> None:
    key = {"hall_id": taking.hall_id, "case_id": taking.case.id, "other_id": other.id}
    tie = taking.session.get(CaseLink, key) or CaseLink(**key)
    tie.kind, tie.linked_at, tie.linked_by = kind, taking.office.now, taking.account_id
    taking.session.add(tie)
