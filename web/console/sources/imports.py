"""How does a file of a source come in: looked at first, then all of it or nothing?"""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from flask import Response, abort, request

from server import clock
from server.actions.sources.importing import Imported, Importing
from server.actions.sources.kinds import IMPORTS
from server.errors import ChuangpingError
from server.gate import Door, console_actor, console_hall, language, open_to, status_of
from server.queries.sources.templates import source_template
from server.rules.sources.layout import Layout, SourceRefused
from server.rules.sources.layouts import LAYOUTS
from server.rules.sources.words import CLOSED_LISTS
from server.texts import say
from sheets.streaming import long_tables
from sheets.writing import write_workbook
from web.console.answers import attached, see_other
from web.console.held import Held, held, hold
from web.console.routes import at, office
from web.console.sources.tabs import MANAGES, SOURCES, sources_page
from web.errors import remember

IMPORT = f"{SOURCES}/import"
PROBLEMS_SHOWN = 500
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class SourceImportPage:
    """The page that takes a file of that kind; ``words`` is what was typed, which is nothing."""

    kind: str
    words: str = ""

    def again(self, error: ChuangpingError, sentence: str) -> Response:
        """The page with everything that is wrong with the file."""
        problems = error.problems if isinstance(error, SourceRefused) else ()
        return self.show(
            status=status_of(error),
            trouble=sentence,
            problems=problems[:PROBLEMS_SHOWN],
            more=max(0, len(problems) - PROBLEMS_SHOWN),
        )

    def show(self, *, status: int = 200, **values: object) -> Response:
        """The page as it is now."""
        kinds = list(LAYOUTS)
        columns = LAYOUTS[self.kind].columns
        words = {
            column.of: [say(f"source.{column.of}_{code}", language()) for code in codes]
            for column in columns
            if (codes := CLOSED_LISTS.get(column.of, ()))
        }
        shown = {"kind": self.kind, "kinds": kinds, "columns": columns, "words": words, **values}
        return sources_page("import.html", status=status, **shown)


@office.get(IMPORT)
@open_to(Door.CONSOLE, MANAGES)
def source_imports() -> Response:
    """On to the first kind of file."""
    return see_other(at(f"{IMPORT}/applications"))


@office.get(f"{IMPORT}/<kind>")
@open_to(Door.CONSOLE, MANAGES)
def source_import_form(kind: str) -> Response:
    """Where a file of that kind is handed in."""
    return SourceImportPage(_layout(kind).key).show()


@office.post(f"{IMPORT}/<kind>")
@open_to(Door.CONSOLE, MANAGES)
def look_at_source(kind: str) -> Response:
    """What the file would change; nothing is taken yet."""
    shown = SourceImportPage(_layout(kind).key)
    remember(shown)
    now = clock.now()
    file = hold(request.files.getlist("file")[:1], now)
    if file is None:
        return see_other(at(f"{IMPORT}/{kind}"))
    imported = _imported(kind, file, is_trial=True)
    return shown.show(plan=imported, token=file.token)


@office.post(f"{IMPORT}/<kind>/take")
@open_to(Door.CONSOLE, MANAGES)
def take_source(kind: str) -> Response:
    """All of it is taken, or nothing."""
    remember(SourceImportPage(_layout(kind).key))
    file = held(request.form.get("workbook", ""))
    if file is not None:
        _imported(kind, file, is_trial=False)
        file.let_go()
    return see_other(at(f"{SOURCES}/{kind}", done="source_imported" if file else "taken_before"))


@office.get(f"{SOURCES}/template/<kind>.xlsx")
@open_to(Door.CONSOLE, MANAGES)
def source_template_file(kind: str) -> Response:
    """An empty file to fill in."""
    workbook = source_template(_layout(kind))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "template.xlsx")
        write_workbook(file, workbook.tables, notes=workbook.notes)
        return attached(Response(file.read_bytes(), mimetype=XLSX), f"{kind}-template.xlsx")


def _imported(kind: str, file: Held, *, is_trial: bool) -> Imported:
    if not file.path.exists():
        abort(404)
    importing = Importing(console_hall(), console_actor(), clock.now(), is_trial=is_trial)
    return IMPORTS[kind](long_tables(file.path), importing)


def _layout(kind: str) -> Layout:
    return LAYOUTS[kind] if kind in LAYOUTS else abort(404)
