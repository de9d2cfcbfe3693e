"""Replies that everybody may read: reviewed, worded without identity, and taken back."""

from dataclasses import dataclass

from flask import Response, abort, request

from server import clock
from server.actions.cases.take_step import take_step
from server.errors import Problem
from server.gate import Door, console_actor, console_hall, open_to
from server.queries.replies.published import (
    Candidate,
    candidate,
    candidates,
    public_cases,
    published_replies,
    replies_are_public,
    replies_held,
)
from server.rules.accounts.roles import Permission
from server.rules.cases.step_form import StepForm
from server.rules.cases.step_names import StepName
from server.rules.months import day_of
from web.console.answers import page, see_other
from web.console.asked import asked_page
from web.console.routes import at, office
from web.errors import ShownAgain, remember

REPLIES = "/console/replies"


@dataclass(frozen=True)
class ReviewPage(ShownAgain):
    """The form in which a publisher words one reply, with what was typed."""

    found: Candidate
    asked: str = ""
    reply: str = ""

    @property
    def words(self) -> str:
        """The free text that was typed."""
        return f"{self.asked}\n\n{self.reply}"

    def show(
        self, *, problems: tuple[Problem, ...] = (), trouble: str = "", status: int = 200
    ) -> Response:
        """The page."""
        return page(
            "console/ledger/review.html",
            status=status,
            found=self.found,
            typed=self,
            problems=problems,
            trouble=trouble,
        )


@office.get(REPLIES)
@open_to(Door.CONSOLE, Permission.PUBLISH_REPLIES)
def replies() -> Response:
    """What could be published, and what is."""
    hall = console_hall()
    today = day_of(clock.now(), hall.zone)
    return page(
        "console/ledger/replies.html",
        is_on=replies_are_public(hall, today),
        candidates=candidates(hall.id),
        found=published_replies(hall, today=today, page=asked_page()),
        cases=public_cases(hall.id),
        held=replies_held(hall.id),
    )


@office.get(f"{REPLIES}/<number>")
@open_to(Door.CONSOLE, Permission.PUBLISH_REPLIES)
def review(number: str) -> Response:
    """The form that words one reply; the answer that was given is its beginning."""
    found = _found(number)
    return ReviewPage(found, reply=found.reply).show()


@office.post(f"{REPLIES}/<number>")
@open_to(Door.CONSOLE, Permission.PUBLISH_REPLIES, needs_fresh=True)
def publish_reply(number: str) -> Response:
    """One reply becomes public."""
    said = {part: request.form.get(part, "") for part in ("asked", "reply")}
    remember(ReviewPage(_found(number), **said))
    form = StepForm(number, StepName.PUBLISH_REPLY, words=said)
    take_step(console_hall(), form, console_actor(), now=clock.now())
    return see_other(at(REPLIES, done="reply_published"))


@office.post(f"{REPLIES}/<number>/withdraw")
@open_to(Door.CONSOLE, Permission.PUBLISH_REPLIES, needs_fresh=True)
def withdraw_reply(number: str) -> Response:
    """One reply is taken back."""
    words = {"reason": request.form.get("reason", "")}
    form = StepForm(number, StepName.WITHDRAW_REPLY, words=words)
    take_step(console_hall(), form, console_actor(), now=clock.now())
    return see_other(at(REPLIES, done="reply_withdrawn"))


def _found(number: str) -> Candidate:
    """The case whose reply could be published; 404 for every other."""
    return candidate(console_hall().id, number) or abort(404)
