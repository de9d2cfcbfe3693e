"""The board of a period: who is where, what is missing or waits and why, what was objected."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import Response, abort, request

from server import clock, errors
from server.actions.appraisal.checking import glanced_at, is_outdated
from server.actions.appraisal.compute_period import compute_period, revise_period
from server.actions.appraisal.sign_period import Signing, sign_period
from server.errors import Problem
from server.gate import Door, console_actor, console_hall, language, open_to
from server.queries.appraisal.board import board_of
from server.queries.appraisal.changes import changed_since
from server.queries.appraisal.names import names_of
from server.queries.appraisal.objections import objections_to
from server.queries.appraisal.periods import ComputedPeriod, latest_period, revisions_of
from server.queries.appraisal.readiness import readiness
from server.queries.appraisal.schemes import schemes_in_force
from server.queries.appraisal.stories import all_waiting
from server.queries.appraisal.tasks import tasks_of
from server.rules.accounts.roles import Permission
from server.rules.appraisal.periods import Period
from server.rules.appraisal.states import Obstacle, PeriodState, obstacles_to_signing
from server.rules.months import day_of, month_of
from server.rules.schemes.shape import Scheme, Span
from web.console.answers import page, see_other
from web.console.appraisal.groups import group_names
from web.console.asked import asked_scope
from web.console.routes import at, office
from web.errors import ShownAgain, remember
from web.score_words import names_in, written

APPRAISAL = "/console/appraisal"
P = Permission


@dataclass(frozen=True)
class Board(ShownAgain):
    """The board of one period with what was typed into its forms."""

    period: Period
    reason: str = ""

    @property
    def words(self) -> str:
        """The free text that was typed."""
        return self.reason

    def show(
        self, *, problems: Sequence[Problem] = (), trouble: str = "", status: int = 200
    ) -> Response:
        """The page."""
        hall, actor, now = console_hall(), console_actor(), clock.now()
        latest = latest_period(hall.id, self.period)
        departments = asked_scope(P.SEE_APPRAISAL).departments
        sees_all = departments is None
        return page(
            "console/appraisal/board.html",
            status=status,
            period=self.period,
            spans=_ways(self.period),
            latest=latest,
            obstacles=self._obstacles(latest) if sees_all and latest else (),
            is_outdated=sees_all and latest is not None and changed_since(hall.id, latest),
            tables=board_of(hall.id, latest, departments) if latest else (),
            sources=readiness(hall.id, self.period) if sees_all else (),
            waiting=all_waiting(hall.id, latest) if sees_all and latest else (),
            objections=objections_to(hall.id, self.period) if sees_all else (),
            tasks=tasks_of(hall.id, self.period) if sees_all else (),
            revisions=revisions_of(hall.id, self.period),
            names=names_of(hall.id),
            is_over=now >= self.period.months()[-1].ends_at(hall.zone),
            may_compute=actor.may(P.MANAGE_APPRAISAL, hall.id),
            may_sign=actor.may(P.SIGN_APPRAISAL, hall.id),
            states=PeriodState,
            group_name=group_names(),
            after=_after(self.period),
            **written(language()),
            **names_in(_scheme(latest)),
            typed=self,
            problems=problems,
            trouble=trouble,
        )

    def _obstacles(self, latest: ComputedPeriod) -> tuple[Obstacle, ...]:
        hall, actor = console_hall(), console_actor()
        found = glanced_at(hall, self.period, latest)
        if found.is_outdated and latest.state is PeriodState.COMPUTED:
            # Something changed, which need not matter here: else nobody could ever sign, since
            # computing again what comes to the same makes no new revision.
            found = replace(found, is_outdated=is_outdated(hall, latest))
        return obstacles_to_signing(found, actor.name, day_of(clock.now(), hall.zone))


@office.get(f"{APPRAISAL}/")
@open_to(Door.CONSOLE, P.SEE_APPRAISAL)
def appraisal() -> Response:
    """On to the board of the month before the running one."""
    hall = console_hall()
    last = month_of(clock.now(), hall.zone).previous()
    return see_other(at(f"{APPRAISAL}/{last}"))


@office.get(f"{APPRAISAL}/<period>")
@open_to(Door.CONSOLE, P.SEE_APPRAISAL)
def board(period: str) -> Response:
    """The board of a month (``2026-03``), quarter (``2026-Q1``), half-year or year."""
    return Board(_period(period)).show()


@office.post(f"{APPRAISAL}/<period>/compute")
@open_to(Door.CONSOLE, P.MANAGE_APPRAISAL)
def compute_board(period: str) -> Response:
    """The officer computes the period, or computes it again before it is signed."""
    shown = Board(_period(period))
    remember(shown)
    compute_period(console_hall(), shown.period, by=console_actor(), now=clock.now())
    return see_other(at(f"{APPRAISAL}/{period}", done="period_computed"))


@office.post(f"{APPRAISAL}/<period>/revise")
@open_to(Door.CONSOLE, P.MANAGE_APPRAISAL)
def revise_board(period: str) -> Response:
    """The officer revises a signed period and says why."""
    shown = Board(_period(period), request.form.get("reason", ""))
    remember(shown)
    actor = console_actor()
    revise_period(console_hall(), shown.period, shown.reason, by=actor, now=clock.now())
    return see_other(at(f"{APPRAISAL}/{period}", done="period_revised"))


@office.post(f"{APPRAISAL}/<period>/sign")
@open_to(Door.CONSOLE, P.SIGN_APPRAISAL, needs_fresh=True)
def sign_board(period: str) -> Response:
    """Somebody who did not compute it signs what they saw."""
    shown = Board(_period(period))
    remember(shown)
    signing = Signing(shown.period, request.form.get("digest", ""))
    sign_period(console_hall(), signing, by=console_actor(), now=clock.now())
    return see_other(at(f"{APPRAISAL}/{period}", done="period_signed"))


def _period(text: str) -> Period:
    """The period of the address; 404 for what is none."""
    try:
        return Period.parse(text)
    except errors.NotAPeriod:
        abort(404)


def _ways(period: Period) -> tuple[tuple[str, str, bool], ...]:
    """The month, quarter, half-year and year around the last month of the period, as tabs."""
    last = period.months()[-1]
    return tuple((span.value, str(Period.around(last, span)), span is period.span) for span in Span)


def _after(period: Period) -> Period:
    """The period that follows, of the same span."""
    return Period.around(period.months()[-1].next(), period.span)


def _scheme(computed: ComputedPeriod | None) -> Scheme | None:
    """The version that the period was computed with."""
    if computed is None:
        return None
    schemes = {one.name: one for one in schemes_in_force(console_hall().id)}
    return schemes.get(computed.scheme_version)
