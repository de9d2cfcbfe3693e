"""Ballots: which are open, who stands, how many have voted, and what came out?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Response, request
from werkzeug.datastructures import MultiDict

from server import clock, errors
from server.actions.appraisal.close_ballot import close_ballot
from server.actions.appraisal.open_ballot import BallotForm, open_ballot
from server.actions.appraisal.standing import standing_in
from server.errors import ChuangpingError, Problem
from server.gate import Door, console_actor, console_hall, language, open_to, status_of
from server.queries.appraisal.ballots import (
    FoundBallot,
    ballot_numbered,
    ballots_of,
    candidates_of,
    field_of,
    outcome_of,
    roll_of,
)
from server.queries.appraisal.names import names_of
from server.queries.appraisal.schemes import schemes_in_force
from server.queries.appraisal.story import period_words
from server.rules.accounts.roles import Permission
from server.rules.appraisal.ballots import LEAST_VOTES, BallotState, may_close
from server.rules.appraisal.combining import version_for
from server.rules.appraisal.periods import Period
from server.rules.months import day_of
from server.rules.rounding import half_up
from server.rules.schemes.shape import Ballot
from web.console.answers import page, see_other
from web.console.routes import at, office
from web.errors import ShownAgain, remember

P = Permission
BALLOTS = "/console/appraisal/awards/ballots"
BALLOT = f"{BALLOTS}/<number>"
REASON = "reason-"
LONGEST_NUMBER = 3  # digits
PLACES = 2


@dataclass(frozen=True)
class NewBallotPage(ShownAgain):
    """The form that opens a ballot, with what was typed."""

    typed: "MultiDict[str, str]"

    @property
    def words(self) -> str:
        """The free text that was typed."""
        return "\n".join(text for name, text in self.typed.items() if name.startswith(REASON))

    def show(
        self, *, problems: tuple[Problem, ...] = (), trouble: str = "", status: int = 200
    ) -> Response:
        """The page; candidates stand in it when ballot and period are chosen."""
        names = names_of(console_hall().id)
        return page(
            "console/appraisal/ballot_new.html",
            status=status,
            typed=self.typed,
            choices=[(one.key, one.name) for one in _ballots_said()],
            candidates=sorted(
                ((field_of(who, names), names[who]) for who in self._candidates()),
                key=lambda one: one[0],
            ),
            problems=problems,
            trouble=trouble,
        )

    @property
    def form(self) -> BallotForm:
        """The form as the action takes it."""
        sent = self.typed
        most = sent.get("most_choices", "").strip()
        is_number = most.isascii() and most.isdecimal() and len(most) <= LONGEST_NUMBER
        return BallotForm(
            sent.get("key", ""),
            sent.get("period", "").strip(),
            _day(sent.get("closes_on", "")),
            int(most) if is_number else (-1 if most else 0),
            {
                name.removeprefix(REASON): text
                for name, text in sent.items()
                if name.startswith(REASON)
            },
        )

    def _candidates(self) -> Any:
        hall, key = console_hall(), self.typed.get("key", "")
        try:
            period = Period.parse(self.typed.get("period", "").strip())
            scheme = version_for(schemes_in_force(hall.id), period)
            known = scheme is not None and key in {one.key for one in scheme.ballots}
            return standing_in(hall, scheme, key, period) if scheme and known else ()
        except (errors.NotAPeriod, errors.SchemeMissing, errors.BasesDiffer):
            return ()


@dataclass(frozen=True)
class BallotPage:
    """One ballot."""

    found: FoundBallot

    @property
    def words(self) -> str:
        """Nothing is typed here."""
        return ""

    def again(self, error: ChuangpingError, sentence: str) -> Response | None:
        """The page, telling why it could not be closed."""
        return self.show(trouble=sentence, status=status_of(error))

    def show(self, *, trouble: str = "", status: int = 200) -> Response:
        """The page."""
        hall, found = console_hall(), self.found
        is_open = found.state is BallotState.OPEN
        today = day_of(clock.now(), hall.zone)
        everybody = found.voted == found.roll
        figures = {} if is_open else outcome_of(hall.id, found)
        return page(
            "console/appraisal/ballot.html",
            status=status,
            found=found,
            title_words=_title(found),
            is_open=is_open,
            candidates=candidates_of(hall.id, found),
            means={
                who: half_up(one.value.numerator, one.value.denominator, places=PLACES)
                for who, one in figures.items()
            },
            figures=figures,
            roll=roll_of(hall.id, found),
            least=max(found.min_votes, LEAST_VOTES),
            manages=console_actor().may(P.MANAGE_APPRAISAL, hall.id),
            may_close=is_open and may_close(today, found.closes_on, has_everybody_voted=everybody),
            trouble=trouble,
        )


@office.get(BALLOTS)
@open_to(Door.CONSOLE, P.MANAGE_APPRAISAL, P.SIGN_APPRAISAL)
def ballots() -> Response:
    """The ballots of the hall, the open ones first."""
    hall = console_hall()
    return page(
        "console/appraisal/ballots.html",
        found=[(one, period_words(language(), one.period)) for one in ballots_of(hall.id)],
        is_open=BallotState.OPEN,
        today=day_of(clock.now(), hall.zone),
        manages=console_actor().may(P.MANAGE_APPRAISAL, hall.id),
    )


@office.get(f"{BALLOTS}/new")
@open_to(Door.CONSOLE, P.MANAGE_APPRAISAL)
def new_ballot() -> Response:
    """The form that opens a ballot; ``?key=`` and ``?period=`` show who would stand."""
    return NewBallotPage(MultiDict(request.args)).show()


@office.post(f"{BALLOTS}/new")
@open_to(Door.CONSOLE, P.MANAGE_APPRAISAL)
def open_new_ballot() -> Response:
    """The officer opens a ballot."""
    typed = NewBallotPage(MultiDict(request.form))
    remember(typed)
    number = open_ballot(console_hall(), typed.form, by=console_actor(), now=clock.now())
    return see_other(at(f"{BALLOTS}/{number}", done="ballot_opened"))


@office.get(BALLOT)
@open_to(Door.CONSOLE, P.MANAGE_APPRAISAL, P.SIGN_APPRAISAL)
def one_ballot(number: str) -> Response:
    """One ballot with its roll, and its outcome once it is closed."""
    return BallotPage(ballot_numbered(console_hall().id, number)).show()


@office.post(f"{BALLOT}/close")
@open_to(Door.CONSOLE, P.MANAGE_APPRAISAL)
def close_one_ballot(number: str) -> Response:
    """The officer closes the ballot."""
    hall = console_hall()
    remember(BallotPage(ballot_numbered(hall.id, number)))
    close_ballot(hall, number, by=console_actor(), now=clock.now())
    return see_other(at(f"{BALLOTS}/{number}", done="ballot_closed"))


def _ballots_said() -> tuple[Ballot, ...]:
    """The ballots of the versions in force, the latest version's words for each."""
    said = {
        one.key: one for scheme in schemes_in_force(console_hall().id) for one in scheme.ballots
    }
    return tuple(said.values())


def _title(found: FoundBallot) -> dict[str, str]:
    return {"name": found.name, "period": period_words(language(), found.period)}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
