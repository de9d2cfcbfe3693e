"""Ratings that should not count: who proposes it, and who agrees?"""

from dataclasses import dataclass, replace

from flask import Response, request

from server import clock
from server.actions.ratings.approve_exclusion import approve_exclusion
from server.actions.ratings.propose_exclusion import ExclusionForm, propose_exclusion
from server.actions.ratings.refuse_exclusion import refuse_exclusion
from server.errors import FormProblems, Problem
from server.gate import Door, console_actor, console_hall, open_to
from server.queries.ratings.exclusions import (
    RatingToReview,
    excluded_lately,
    rating_to_review,
    waiting_exclusions,
)
from server.rules.accounts.roles import Permission
from server.rules.cases.codes import ExclusionReason
from server.rules.ratings.exclusion import LONGEST_WORDS
from web.console.answers import page, see_other
from web.console.asked import asked
from web.console.routes import at, office
from web.console.rows import opened_row
from web.errors import ShownAgain, remember

EXCLUSIONS = "/console/exclusions"
ROW = "rating"
# An upheld appeal proposes by itself.
REASONS = (ExclusionReason.MISTAKEN, ExclusionReason.MALICIOUS)


@dataclass(frozen=True)
class ProposalPage(ShownAgain):
    """The form that proposes to set a rating aside; ``row`` is the rating, sealed."""

    row: str
    rating_id: int
    rating: RatingToReview
    reason: str = ""
    words: str = ""

    def show(
        self, *, problems: tuple[Problem, ...] = (), trouble: str = "", status: int = 200
    ) -> Response:
        """The page."""
        return page(
            "console/ledger/propose.html",
            status=status,
            typed=self,
            rating=self.rating,
            reasons=REASONS,
            problems=problems,
            trouble=trouble,
        )

    def form(self) -> ExclusionForm:
        """The form as the action takes it. Raises FormProblems."""
        most: dict[str, str | int] = {"length": len(self.words), "most": LONGEST_WORDS}
        checks = (
            (self.reason not in set(REASONS), Problem("reason", "exclusion.reason_missing")),
            (not self.words.strip(), Problem("words", "appeal.words_missing")),
            (len(self.words) > LONGEST_WORDS, Problem("words", "problem.text_too_long", most)),
        )
        found = tuple(problem for is_wrong, problem in checks if is_wrong)
        if found:
            raise FormProblems(found)
        return ExclusionForm(self.rating_id, ExclusionReason(self.reason), self.words)


@office.get(EXCLUSIONS)
@open_to(Door.CONSOLE, Permission.HANDLE_CASES, Permission.DECIDE_PROPOSALS)
def exclusions() -> Response:
    """What waits for a second person, and what was set aside lately."""
    hall = console_hall()
    return page(
        "console/ledger/exclusions.html",
        waiting=waiting_exclusions(hall.id),
        lately=excluded_lately(hall.id),
        may_decide=console_actor().may(Permission.DECIDE_PROPOSALS, hall.id),
    )


@office.get(f"{EXCLUSIONS}/new")
@open_to(Door.CONSOLE, Permission.HANDLE_CASES)
def propose() -> Response:
    """The form that proposes; ``?row=`` is the rating, sealed, as the list of ratings gives it."""
    return _proposal(asked("row")).show()


@office.post(f"{EXCLUSIONS}/new")
@open_to(Door.CONSOLE, Permission.HANDLE_CASES)
def send_proposal() -> Response:
    """A supervisor proposes."""
    sent = request.form
    page_of = _proposal(sent.get("row", ""))
    reason, words = sent.get("reason", ""), sent.get("words", "")
    typed = remember(replace(page_of, reason=reason, words=words))
    propose_exclusion(console_hall(), typed.form(), by=console_actor(), now=clock.now())
    return see_other(at(EXCLUSIONS, done="exclusion_asked"))


@office.post(f"{EXCLUSIONS}/<number>/approve")
@open_to(Door.CONSOLE, Permission.DECIDE_PROPOSALS, needs_fresh=True)
def agree(number: str) -> Response:
    """A second person agrees."""
    revised = approve_exclusion(console_hall(), number, by=console_actor(), now=clock.now())
    return see_other(at(EXCLUSIONS, done="excluded_revised" if revised else "excluded"))


@office.post(f"{EXCLUSIONS}/<number>/refuse")
@open_to(Door.CONSOLE, Permission.DECIDE_PROPOSALS)
def disagree(number: str) -> Response:
    """A second person does not agree."""
    answer = request.form.get("answer", "")[:LONGEST_WORDS]
    refuse_exclusion(console_hall(), number, answer=answer, by=console_actor(), now=clock.now())
    return see_other(at(EXCLUSIONS, done="exclusion_refused"))


def _proposal(row: str) -> ProposalPage:
    """The form for that rating; 404 for what was not sealed here, Unknown for no rating."""
    rating_id = opened_row(ROW, row)
    return ProposalPage(row, rating_id, rating_to_review(console_hall().id, rating_id))
