"""On what may I vote, and my vote, on a phone."""

from dataclasses import dataclass
from typing import Any

from flask import Response, render_template, request
from werkzeug.datastructures import MultiDict

from server import clock, errors
from server.actions.appraisal.cast_vote import cast_vote, others_than
from server.errors import Problem
from server.gate import (
    SIGNED_IN,
    Door,
    console_actor,
    console_hall,
    language,
    open_to,
)
from server.queries.appraisal.ballots import (
    FoundBallot,
    ballot_numbered,
    ballots_for,
    candidates_of,
)
from server.queries.appraisal.story import period_words
from web.errors import ShownAgain, remember
from web.layout import link
from web.staff.routes import START, own

SEE_OTHER = 303
BALLOTS = f"{START}ballots"


@dataclass(frozen=True)
class VotePage(ShownAgain):
    """The paper of one ballot, with what was filled in."""

    found: FoundBallot
    typed: "MultiDict[str, str]"

    @property
    def words(self) -> str:
        """No free text is typed here."""
        return ""

    def show(
        self, *, problems: tuple[Problem, ...] = (), trouble: str = "", status: int = 200
    ) -> Response:
        """The page."""
        hall = console_hall()
        html = render_template(
            "staff/vote.html",
            hall_name=hall.title(language()),
            found=self.found,
            period=period_words(language(), self.found.period),
            candidates=others_than(console_actor(), candidates_of(hall.id, self.found)),
            typed=self.typed,
            problems=problems,
            trouble=trouble,
        )
        return Response(html, status)


@own.get(BALLOTS)
@open_to(Door.CONSOLE, SIGNED_IN)
def ballots() -> str:
    """The open ballots on whose roll one stands."""
    hall = console_hall()
    return render_template("staff/ballots.html", hall_name=hall.title(language()), **_listed())


@own.get(f"{BALLOTS}/<number>")
@open_to(Door.CONSOLE, SIGNED_IN)
def vote(number: str) -> Response:
    """The paper of one ballot; whoever is not on its roll finds nothing."""
    return VotePage(_mine(number), MultiDict()).show()


@own.post(f"{BALLOTS}/<number>")
@open_to(Door.CONSOLE, SIGNED_IN)
def cast(number: str) -> Response:
    """One votes, once."""
    typed = MultiDict(request.form)
    remember(VotePage(_mine(number), typed))
    cast_vote(console_hall(), number, dict(typed), by=console_actor(), now=clock.now())
    return Response(status=SEE_OTHER, headers={"Location": link("own.ballots", done="voted")})


def _listed() -> dict[str, Any]:
    found = ballots_for(console_hall().id, console_actor().account_id)
    return {
        "found": [(one, period_words(language(), one.period), voted) for one, voted in found],
        "has_voted_now": request.args.get("done") == "voted",
    }


def _mine(number: str) -> FoundBallot:
    """The open ballot of that number, if one is on its roll. Raises Unknown."""
    hall = console_hall()
    mine = {one.number for one, _ in ballots_for(hall.id, console_actor().account_id)}
    if number not in mine:
        raise errors.Unknown
    return ballot_numbered(hall.id, number)
