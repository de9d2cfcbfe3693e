"""How does a workbook come into the registry: looked at first, then all of it or nothing?"""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from flask import Response, abort, request

from server import clock
from server.actions.registry.import_registry import import_registry
from server.errors import ChuangpingError
from server.gate import Door, console_actor, console_hall, language, open_to, status_of
from server.queries.registry.plan_lines import plan_lines, summary_lines
from server.queries.registry.planned import planned_import
from server.queries.registry.workbook import Workbook, registry_workbook, template
from server.rules.accounts.roles import Permission
from server.rules.registry.reading import Reading, read_registry
from server.rules.registry.rows import WorkbookRefused
from sheets.reading import read_workbook
from sheets.writing import write_workbook
from web.console.answers import attached, see_other
from web.console.held import Held, held, hold
from web.console.registry.tabs import REGISTRY, registry_page
from web.console.routes import at, office
from web.errors import remember

MANAGES = Permission.MANAGE_REGISTRY
IMPORT = f"{REGISTRY}/import"
PROBLEMS_SHOWN = 500
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class ImportPage:
    """The page that takes a workbook; ``words`` is what was typed, which is nothing."""

    words: str = ""

    def again(self, error: ChuangpingError, sentence: str) -> Response:
        """The page with everything that is wrong with the workbook."""
        problems = error.problems if isinstance(error, WorkbookRefused) else ()
        return registry_page(
            "console/registry/import.html",
            status=status_of(error),
            trouble=sentence,
            problems=problems[:PROBLEMS_SHOWN],
            more=max(0, len(problems) - PROBLEMS_SHOWN),
        )


@office.get(IMPORT)
@open_to(Door.CONSOLE, MANAGES)
def import_form() -> Response:
    """Where a workbook is handed in."""
    return registry_page("console/registry/import.html")


@office.post(IMPORT)
@open_to(Door.CONSOLE, MANAGES)
def look() -> Response:
    """What the workbook would change; nothing is taken yet."""
    remember(ImportPage())
    now = clock.now()
    workbook = hold(request.files.getlist("file"), now)
    if workbook is None:
        return see_other(at(IMPORT))
    plan = planned_import(_read(workbook), console_hall(), now=now)
    lang = language()
    return registry_page(
        "console/registry/plan.html",
        token=workbook.token,
        plan=plan,
        summary=list(summary_lines(plan, lang)),
        lines=list(plan_lines(plan, lang, shows_all=bool(request.form.get("all")))),
    )


@office.post(f"{IMPORT}/take")
@open_to(Door.CONSOLE, MANAGES)
def take() -> Response:
    """All of it is taken, or nothing."""
    remember(ImportPage())
    workbook = held(request.form.get("workbook", ""))
    if workbook is None:
        return see_other(at(f"{REGISTRY}/history", done="taken_before"))
    reading = _read(workbook)
    by, now = console_actor(), clock.now()
    imported = import_registry(reading, console_hall().code, by=by, now=now)
    workbook.let_go()
    done = "imported_moved" if imported.reattributed else "imported"
    return see_other(at(f"{REGISTRY}/history", done=done))


@office.get(f"{REGISTRY}/template.xlsx")
@open_to(Door.CONSOLE, MANAGES)
def empty_workbook() -> Response:
    """An empty workbook to fill in."""
    return _sent(template(), "registry-template")


@office.get(f"{REGISTRY}/export.xlsx")
@open_to(Door.CONSOLE, MANAGES, needs_fresh=True)
def whole_registry() -> Response:
    """A workbook with all that the registry holds."""
    hall = console_hall()
    return _sent(registry_workbook(hall), f"{hall.code}-registry")


def _read(workbook: Held) -> Reading:
    if not workbook.path.exists():
        abort(404)
    return read_registry(read_workbook(workbook.path))


def _sent(workbook: Workbook, name: str) -> Response:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "workbook.xlsx")
        write_workbook(file, workbook.tables, notes=workbook.notes)
        return attached(Response(file.read_bytes(), mimetype=XLSX), f"{name}.xlsx")
