"""Awards: what numbers decide, what one person proposes, and what another one gives."""

from dataclasses import dataclass

from flask import Response, abort, request

from server import clock, errors
from server.actions.appraisal.decide_award import AwardDecision, decide_award
from server.actions.appraisal.propose_award import ProposalForm, propose_award
from server.errors import Problem
from server.gate import Door, console_actor, console_hall, language, open_to
from server.queries.appraisal.ballots import field_of
from server.queries.appraisal.names import names_of
from server.queries.appraisal.periods import ComputedPeriod
from server.queries.appraisal.schemes import schemes_in_force
from server.queries.appraisal.story import period_words
from server.queries.appraisal.winners import (
    FoundWinner,
    periods_with_awards,
    taken_of,
    winner_row,
    winners_of,
)
from server.rules.accounts.roles import Permission
from server.rules.appraisal.combining import version_for
from server.rules.appraisal.facts import Who
from server.rules.appraisal.periods import Period
from server.rules.appraisal.states import PeriodState
from server.rules.appraisal.winners import (
    Seats,
    WinnerState,
    no_longer,
    seats_told,
    still_open,
    to_propose,
)
from web.console.answers import page, see_other
from web.console.appraisal.groups import group_names
from web.console.routes import at, office
from web.errors import ShownAgain, remember

P = Permission
AWARDS = "/console/appraisal/awards"
WINNERS = "/console/appraisal/winners/<number>"


@dataclass(frozen=True)
class ShownAward:
    """One award of the period: its seats, who can still be proposed, and the seats decided on."""

    key: str
    name: str
    seats: tuple[Seats, ...]
    open_seats: tuple[tuple[Seats, int], ...]
    fresh: tuple[Who, ...]
    gone: tuple[Who, ...]
    winners: tuple[FoundWinner, ...]


@dataclass(frozen=True)
class AwardsPage(ShownAgain):
    """The awards of one period, with what was typed into the form of one of them."""

    period: Period | None
    award: str = ""
    chosen: tuple[str, ...] = ()
    reason: str = ""
    answer: str = ""

    @property
    def words(self) -> str:
        """The free text that was typed."""
        return self.reason or self.answer

    def show(
        self, *, problems: tuple[Problem, ...] = (), trouble: str = "", status: int = 200
    ) -> Response:
        """The page."""
        hall, actor = console_hall(), console_actor()
        periods = periods_with_awards(hall.id)
        here = next((one for one in periods if one.period == self.period), None)
        return page(
            "console/appraisal/awards.html",
            status=status,
            periods=[(period_words(language(), one.period), one.period) for one in periods],
            computed=here,
            period_name=period_words(language(), here.period) if here else "",
            awards=_awards(here) if here else (),
            names=names_of(hall.id),
            group_name=group_names(),
            field_of=field_of,
            states=WinnerState,
            is_signed=here is not None and here.state is not PeriodState.COMPUTED,
            proposes=actor.may(P.MANAGE_APPRAISAL, hall.id),
            decides=actor.may(P.SIGN_APPRAISAL, hall.id),
            typed=self,
            problems=problems,
            trouble=trouble,
        )


@office.get(AWARDS)
@open_to(Door.CONSOLE, P.MANAGE_APPRAISAL, P.SIGN_APPRAISAL)
def awards() -> Response:
    """The awards of ``?period=``, else of the last period that has some."""
    text = request.args.get("period", "")
    if text:
        return AwardsPage(_period(text)).show()
    periods = periods_with_awards(console_hall().id)
    return AwardsPage(periods[0].period if periods else None).show()


@office.post(f"{AWARDS}/propose")
@open_to(Door.CONSOLE, P.MANAGE_APPRAISAL)
def propose_winners() -> Response:
    """The officer proposes who gets an award."""
    sent = request.form
    period = _period(sent.get("period", ""))
    typed = AwardsPage(
        period, sent.get("award", ""), tuple(sent.getlist("chosen")), sent.get("reason", "")
    )
    remember(typed)
    form = ProposalForm(typed.award, str(period), typed.chosen, typed.reason)
    propose_award(console_hall(), form, by=console_actor(), now=clock.now())
    return see_other(at(AWARDS, period=str(period), done="award_proposed"))


@office.post(f"{WINNERS}/give")
@open_to(Door.CONSOLE, P.SIGN_APPRAISAL, needs_fresh=True)
def give_award(number: str) -> Response:
    """Another person gives the award."""
    return _decide(number, WinnerState.GIVEN)


@office.post(f"{WINNERS}/refuse")
@open_to(Door.CONSOLE, P.SIGN_APPRAISAL)
def refuse_award(number: str) -> Response:
    """Another person does not give the award."""
    return _decide(number, WinnerState.REFUSED)


@office.post(f"{WINNERS}/withdraw")
@open_to(Door.CONSOLE, P.SIGN_APPRAISAL, needs_fresh=True)
def withdraw_award(number: str) -> Response:
    """A person takes back an award that was given."""
    return _decide(number, WinnerState.WITHDRAWN)


def _decide(number: str, to: WinnerState) -> Response:
    hall = console_hall()
    period = _period(winner_row(hall.id, number).period)
    remember(AwardsPage(period, answer=request.form.get("answer", "")))
    decision = AwardDecision(to, request.form.get("answer", ""))
    decide_award(hall, number, decision, by=console_actor(), now=clock.now())
    return see_other(at(AWARDS, period=str(period), done="award_decided"))


def _awards(computed: ComputedPeriod) -> tuple[ShownAward, ...]:
    hall = console_hall()
    scheme = version_for(schemes_in_force(hall.id), computed.period)
    names = {one.key: one.name for one in scheme.awards} if scheme else {}
    found = winners_of(hall.id, computed.period)
    return tuple(
        _award(
            told["award"],
            names.get(told["award"], told["award"]),
            seats_told(computed.facts, told["award"]),
            tuple(one for one in found if one.award == told["award"]),
        )
        for told in computed.facts["awards"]
    )


def _award(
    key: str, name: str, seats: tuple[Seats, ...], winners: tuple[FoundWinner, ...]
) -> ShownAward:
    taken = taken_of(winners)
    left = ((one, still_open(one, taken)) for one in seats)
    return ShownAward(
        key,
        name,
        seats,
        tuple((one, number) for one, number in left if number),
        to_propose(seats, taken),
        no_longer(seats, taken),
        winners,
    )


def _period(text: str) -> Period:
    """The period of the address or form; 404 for what is none."""
    try:
        return Period.parse(text)
    except errors.NotAPeriod:
        abort(404)
