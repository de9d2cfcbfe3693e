"""Who has the case after this step?"""

from server.actions.cases.taking import Taking
from server.rules.cases.kinds import CaseKind


def hand_over(taking: Taking) -> None:
    """The chosen account handles it from now on."""
    taking.case.handler_id = taking.named["handler"]


def lay_before_unit(taking: Taking) -> None:
    """The chosen department sees it from now on, and answers."""
    taking.case.department_id = taking.named["department"]


def lay_before_rectifier(taking: Taking) -> None:
    """Who is to put it right sees it: the chosen department, else where it lies, else the window's.

    A tip-off stays where it is: its discipline contact sees to it.
    """
    if taking.facts.kind is CaseKind.TIP_OFF:
        return
    nearest = taking.case.department_id or taking.facts.about_department_id
    taking.case.department_id = taking.named.get("department", nearest)


def take_back(taking: Taking) -> None:
    """It lies with the supervising office alone again."""
    taking.case.department_id = None
