"""How does an inspector begin a round?"""

import secrets
from dataclasses import dataclass, replace

from flask import Response, request
from werkzeug.datastructures import MultiDict

from server import clock
from server.actions.inspections.start_round import start_round
from server.errors import ChuangpingError, FormProblems, Problem
from server.gate import (
    Door,
    console_actor,
    console_hall,
    console_sign_in,
    open_to,
    status_of,
)
from server.queries.inspections.due import plan_on, rhythms_of
from server.queries.registry.windows import hall_windows
from server.rules.accounts.roles import Permission
from server.rules.inspections.draw import MOST_DRAWN
from server.rules.inspections.form import RoundForm
from server.rules.inspections.kinds import Rhythm, RoundKind
from server.rules.months import day_of
from web.console.answers import page, see_other
from web.console.inspections.rounds import INSPECTIONS
from web.console.routes import at, office
from web.errors import remember

NEW = f"{INSPECTIONS}new"
SEED_BYTES = 8
USUAL_COUNT = "5"


@dataclass(frozen=True)
class StartPage:
    """The form of a round, with what was typed."""

    typed: "MultiDict[str, str]"
    problems: tuple[Problem, ...] = ()
    trouble: str = ""

    @property
    def words(self) -> str:
        """The free text that was typed."""
        return self.typed.get("theme", "")

    def again(self, error: ChuangpingError, sentence: str) -> Response | None:
        """The form as it was typed, telling what is wrong with it."""
        problems = error.problems if isinstance(error, FormProblems) else ()
        shown = replace(self, problems=problems, trouble="" if problems else sentence)
        return shown.show(status=status_of(error))

    def show(self, *, status: int = 200) -> Response:
        """The page."""
        hall = console_hall()
        plan = plan_on(hall.id, day_of(clock.now(), hall.zone))
        return page(
            "console/inspections/new.html",
            status=status,
            typed=self.typed,
            problems=self.problems,
            trouble=self.trouble,
            kinds=tuple(RoundKind),
            rhythms=rhythms_of(plan),
            team=plan.team,
            windows=[one for one in hall_windows(hall.id) if one.closed_on is None],
            chosen=set(self.typed.getlist("windows")),
        )

    @property
    def form(self) -> RoundForm:
        """The form as the action takes it."""
        sent = self.typed
        kind, rhythm = sent.get("kind", ""), sent.get("rhythm", "")
        count = sent.get("count", "")
        return RoundForm(
            kind=RoundKind(kind) if kind in set(RoundKind) else None,
            leader=sent.get("leader", ""),
            team=sent.get("team", ""),
            witness=sent.get("witness", ""),
            theme=sent.get("theme", ""),
            rhythm=Rhythm(rhythm) if rhythm in set(Rhythm) else None,
            windows=tuple(sent.getlist("windows")),
            seed=sent.get("seed", "").strip(),
            count=int(count) if count.isascii() and count.isdecimal() else MOST_DRAWN + 1,
        )


@office.get(NEW)
@open_to(Door.CONSOLE, Permission.INSPECT)
def new_round() -> Response:
    """The form, filled with what is usual."""
    usual = {
        "kind": request.args.get("kind", RoundKind.PATROL),
        "rhythm": request.args.get("rhythm", ""),
        "leader": console_sign_in().title,
        "seed": secrets.token_hex(SEED_BYTES),
        "count": USUAL_COUNT,
    }
    return StartPage(MultiDict(usual)).show()


@office.post(NEW)
@open_to(Door.CONSOLE, Permission.INSPECT)
def begin_round() -> Response:
    """The round begins, at its first window."""
    shown = remember(StartPage(MultiDict(request.form)))
    number = start_round(console_hall(), shown.form, by=console_actor(), now=clock.now())
    return see_other(at(f"{INSPECTIONS}rounds/{number}", done="round_begun"))
