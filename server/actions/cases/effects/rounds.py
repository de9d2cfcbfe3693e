"""A contested case begins anew."""

from server.actions.cases.taking import Taking
from server.rules.cases.guards import LAST_ROUND


def begin_again(taking: Taking) -> None:
    """It was reopened: the second round, and on its own where it was merged."""
    taking.case.round = 2
    taking.case.merged_into_id = None


def begin_last_round(taking: Taking) -> None:
    """It was escalated: the last round, for people who took no part."""
    taking.case.round = LAST_ROUND
    taking.case.handler_id = None
    taking.case.department_id = None


def count_attempt(taking: Taking) -> None:
    """Which attempt this call-back is."""
    taking.said["attempt"] = str(len(taking.facts.call_backs) + 1)


def keep_level(taking: Taking) -> None:
    """How the citizen rates the handling."""
    taking.case.handling_level = int(taking.form.facts["level"])
