"""Appeals of staff: which wait, what each says, and who may decide it?"""

from dataclasses import dataclass

from flask import Response, request

from server import clock, errors
from server.actions.ledger.decide_appeal import DecisionForm, decide_appeal
from server.errors import FormProblems, Problem
from server.gate import Door, console_actor, console_hall, open_to
from server.queries.ledger.appeals import appeal_numbered, appeals_of
from server.queries.ledger.deciding import ToDecide, appeal_to_decide
from server.rules.accounts.roles import Permission
from server.rules.ledger.appeals import AppealState
from server.rules.months import day_of
from web.console.answers import page, see_other
from web.console.inspections.photos import picture
from web.console.routes import at, office
from web.errors import ShownAgain, remember

APPEALS = "/console/appeals"
UPHELD = "upheld"
CHOICES = frozenset({UPHELD, "refused"})


@dataclass(frozen=True)
class AppealPage(ShownAgain):
    """One appeal and the form that decides it, with what was typed."""

    found: ToDecide
    answer: str = ""
    choice: str = ""
    sets_aside: bool = False

    @property
    def words(self) -> str:
        """The free text that was typed."""
        return self.answer

    def show(
        self, *, problems: tuple[Problem, ...] = (), trouble: str = "", status: int = 200
    ) -> Response:
        """The page."""
        hall = console_hall()
        return page(
            "console/ledger/appeal.html",
            status=status,
            found=self.found,
            typed=self,
            problems=problems,
            trouble=trouble,
            sees_cases=console_actor().may(Permission.SEE_CASES, hall.id),
            sees_inspections=console_actor().may(Permission.SEE_INSPECTIONS, hall.id),
            is_filed=AppealState.FILED,
            today=day_of(clock.now(), hall.zone),
        )


@office.get(APPEALS)
@open_to(Door.CONSOLE, Permission.DECIDE_APPEALS)
def appeals() -> Response:
    """The appeals of the hall, those not decided first."""
    hall = console_hall()
    return page(
        "console/ledger/appeals.html",
        found=appeals_of(hall.id),
        is_filed=AppealState.FILED,
        today=day_of(clock.now(), hall.zone),
    )


@office.get(f"{APPEALS}/<number>")
@open_to(Door.CONSOLE, Permission.DECIDE_APPEALS)
def one_appeal(number: str) -> Response:
    """One appeal with what it is about."""
    return AppealPage(_found(number)).show()


@office.post(f"{APPEALS}/<number>")
@open_to(Door.CONSOLE, Permission.DECIDE_APPEALS)
def settle_appeal(number: str) -> Response:
    """Somebody who took no part decides it."""
    typed = AppealPage(
        _found(number),
        request.form.get("answer", ""),
        request.form.get("choice", ""),
        "sets_aside" in request.form,
    )
    remember(typed)
    if typed.choice not in CHOICES:
        raise FormProblems((Problem("choice", "appeal.choice_missing"),))
    form = DecisionForm(typed.choice == UPHELD, typed.answer, typed.sets_aside)
    state = decide_appeal(console_hall(), number, form, by=console_actor(), now=clock.now())
    done = "appeal_waits" if state is AppealState.FILED else "appeal_decided"
    return see_other(at(f"{APPEALS}/{number}", done=done))


@office.get(f"{APPEALS}/<number>/photos/<name>")
@open_to(Door.CONSOLE, Permission.DECIDE_APPEALS)
def photo_of_appeal(number: str, name: str) -> Response:
    """One photo that came with an appeal."""
    if name not in appeal_numbered(console_hall().id, number).photos:
        raise errors.Unknown
    return picture(name)


def _found(number: str) -> ToDecide:
    """The appeal with what it is about. Raises Unknown."""
    return appeal_to_decide(console_hall(), number, console_actor())
