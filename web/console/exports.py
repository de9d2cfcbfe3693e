"""Take a list out as a table: every file says who took it, and the audit knows of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import IO

from flask import Response, abort, request
from werkzeug.datastructures import MultiDict

from server import clock
from server.actions.operations.begin_export import begin_export
from server.errors import ChuangpingError, FormProblems, Problem
from server.gate import Door, console_actor, console_hall, language, open_to, status_of
from server.queries.cases.export_table import case_columns, case_rows
from server.queries.cases.exported import CasesAsked, exported_cases
from server.queries.operations.watermarks import watermark_of
from server.queries.ratings.export_table import rating_columns, rating_rows
from server.queries.ratings.exported import RatingsAsked, rating_lines
from server.rules.accounts.roles import Permission
from server.rules.exports import Export, Exported
from server.rules.months import day_of
from server.rules.ratings.shown_when import sees_every_half_day
from sheets.cells import Cell
from sheets.exporting import Form, export_table
from sheets.tables import Column
from web.console.answers import page
from web.console.routes import office
from web.errors import remember

EXPORTS = "/console/exports"
LONGEST = timedelta(days=366)
PIECE_BYTES = 65_536
Table = tuple[Sequence[Column], Iterator[Sequence[Cell]]]


@dataclass(frozen=True)
class ExportsPage:
    """The forms of all tables, with what was asked for."""

    today: date
    typed: "MultiDict[str, str]"
    problems: tuple[Problem, ...] = ()
    trouble: str = ""

    @property
    def words(self) -> str:
        """Nothing is written here."""
        return ""

    def again(self, error: ChuangpingError, sentence: str) -> Response | None:
        """The forms, telling what is wrong."""
        found = error.problems if isinstance(error, FormProblems) else ()
        shown = replace(self, problems=found, trouble="" if found else sentence)
        return shown.show(status=status_of(error))

    def show(self, *, status: int = 200) -> Response:
        """The page as it is now."""
        actor, hall = console_actor(), console_hall()
        return page(
            "console/exports.html",
            status=status,
            typed=self.typed,
            problems=self.problems,
            trouble=self.trouble,
            since=self.today.replace(day=1).isoformat(),
            until=self.today.isoformat(),
            forms=list(Form),
            sees_ratings=actor.may(Permission.SEE_RATINGS, hall.id),
            sees_cases=actor.may(Permission.SEE_CASES, hall.id),
        )

    def days(self) -> tuple[date, date]:
        """The first and the last day that were asked for. Raises FormProblems."""
        try:
            since, until = (date.fromisoformat(self.typed.get(name, "")) for name in DAYS)
        except ValueError as cause:
            raise FormProblems((Problem("since", "console_ratings.bad_days"),)) from cause
        if not since <= until <= since + LONGEST:
            raise FormProblems((Problem("since", "console_ratings.bad_days"),))
        return since, until

    def form(self) -> Form:
        """The kind of file that was asked for."""
        return Form.CSV if self.typed.get("form") == Form.CSV.value else Form.XLSX


DAYS = ("since", "until")


@office.get(EXPORTS)
@open_to(Door.CONSOLE, Permission.EXPORT)
def exports() -> Response:
    """What can be taken out."""
    return _page(MultiDict()).show()


@office.post(f"{EXPORTS}/ratings")
@open_to(Door.CONSOLE, Permission.EXPORT, needs_fresh=True)
def export_ratings() -> Response:
    """The ratings of some days."""
    _must(Permission.SEE_RATINGS)
    shown = remember(_page(MultiDict(request.form)))
    since, until = shown.days()
    sees_every = sees_every_half_day(console_actor(), console_hall().id)
    asked = RatingsAsked(since, until, shown.today, sees_every)
    lines = rating_lines(console_hall().id, asked)
    table = (rating_columns(language()), rating_rows(lines, language()))
    return _handed_out(_begun(Exported.RATINGS, shown), table, shown.form())


@office.post(f"{EXPORTS}/cases")
@open_to(Door.CONSOLE, Permission.EXPORT, needs_fresh=True)
def export_cases() -> Response:
    """The cases that were received on some days."""
    _must(Permission.SEE_CASES)
    shown = remember(_page(MultiDict(request.form)))
    since, until = shown.days()
    asked = CasesAsked(since, until, shown.today, only_open="only_open" in shown.typed)
    found = exported_cases(console_hall(), console_actor(), asked)
    table = (case_columns(language()), case_rows(found, language()))
    return _handed_out(_begun(Exported.CASES, shown), table, shown.form())


def _must(see: Permission) -> None:
    """Who may take tables out takes out only what they see; the rest is not there for them."""
    if not console_actor().may(see, console_hall().id):
        abort(404)


def _page(typed: "MultiDict[str, str]") -> ExportsPage:
    return ExportsPage(day_of(clock.now(), console_hall().zone), typed)


def _begun(what: Exported, shown: ExportsPage) -> Export:
    """The export on record: before anything is handed out."""
    since, until = shown.days()
    asked = {"since": since.isoformat(), "until": until.isoformat(), "form": shown.form().value}
    hall, actor = console_hall(), console_actor()
    return begin_export(hall.id, actor, what, asked=asked, now=clock.now())


def _handed_out(made: Export, table: Table, form: Form) -> Response:
    columns, rows = table
    file = export_table(columns, rows, form, watermark_of(console_hall(), made, language()))
    answer = Response(_pieces(file), mimetype=form.content_type)
    name = f"{made.what}-{made.number}.{form.value}"
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    return answer


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE_BYTES):
            yield piece
