"""Which rounds are due, open and made; one round window by window; how its windows were drawn."""

import shlex

from flask import Response, request

from server import clock, errors
from server.actions.inspections.close_round import close_round
from server.actions.inspections.press_normal import press_normal
from server.actions.inspections.send_round import send_round
from server.gate import Door, console_actor, console_hall, open_to
from server.queries.inspections.due import rounds_due
from server.queries.inspections.findings import (
    FoundFinding,
    findings_of_round,
    findings_waiting,
)
from server.queries.inspections.orders import open_orders
from server.queries.inspections.papers import outside_units
from server.queries.inspections.proposals import open_proposals
from server.queries.inspections.rounds import (
    FoundDraw,
    draw_of,
    round_numbered,
    round_row,
    rounds_page,
    targets_of,
)
from server.queries.inspections.tallied import totals_of
from server.queries.registry.windows import hall_windows
from server.rules.accounts.roles import Permission
from server.rules.inspections.draw import ordered, place_of
from server.rules.inspections.form import NormalForm
from server.rules.inspections.kinds import COUNTS, Look, RoundState
from server.rules.months import month_of
from web.console.answers import page, see_other
from web.console.asked import asked_page, asked_scope
from web.console.routes import at, office

INSPECTIONS = "/console/inspections/"
ROUND = f"{INSPECTIONS}rounds/<number>"


@office.get(INSPECTIONS)
@open_to(Door.CONSOLE, Permission.SEE_INSPECTIONS)
def inspections() -> Response:
    """What is due, what waits, and the rounds."""
    hall, number, now = console_hall(), asked_page(), clock.now()
    departments = asked_scope(Permission.SEE_INSPECTIONS).departments
    found, has_more = rounds_page(hall.id, departments, page=number)
    inspects = _inspects()
    issued, answered = open_orders(hall.id, departments)
    return page(
        "console/inspections/list.html",
        found=found,
        number=number,
        has_more=has_more,
        inspects=inspects,
        plan=rounds_due(hall, now) if inspects else (),
        waiting=findings_waiting(hall.id) if inspects else (),
        proposals=open_proposals(hall.id) if inspects else (),
        issued=issued,
        answered=answered,
        totals=totals_of(hall, month_of(now, hall.zone)) if departments is None else None,
        month=str(month_of(now, hall.zone)),
    )


@office.get(ROUND)
@open_to(Door.CONSOLE, Permission.SEE_INSPECTIONS)
def one_round(number: str) -> Response:
    """A round: its windows, what was found, what comes next."""
    hall, departments = console_hall(), asked_scope(Permission.SEE_INSPECTIONS).departments
    found = round_numbered(hall.id, number, departments)
    row_id = round_row(hall.id, number).id
    targets = targets_of(hall.id, row_id, departments)
    findings = findings_of_round(hall.id, row_id, departments)
    is_open = found.state is RoundState.OPEN
    visited = {target.window for target in targets}
    return page(
        "console/inspections/round.html",
        found=found,
        targets=targets,
        findings=findings,
        goes_on=is_open and _inspects(),
        inspects=_inspects(),
        next_window=next((one.window for one in targets if one.look is Look.WAITING), ""),
        others=[one for one in hall_windows(hall.id) if not one.closed_on]
        if is_open and _inspects()
        else [],
        visited=visited,
        to_order=_to_order(findings),
        is_drawn=draw_of(hall.id, row_id) is not None,
        units=outside_units(hall.id) if _inspects() else (),
    )


@office.post(f"{ROUND}/normal")
@open_to(Door.CONSOLE, Permission.INSPECT)
def window_normal(number: str) -> Response:
    """A window is as it should be."""
    form = NormalForm(request.form.get("window", ""))
    press_normal(console_hall(), number, form, by=console_actor(), now=clock.now())
    return see_other(at(f"{INSPECTIONS}rounds/{number}") + "#next")


@office.post(f"{ROUND}/close")
@open_to(Door.CONSOLE, Permission.INSPECT)
def end_round(number: str) -> Response:
    """The round is over."""
    notes = request.form.get("notes", "")
    close_round(console_hall(), number, notes, by=console_actor(), now=clock.now())
    return see_other(at(f"{INSPECTIONS}rounds/{number}", done="round_closed"))


@office.post(f"{ROUND}/send")
@open_to(Door.CONSOLE, Permission.INSPECT)
def send_results(number: str) -> Response:
    """Its results go to the departments looked at, and to the townships chosen."""
    units = request.form.getlist("units")
    sent = send_round(console_hall(), number, units, by=console_actor(), now=clock.now())
    if not sent.secrets:
        return see_other(at(f"{INSPECTIONS}rounds/{number}", done="round_sent"))
    return page("console/inspections/sent.html", number=number, sent=sent)


@office.get(f"{ROUND}/draw")
@open_to(Door.CONSOLE, Permission.SEE_INSPECTIONS)
def round_draw(number: str) -> Response:
    """How the windows were drawn, and how anyone draws them again."""
    hall, departments = console_hall(), asked_scope(Permission.SEE_INSPECTIONS).departments
    found = round_numbered(hall.id, number, departments)
    kept = draw_of(hall.id, round_row(hall.id, number).id)
    if kept is None:
        raise errors.Unknown
    seed = kept.draw.seed
    return page(
        "console/inspections/draw.html",
        found=found,
        kept=kept,
        places=[
            (window, place_of(seed, window), window in kept.draw.drawn)
            for window in ordered(seed, kept.draw.candidates)
        ],
        commands=commands_of(kept),
    )


def commands_of(kept: FoundDraw) -> tuple[str, str]:
    """What anyone types to check the list of candidates, and to draw again."""
    names = " ".join(shlex.quote(window) for window in kept.draw.candidates)
    digest = f"printf '%s\\n' {names} | sha256sum"
    line = f"printf '%s' {shlex.quote(kept.draw.seed)}'|'\"$w\" | sha256sum | cut -c1-64"
    again = f'for w in {names}; do echo "$({line}) $w"; done | LC_ALL=C sort | head -n {kept.count}'
    return digest, again


def _inspects() -> bool:
    return console_actor().may(Permission.INSPECT, console_hall().id)


def _to_order(findings: tuple[FoundFinding, ...]) -> list[tuple[str, str]]:
    """The departments, by code and name, with counted findings that no order is about."""
    open_ones = [
        (one.department_code, one.department)
        for one in findings
        if one.state in COUNTS and not one.order and not one.is_taken_back
    ]
    return sorted(set(open_ones))
