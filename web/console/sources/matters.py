"""Which matters are at the hall, which should be, and what was found of them?"""

from dataclasses import dataclass
from datetime import date

from flask import Response, request

from server import clock
from server.actions.sources.check_matter import WHAT, CheckForm, check_matter
from server.actions.sources.withdraw_check import withdraw_check
from server.errors import ChuangpingError, FormProblems, Problem
from server.gate import Door, console_actor, console_hall, open_to, status_of
from server.queries.sources.matters import HallStanding, hall_faults, hall_standings
from server.rules.months import day_of
from web.console.answers import see_other
from web.console.asked import asked, asked_scope
from web.console.routes import at, office
from web.console.sources.tabs import MANAGES, SEES, SOURCES, sources_page
from web.errors import remember

PAGE = f"{SOURCES}/matters"
LONGEST_DAY = 10
NOTHING_TYPED = CheckForm("", "", None, "")


@dataclass(frozen=True)
class MattersPage:
    """The matters, with the form of a check as it was typed."""

    typed: CheckForm = NOTHING_TYPED
    problems: tuple[Problem, ...] = ()
    trouble: str = ""

    @property
    def words(self) -> str:
        """The free text that was typed."""
        return self.typed.note

    def again(self, error: ChuangpingError, sentence: str) -> Response:
        """The page with the form as it was typed, telling what is wrong with it."""
        problems = error.problems if isinstance(error, FormProblems) else ()
        return MattersPage(self.typed, problems, sentence).show(status=status_of(error))

    def show(self, *, status: int = 200) -> Response:
        """The page as it is now."""
        hall = console_hall()
        today = day_of(clock.now(), hall.zone)
        departments = asked_scope(SEES).departments
        standings = hall_standings(hall.id, today, departments=departments, words=asked("q"))
        only = asked("only")
        return sources_page(
            "matters.html",
            status=status,
            standings=[one for one in standings if _is(only, one)],
            due=sum(one.is_due for one in standings),
            stationed=sum(one.is_due and one.is_stationed for one in standings),
            outside=sum(one.is_outside for one in standings),
            faults=hall_faults(hall.id, departments=departments),
            kinds=WHAT,
            typed=self.typed,
            problems=self.problems,
            trouble=self.trouble,
        )


@office.get(PAGE)
@open_to(Door.CONSOLE, SEES)
def matter_standings() -> Response:
    """How it stands with every matter, and what was found."""
    return MattersPage().show()


@office.get(f"{PAGE}/<number>")
@open_to(Door.CONSOLE, SEES)
def matter_evidence(number: str) -> Response:
    """On to the one fault that a fact of the appraisal speaks of."""
    return see_other(f"{at(PAGE)}#found-{number}")


@office.post(f"{PAGE}/check")
@open_to(Door.CONSOLE, MANAGES)
def note_matter_fault() -> Response:
    """Something was found of a matter."""
    said = request.form
    form = CheckForm(
        said.get("matter", "").strip(),
        said.get("what", ""),
        day_said(said.get("found_on", "")),
        said.get("note", ""),
    )
    remember(MattersPage(form))
    check_matter(console_hall(), form, by=console_actor(), now=clock.now())
    return see_other(at(PAGE, done="matter_checked"))


@office.post(f"{PAGE}/withdraw")
@open_to(Door.CONSOLE, MANAGES)
def withdraw_matter_fault() -> Response:
    """It was noted in error."""
    number = request.form.get("number", "")
    withdraw_check(console_hall(), number, by=console_actor(), now=clock.now())
    return see_other(at(PAGE, done="matter_check_withdrawn"))


def day_said(text: str) -> date | None:
    """The day that was typed, None for none or for what is no day."""
    try:
        return date.fromisoformat(text[:LONGEST_DAY]) if text else None
    except ValueError:
        return None


def _is(only: str, standing: HallStanding) -> bool:
    missing = standing.is_due and not standing.is_stationed
    return {"missing": missing, "outside": standing.is_outside}.get(only, True)
