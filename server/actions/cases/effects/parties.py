"""Who has the case after this step?"""

from server.actions.cases.taking import Taking


def hand_over(taking: Taking) -> None:
    """The chosen account handles it from now on."""
    taking.case.handler_id = taking.named["handler"]


def lay_before_unit(taking: Taking) -> None:
    """The chosen department sees it from now on, and answers."""
    taking.case.department_id = taking.named["department"]


def take_back(taking: Taking) -> None:
    """It lies with the supervising office alone again."""
    taking.case.department_id = None
