"""What a decision enters into the score ledger, and what it takes back."""

from sqlalchemy import select

from server.actions.cases.taking import Taking
from server.actions.ledger.entering import Entering, enter_finding, reverse_entries_of_case
from server.errors import FormProblems, Problem
from server.models.handling import CaseFinding
from server.models.ratings import Rating
from server.queries.ratings.owners import owner_now
from server.rules.ledger.charging import NotCharged
from server.rules.ledger.reversal import ReversalReason


def check_person(taking: Taking) -> None:
    """Raises FormProblems when another person is named than the one who served at the time.

    Where that is wrong, the roster is corrected first; where nobody was attributed, the
    decision says who was found to have served.
    """
    named = taking.named.get("staff")
    served = _served(taking)
    if named is not None and served is not None and named != served:
        raise FormProblems((Problem("staff", "ledger.served_by_another"),))


def charge(taking: Taking) -> None:
    """The finding just written is entered; what an earlier round had entered otherwise goes."""
    taking.session.flush()
    finding = taking.session.scalars(
        select(CaseFinding).where(
            CaseFinding.hall_id == taking.hall_id,
            CaseFinding.case_id == taking.case.id,
            CaseFinding.round == taking.case.round,
        )
    ).one()
    charged = enter_finding(taking.session, taking.case, finding, _entering(taking))
    is_nobody = isinstance(charged, NotCharged)
    taking.said["charges"] = "nobody" if is_nobody else _bearer(finding)


def take_back(taking: Taking) -> None:
    """What a case had entered before it went on inside another one no longer holds."""
    entering = _entering(taking)
    reverse_entries_of_case(taking.session, taking.case.id, ReversalReason.MERGED, entering)


def _bearer(finding: CaseFinding) -> str:
    return "person" if finding.staff_id is not None else "department"


def _entering(taking: Taking) -> Entering:
    return Entering(taking.office.hall, taking.account_id, taking.office.now)


def _served(taking: Taking) -> int | None:
    rating_id = taking.case.rating_id
    rating = taking.session.get(Rating, (taking.hall_id, rating_id)) if rating_id else None
    return owner_now(rating) if rating is not None else None
