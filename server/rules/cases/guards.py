"""Which conditions stand before a step, beside state and permission? Each says why not.

Every guard is one row of this page: a name, a sentence ``guard.<name>`` in ``server/texts``,
and the condition under which the step is refused.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum

from server.rules.accounts.roles import Actor, Permission
from server.rules.cases.clocks import CLOCKS, CaseClock
from server.rules.cases.codes import ESTABLISHED, Outcome, Satisfied, WaitsFor
from server.rules.cases.facts import CaseFacts
from server.rules.cases.kinds import CaseState
from server.rules.cases.permissions import permission_for
from server.rules.cases.takers import Taker

# Domain, cases: satisfied on call-back, or so many documented attempts.
ATTEMPTS_ENOUGH = 3
LAST_ROUND = 3  # 1 first handling, 2 reopened, 3 escalated


class Guard(StrEnum):
    """A named condition; its word is also the reason for which a step is refused."""

    CONFLICT = "conflict"  # the taker is whom the case is about, or of their line
    OTHER_DEPARTMENT = "other_department"
    TOOK_PART = "took_part"
    NOTHING_ASKED = "nothing_asked"
    NO_CONTACT = "no_contact"
    NO_RATING = "no_rating"
    NOT_ESTABLISHED = "not_established"
    RECTIFY_FIRST = "rectify_first"
    NOT_RECTIFIED = "not_rectified"
    RECTIFIED_ALREADY = "rectified_already"
    NOT_CALLED_BACK = "not_called_back"
    UNHAPPY_FIRST = "unhappy_first"
    NOT_UNHAPPY = "not_unhappy"
    CONFIRMING = "confirming"
    REOPENED_BEFORE = "reopened_before"
    REOPEN_OVER = "reopen_over"
    REOPEN_FIRST = "reopen_first"
    ESCALATED_BEFORE = "escalated_before"
    ESCALATE_OVER = "escalate_over"
    STILL_CONTESTABLE = "still_contestable"
    SEND_BACK_OVER = "send_back_over"
    NO_CLOCK = "no_clock"
    EXTENDED_BEFORE = "extended_before"
    EXPIRED = "expired"
    NOT_EXPIRED = "not_expired"
    EXCLUDED_ALREADY = "excluded_already"
    RATED_ALREADY = "rated_already"
    PUBLISHED_ALREADY = "published_already"
    NOT_PUBLISHED = "not_published"


Refuses = Callable[[CaseFacts, Taker], bool]


def is_in_conflict(facts: CaseFacts, taker: Taker) -> bool:
    """Whether the taker is whom the case is about, or works for or heads their department."""
    if not isinstance(taker, Actor):
        return False
    if taker.staff_id is not None and taker.staff_id == facts.about_staff_id:
        return True
    about = facts.about_department_id
    if about is None:
        return False
    heads = any(
        grant.department_id == about and grant.hall_id in {None, facts.hall_id}
        for grant in taker.grants
    )
    return heads or facts.taker_department_id == about


def may_answer_for_unit(facts: CaseFacts, taker: Taker) -> bool:
    """Whether the case lies with a department that the taker answers for."""
    if not isinstance(taker, Actor):
        return False
    permission = permission_for(Permission.ANSWER_CASES, facts.kind)
    departments = taker.departments(permission, facts.hall_id)
    return departments is None or facts.department_id in departments


def is_closable(facts: CaseFacts) -> bool:
    """Satisfied on the last call-back that reached somebody, or three documented attempts."""
    said = [call.satisfied for call in facts.call_backs if call.is_reached]
    return said[-1:] == [Satisfied.YES] or len(facts.call_backs) >= ATTEMPTS_ENOUGH


def is_unhappy(facts: CaseFacts) -> bool:
    """Whether the citizen said on the last call-back that it will not do."""
    said = [call.satisfied for call in facts.call_backs if call.is_reached]
    return said[-1:] == [Satisfied.NO]


def _took_part(facts: CaseFacts, taker: Taker) -> bool:
    return isinstance(taker, Actor) and taker.account_id in facts.took_part


def _may_not_be_extended(facts: CaseFacts, _taker: Taker) -> bool:
    return facts.clock is None or not CLOCKS[facts.clock].may_be_extended


def _is_over(facts: CaseFacts) -> bool:
    return facts.due_on is not None and facts.today > facts.due_on


def _is_confirming(facts: CaseFacts, _taker: Taker) -> bool:
    """Days in which the citizen may still speak; and who is owed a call-back is never lapsed."""
    is_theirs = facts.clock is CaseClock.CONFIRM or not facts.is_real_name_bad_rating
    return not (is_theirs and _is_over(facts))


def _is_contestable(facts: CaseFacts, _taker: Taker) -> bool:
    days = (facts.last_days.reopen, facts.last_days.escalate)
    return any(day is not None and facts.today <= day for day in days)


def _past(day_name: str) -> Refuses:
    def refuses(facts: CaseFacts, _taker: Taker) -> bool:
        last = getattr(facts.last_days, day_name)
        return last is None or facts.today > last

    return refuses


def _reopen_is_past(facts: CaseFacts, _taker: Taker) -> bool:
    """Before the case is closed the citizen simply says no; the days run from the closing."""
    last = facts.last_days.reopen
    return facts.state is CaseState.CLOSED and (last is None or facts.today > last)


REFUSES: Mapping[Guard, Refuses] = {
    Guard.CONFLICT: is_in_conflict,
    Guard.OTHER_DEPARTMENT: lambda facts, taker: not may_answer_for_unit(facts, taker),
    Guard.TOOK_PART: _took_part,
    Guard.NOTHING_ASKED: lambda facts, _: facts.waits_for is not WaitsFor.UNIT,
    Guard.NO_CONTACT: lambda facts, _: not facts.has_contact,
    Guard.NO_RATING: lambda facts, _: not facts.has_rating,
    Guard.NOT_ESTABLISHED: lambda facts, _: facts.finding not in ESTABLISHED,
    Guard.RECTIFY_FIRST: lambda facts, _: (
        facts.state is CaseState.DECIDED and facts.outcome is Outcome.ON_LEDGER
    ),
    Guard.NOT_RECTIFIED: lambda facts, _: (
        facts.state is CaseState.RECTIFYING and not facts.is_rectified
    ),
    Guard.RECTIFIED_ALREADY: lambda facts, _: facts.is_rectified,
    Guard.NOT_CALLED_BACK: lambda facts, _: not is_closable(facts),
    Guard.UNHAPPY_FIRST: lambda facts, _: facts.round == 1 and is_unhappy(facts),
    Guard.NOT_UNHAPPY: lambda facts, _: not is_unhappy(facts),
    Guard.CONFIRMING: _is_confirming,
    Guard.REOPENED_BEFORE: lambda facts, _: facts.round > 1,
    Guard.REOPEN_OVER: _reopen_is_past,
    Guard.REOPEN_FIRST: lambda facts, _: facts.state is CaseState.CLOSED and facts.round == 1,
    Guard.ESCALATED_BEFORE: lambda facts, _: facts.round >= LAST_ROUND,
    Guard.ESCALATE_OVER: _past("escalate"),
    Guard.STILL_CONTESTABLE: _is_contestable,
    Guard.SEND_BACK_OVER: _past("send_back"),
    Guard.NO_CLOCK: _may_not_be_extended,
    Guard.EXTENDED_BEFORE: lambda facts, _: facts.is_extended,
    Guard.EXPIRED: lambda facts, _: _is_over(facts),
    Guard.NOT_EXPIRED: lambda facts, _: not _is_over(facts),
    Guard.EXCLUDED_ALREADY: lambda facts, _: facts.is_excluded,
    Guard.RATED_ALREADY: lambda facts, _: facts.is_handling_rated,
    Guard.PUBLISHED_ALREADY: lambda facts, _: facts.is_published,
    Guard.NOT_PUBLISHED: lambda facts, _: not facts.is_published,
}
