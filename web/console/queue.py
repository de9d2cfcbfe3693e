"""Which cases wait for this person, the most urgent first; and which one do they look for?"""

from datetime import date

from flask import Response, request

from server import clock
from server.gate import Door, console_actor, console_hall, open_to
from server.queries.cases.lines import CaseLine
from server.queries.cases.office import Office, office_of
from server.queries.cases.queue import Cursor, Part, Queue, queue
from server.queries.cases.search import search
from server.rules.accounts.roles import Permission
from server.rules.cases.kinds import CaseKind, CaseState
from server.rules.cases.queue import OF_HANDLERS, QueueFilter, Urgency
from server.rules.cases.seeing import is_insider
from web.console.answers import page
from web.console.routes import office, turned

CASES = "/console/cases"


@office.get(CASES)
@open_to(Door.CONSOLE, Permission.SEE_CASES)
def cases() -> Response:
    """The open cases, overdue first; or what was looked for, open or not."""
    at_work = office_of(console_hall(), clock.now())
    wanted = request.args.get("q", "").strip()
    if wanted:
        return _found(at_work, wanted)
    chosen = _filter()
    part = Part(chosen, _urgency(), _state())
    shown = queue(at_work, console_actor(), part, after=_after())
    return page(
        "console/queue.html",
        queue=shown,
        groups=_groups(shown),
        filters=_filters(shown, chosen),
        chosen=chosen,
        part=part,
        next_page=_next_page(shown),
        is_first=_after() is None,
        wanted="",
        may_enter=console_actor().may(Permission.ENTER_CASES, console_hall().id),
        may_export=console_actor().may(Permission.EXPORT, console_hall().id),
        today=at_work.today,
    )


def _found(at_work: Office, wanted: str) -> Response:
    lines = search(at_work, console_actor(), wanted)
    return page("console/queue_found.html", lines=lines, wanted=wanted, today=at_work.today)


def _groups(shown: Queue) -> list[tuple[Urgency, int, list[CaseLine]]]:
    """The groups that this page shows, each with how many there are in all."""
    by_group: dict[Urgency, list[CaseLine]] = {}
    for line in shown.rows:
        by_group.setdefault(line.urgency, []).append(line)
    return [(group, shown.by_urgency[group], lines) for group, lines in by_group.items()]


def _filters(shown: Queue, chosen: QueueFilter) -> list[tuple[QueueFilter, int, str]]:
    """What can be asked for here, with its count and address."""
    handles = is_insider(console_actor(), console_hall().id, CaseKind.COMPLAINT)
    return [
        (each, count, turned(filter="" if each is QueueFilter.ALL else each, after="", due=""))
        for each, count in shown.by_filter.items()
        if handles or each is chosen or each not in OF_HANDLERS
    ]


def _filter() -> QueueFilter:
    asked = request.args.get("filter", "")
    return QueueFilter(asked) if asked in set(QueueFilter) else QueueFilter.ALL


def _urgency() -> Urgency | None:
    asked = request.args.get("urgency", "")
    return Urgency(asked) if asked in set(Urgency) else None


def _state() -> CaseState | None:
    asked = request.args.get("state", "")
    return CaseState(asked) if asked in set(CaseState) else None


def _after() -> Cursor | None:
    """The last case of the page before, as the address of this one says; none if it is damaged."""
    try:
        return Cursor(date.fromisoformat(request.args["due"]), request.args["after"])
    except (KeyError, ValueError):
        return None


def _next_page(shown: Queue) -> str:
    if shown.after is None:
        return ""
    return turned(after=shown.after.number, due=shown.after.due_on.isoformat())
