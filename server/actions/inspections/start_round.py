"""An inspector begins a round through the hall; the windows of a random check are drawn."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import errors
from server.actions.audit.record import record
from server.db import transaction
from server.ids import new_id, new_number
from server.models.inspections import Inspection, InspectionDraw, InspectionTarget
from server.models.registry import Window
from server.queries.appraisal.schemes import scheme_on
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor, Permission, name_of
from server.rules.inspections.draw import METHOD, Draw, draw, written
from server.rules.inspections.form import RoundForm, round_problems
from server.rules.inspections.kinds import RoundKind
from server.rules.inspections.plan import DEFAULT_PLAN, people_of
from server.rules.months import day_of


@dataclass(frozen=True)
class _Starting:
    """A round as it begins: its form, who begins it, its windows by number, how it was drawn."""

    form: RoundForm
    by: Actor | str
    now: datetime
    windows: dict[str, int]
    drawn: Draw | None


def start_round(hall: Hall, form: RoundForm, *, by: Actor | str, now: datetime) -> str:
    """An inspector begins a round (a command: by a name); its number.

    A random check draws among the windows named, or all that are open, and keeps how; a draw can
    be taken back by nobody. Raises FormProblems, UnknownWindow, StepNotAllowed.
    """
    check_inspects(hall, by, "start_round")
    day = day_of(now, hall.zone)
    scheme = scheme_on(hall.id, day)
    plan = (scheme.inspection if scheme else None) or DEFAULT_PLAN
    found = round_problems(form, least_people=plan.team)
    if found:
        raise errors.FormProblems(found)
    with transaction() as session:
        candidates = _candidates(session, hall, form)
        is_random = form.kind is RoundKind.RANDOM
        drawn = draw(form.seed, candidates, form.count) if is_random else None
        starting = _Starting(form, by, now, candidates, drawn)
        number = _add(session, hall, starting)
        facts: dict[str, str | int | None] = {"kind": form.kind, "windows": len(candidates)}
        if drawn:
            facts |= {"candidates": drawn.digest, "drawn": len(drawn.drawn)}
        record(session, hall.id, by, "inspection_started", number, facts=facts, now=now)
        return number


def check_inspects(hall: Hall, by: Actor | str, step: str) -> None:
    """Raises StepNotAllowed unless the person inspects in that hall; a command may."""
    if isinstance(by, Actor) and not by.may(Permission.INSPECT, hall.id):
        raise errors.StepNotAllowed(step=step)


def _candidates(session: Session, hall: Hall, form: RoundForm) -> dict[str, int]:
    """The windows named, or all that are open, by number in the order of the round."""
    rows = session.execute(
        select(Window.number, Window.id)
        .where(Window.hall_id == hall.id, Window.closed_on.is_(None))
        .order_by(Window.number)
    )
    known = {number: window_id for number, window_id in rows}  # noqa: C416 - rows are no pairs
    unknown = next((number for number in form.windows if number not in known), None)
    if unknown is not None:
        raise errors.UnknownWindow(number=unknown)
    if not known:
        raise errors.FormProblems((errors.Problem("windows", "inspections.no_windows"),))
    return {number: known[number] for number in form.windows} if form.windows else known


def _add(session: Session, hall: Hall, starting: _Starting) -> str:
    form, by, now = starting.form, starting.by, starting.now
    row = Inspection(
        hall_id=hall.id,
        id=new_id(day_of(now, hall.zone)),
        number=new_number(),
        kind=form.kind,
        rhythm=(form.rhythm or "") if form.kind is RoundKind.SCHEDULED else "",
        theme=form.theme.strip(),
        leader=form.leader.strip(),
        team="、".join(people_of(form.leader, form.team)[1:]),
        witness=form.witness.strip(),
        started_at=now,
        started_by=by.account_id if isinstance(by, Actor) else None,
    )
    session.add(row)
    session.flush()  # its windows refer to it
    goes_to = starting.drawn.drawn if starting.drawn else tuple(starting.windows)
    session.add_all(
        InspectionTarget(
            hall_id=hall.id,
            inspection_id=row.id,
            window_id=starting.windows[number],
            position=position,
        )
        for position, number in enumerate(goes_to)
    )
    if starting.drawn:
        session.add(_draw(row, starting.drawn, starting))
    return row.number


def _draw(row: Inspection, drawn: Draw, starting: _Starting) -> InspectionDraw:
    return InspectionDraw(
        hall_id=row.hall_id,
        inspection_id=row.id,
        method=METHOD,
        seed=drawn.seed,
        count=starting.form.count,
        candidates=written(drawn.candidates),
        digest=drawn.digest,
        drawn=written(drawn.drawn),
        drawn_at=starting.now,
        drawn_by=name_of(starting.by),
    )
