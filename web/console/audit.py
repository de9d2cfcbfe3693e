"""Who did what, when, and can anybody have changed what is written of it?"""

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from flask import Response, abort, stream_with_context

from server import clock
from server.actions.operations.begin_export import begin_export
from server.gate import Door, console_actor, console_hall, open_to
from server.queries.audit.chains import chain_of, stored_lines
from server.queries.audit.checked import fault_of
from server.queries.audit.found import Wanted, acts_of, found_lines
from server.queries.registry.halls import all_halls
from server.rules.accounts.roles import Permission
from server.rules.audit import INSTALLATION, AuditResult
from server.rules.exports import Exported
from web.console.answers import attached, page
from web.console.asked import asked, asked_page
from web.console.routes import office

PAGE = "/console/audit"
SEES = Permission.SEE_AUDIT
OF_THE_INSTALLATION = "installation"


@office.get(PAGE)
@open_to(Door.CONSOLE, SEES)
def audit() -> Response:
    """The lines that fit what is asked for, the latest first."""
    chosen, zone = asked_chain(), console_hall().zone
    wanted = Wanted(
        zone,
        asked("actor"),
        asked("act"),
        asked("object"),
        asked("result"),
        _asked_day("since"),
        _asked_day("until"),
    )
    return page(
        "console/audit/list.html",
        found=found_lines(chosen, wanted, page=asked_page()),
        acts=acts_of(chosen),
        results=[each.value for each in AuditResult],
        chain=chain_of(chosen),
        is_installation=chosen == INSTALLATION,
        may_see_both=_sees_installation(),
    )


@office.get(f"{PAGE}/verify")
@open_to(Door.CONSOLE, SEES)
def verify_audit() -> Response:
    """Every hash of the chain computed again, and held against the heads in notices."""
    chosen = asked_chain()
    return page(
        "console/audit/verify.html",
        fault=fault_of(chosen),
        chain=chain_of(chosen),
        is_installation=chosen == INSTALLATION,
        checked_at=clock.now(),
    )


@office.get(f"{PAGE}/lines.jsonl")
@open_to(Door.CONSOLE, SEES, needs_fresh=True)
def audit_lines() -> Response:
    """The whole chain with its hashes, one JSON object a line, to be checked elsewhere."""
    chosen, hall = asked_chain(), console_hall()
    asked_for = {"chain": OF_THE_INSTALLATION if chosen == INSTALLATION else hall.code}
    made = begin_export(hall.id, console_actor(), Exported.AUDIT, asked=asked_for, now=clock.now())
    response = Response(stream_with_context(_rows(chosen)), mimetype="application/jsonl")
    return attached(response, f"audit-{asked_for['chain']}-{made.number}.jsonl")


def asked_chain() -> int:
    """The hall whose chain is asked for; that of the installation by ``?chain=installation``."""
    if asked("chain") != OF_THE_INSTALLATION:
        return console_hall().id
    return INSTALLATION if _sees_installation() else abort(404)


def _sees_installation() -> bool:
    """Whoever audits every hall, or the only one, audits accounts and sign-ins as well."""
    return console_actor().halls() is None or len(all_halls()) == 1


def _asked_day(name: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(asked(name)) if asked(name) else None
    return None


def _rows(hall_id: int) -> Iterator[str]:
    for line, previous, digest in stored_lines(hall_id):
        hashes = {"previous": previous.hex(), "hash": digest.hex()}
        words = {**vars(line), "at": line.at.isoformat(timespec="microseconds"), **hashes}
        yield json.dumps(words, ensure_ascii=False) + "\n"
