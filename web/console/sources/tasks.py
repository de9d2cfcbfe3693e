"""Which work tasks does a month hold, what is reported of them, and what was decided?"""

from dataclasses import dataclass, replace
from datetime import date

from flask import Response, request

from server import clock
from server.actions.sources.decide_milestone import DecisionForm, decide_milestone
from server.actions.sources.report_milestone import ReportForm, report_milestone
from server.errors import ChuangpingError, FormProblems, Problem
from server.gate import Door, console_actor, console_hall, open_to, status_of
from server.queries.sources.tasks import milestones_of_month, milestones_of_task
from server.rules.months import day_of
from server.rules.sources.tasks import OUTCOMES, MilestoneState
from web.console.answers import see_other
from web.console.asked import asked, asked_scope
from web.console.routes import at, office
from web.console.sources.matters import day_said
from web.console.sources.months import month_or_later
from web.console.sources.tabs import MANAGES, SEES, SOURCES, sources_page
from web.errors import remember

PAGE = f"{SOURCES}/tasks"


@dataclass(frozen=True)
class TaskPage:
    """One task with its months, and the form of one of them as it was typed."""

    code: str
    month: str = ""
    done_on: date | None = None
    words: str = ""
    outcome: str = ""
    problems: tuple[Problem, ...] = ()
    trouble: str = ""

    def again(self, error: ChuangpingError, sentence: str) -> Response:
        """The page with the form as it was typed, telling what is wrong with it."""
        problems = error.problems if isinstance(error, FormProblems) else ()
        shown = replace(self, problems=problems, trouble=sentence)
        return shown.show(status=status_of(error))

    def show(self, *, status: int = 200) -> Response:
        """The page as it is now."""
        hall = console_hall()
        departments = asked_scope(SEES).departments
        months = milestones_of_task(hall.id, self.code, departments=departments)
        return sources_page(
            "task.html",
            status=status,
            task=months[0],
            months=months,
            typed=self,
            outcomes=OUTCOMES,
            due=MilestoneState.DUE,
            today=day_of(clock.now(), hall.zone),
        )


@office.get(PAGE)
@open_to(Door.CONSOLE, SEES)
def work_task_list() -> Response:
    """What is to be done in a month, and how it stands."""
    hall, month = console_hall(), month_or_later()
    departments = asked_scope(SEES).departments
    found = milestones_of_month(hall.id, month, departments=departments)
    state = asked("state")
    return sources_page(
        "tasks.html",
        milestones=[one for one in found if state in {"", one.state}],
        month=month,
        states=list(MilestoneState),
        due=MilestoneState.DUE,
        today=day_of(clock.now(), hall.zone),
    )


@office.get(f"{PAGE}/<code>")
@open_to(Door.CONSOLE, SEES)
def work_task(code: str) -> Response:
    """One task, month by month."""
    return TaskPage(code).show()


@office.post(f"{PAGE}/<code>/<month>/report")
@open_to(Door.CONSOLE, SEES)
def report_work_task(code: str, month: str) -> Response:
    """The department says that a month is done, and with what evidence."""
    said = request.form
    words = said.get("evidence", "")
    form = ReportForm(code, month, day_said(said.get("done_on", "")), words)
    remember(TaskPage(code, month, form.done_on, words))
    report_milestone(console_hall(), form, by=console_actor(), now=clock.now())
    return see_other(at(f"{PAGE}/{code}", done="task_reported"))


@office.post(f"{PAGE}/<code>/<month>/decide")
@open_to(Door.CONSOLE, MANAGES)
def decide_work_task(code: str, month: str) -> Response:
    """Somebody else decides how the month stands."""
    said = request.form
    words, outcome = said.get("decision", ""), said.get("outcome", "")
    remember(TaskPage(code, month, words=words, outcome=outcome))
    chosen = MilestoneState(outcome) if outcome in set(OUTCOMES) else None
    form = DecisionForm(code, month, chosen, words)
    decide_milestone(console_hall(), form, by=console_actor(), now=clock.now())
    return see_other(at(f"{PAGE}/{code}", done="task_decided"))
