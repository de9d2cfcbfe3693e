"""How does a machine's file come in: looked at first, then all of it or nothing?"""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from flask import Response, abort, request

from server import clock
from server.actions.attendance.import_attendance import import_attendance
from server.errors import ChuangpingError
from server.gate import Door, console_actor, console_hall, open_to, status_of
from server.queries.attendance.incoming import incoming
from server.queries.attendance.template import signs_template
from server.rules.accounts.roles import Permission
from server.rules.attendance.file import SignsRefused
from sheets.cells import Sheet
from sheets.reading import read_workbook
from sheets.writing import write_workbook
from web.console.answers import attached, see_other
from web.console.attendance.tabs import ATTENDANCE, attendance_page
from web.console.held import Held, held, hold
from web.console.routes import at, office
from web.errors import remember

IMPORT = f"{ATTENDANCE}/import"
PROBLEMS_SHOWN = 500
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class FilePage:
    """The page that takes a file; ``words`` is what was typed, which is nothing."""

    words: str = ""

    def again(self, error: ChuangpingError, sentence: str) -> Response:
        """The page with everything that is wrong with the file."""
        problems = error.problems if isinstance(error, SignsRefused) else ()
        return attendance_page(
            "import.html",
            "import",
            status=status_of(error),
            trouble=sentence,
            problems=problems[:PROBLEMS_SHOWN],
            more=max(0, len(problems) - PROBLEMS_SHOWN),
        )


@office.get(IMPORT)
@open_to(Door.CONSOLE, Permission.ENTER_ATTENDANCE)
def signs_file() -> Response:
    """Where a file is handed in."""
    return attendance_page("import.html", "import")


@office.post(IMPORT)
@open_to(Door.CONSOLE, Permission.ENTER_ATTENDANCE)
def look_at_signs() -> Response:
    """What the file would add; nothing is taken yet."""
    remember(FilePage())
    now = clock.now()
    file = hold(request.files.getlist("file"), now)
    if file is None:
        return see_other(at(IMPORT))
    found = incoming(console_hall(), _read(file), now=now)
    return attendance_page("plan.html", "import", found=found, token=file.token)


@office.post(f"{IMPORT}/take")
@open_to(Door.CONSOLE, Permission.ENTER_ATTENDANCE)
def take_signs() -> Response:
    """All of it is taken, or nothing; the months it touches are assessed."""
    remember(FilePage())
    file = held(request.form.get("workbook", ""))
    if file is None:
        return see_other(at(ATTENDANCE, done="taken_before"))
    done = import_attendance(console_hall(), _read(file), by=console_actor(), now=clock.now())
    file.let_go()
    months = done.signs.months()
    month = str(months[-1]) if months else ""
    return see_other(at(ATTENDANCE, month=month, done="signs_imported"))


@office.get(f"{ATTENDANCE}/template.xlsx")
@open_to(Door.CONSOLE, Permission.ENTER_ATTENDANCE)
def empty_signs() -> Response:
    """An empty sheet with explanations."""
    tables, notes = signs_template()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "signs.xlsx")
        write_workbook(file, tables, notes=notes)
        sent = Response(file.read_bytes(), mimetype=XLSX)
    return attached(sent, "attendance-template.xlsx")


def _read(file: Held) -> list[Sheet]:
    if not file.path.exists():
        abort(404)
    return read_workbook(file.path)
