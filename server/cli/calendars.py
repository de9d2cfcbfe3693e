"""``calendar``: the holidays and make-up days that working days are counted by."""

import tomllib
from pathlib import Path

import click

from server import clock
from server.actions.cases.recompute_deadlines import recompute_deadlines
from server.actions.registry.seed_calendar import seed_calendar
from server.actions.registry.set_calendar_year import set_calendar_year
from server.cli.speaking import command
from server.errors import FormProblems
from server.queries.registry.calendar_years import days_of, known_years
from server.queries.registry.halls import all_halls
from server.rules.calendar_notice import Cells, Notice, read_notice
from server.texts import DEFAULT_LANGUAGE, say
from sheets.reading import read_workbook

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("calendar")
def calendar() -> None:
    """工作日历 (the working calendar)"""


@command("load", "载入随软件提供的放假安排，或一年的通知 (load what ships, or the notice in FILE)")
@click.argument("file", required=False, type=FILE)
@click.option("--source", default="", help="通知名称或文号 (the notice, as 国办发明电〔2026〕7号)")
@click.option("--version", "version", default=1, type=click.IntRange(1), help="第几版 (version)")
@click.option("--by", default="operator", metavar="NAME", help="谁载入的 (who loads it)")
def load(file: Path | None, source: str, version: int, by: str) -> None:
    """Load every year that ships and is not there yet; or the one notice of a file.

    The file is CSV or a workbook with the columns day, kind (放假 or 上班) and name, or TOML with
    ``source``, ``version`` and a list ``days`` of such. Deadlines are counted anew.
    """
    if file is None:
        _load_what_ships()
        return
    try:
        notice = _notice(file, source, version)
    except FormProblems as error:
        for problem in error.problems:
            click.echo(say(problem.code, DEFAULT_LANGUAGE, **problem.data), err=True)
        raise
    given = set_calendar_year(notice, by=by, now=clock.now())
    click.echo(
        say(
            "calendar.year_loaded",
            year=notice.year,
            version=given,
            days=len(notice.days),
            moved=_recompute(),
        )
    )


@command("show", "列出一年的放假和调休 (show a year)")
@click.argument("year", type=int)
def show(year: int) -> None:
    """Show what the calendar holds of a year, with its source; nothing for an unknown one."""
    found = next((known for known in known_years() if known.year == year), None)
    if found is None:
        raise click.ClickException(say("operations.year_unknown", year=year))
    by = found.loaded_by or say("calendar.by_program")
    click.echo(
        say(
            "calendar.year_shown",
            year=year,
            version=found.version,
            source=found.source,
            by=by,
            at=found.loaded_at.date(),
        )
    )
    for day in days_of(year):
        click.echo(f"{day.day}\t{say(f'calendar.day_{day.kind}')}\t{day.name}")


def _load_what_ships() -> None:
    years = seed_calendar(now=clock.now())
    if not years:
        click.echo(say("operations.calendar_complete"))
        return
    _recompute()
    click.echo(say("operations.calendar_loaded", first=years[0], last=years[-1]))


def _recompute() -> int:
    """How many deadlines moved, in all halls."""
    return sum(recompute_deadlines(hall.id, now=clock.now()) for hall in all_halls())


def _notice(file: Path, source: str, version: int) -> Notice:
    if file.suffix.lower() == ".toml":
        written = tomllib.loads(file.read_text(encoding="utf-8"))
        rows: list[Cells] = [
            (day["day"], day["kind"], day.get("name", "")) for day in written["days"]
        ]
        return read_notice(
            rows,
            source=source or written.get("source", ""),
            version=int(written.get("version", version)),
        )
    rows = [row.cells for row in read_workbook(file)[0].rows]
    return read_notice(rows, source=source, version=version)


calendar.add_command(load)
calendar.add_command(show)
COMMANDS = (calendar,)
