"""``attendance``: the machine's file in, a month assessed, one person's month shown."""

from collections.abc import Iterator
from pathlib import Path

import click

from server import clock
from server.actions.attendance.assess_attendance import Assessed, assess_attendance
from server.actions.attendance.import_attendance import import_attendance
from server.cli.registry_lines import encoding_line
from server.cli.speaking import command, hall_option
from server.queries.accounts.places import staff_id
from server.queries.attendance.incoming import Incoming, incoming
from server.queries.attendance.person_month import PersonDayShown, person_month
from server.queries.attendance.template import signs_template
from server.queries.registry.halls import Hall
from server.queries.registry.plan_lines import problem_line
from server.rules.attendance.file import SignsRefused
from server.rules.months import Month
from server.texts import DEFAULT_LANGUAGE, say
from sheets.cells import Sheet
from sheets.errors import FileExists
from sheets.reading import read_workbook
from sheets.writing import write_workbook

A_PATH = click.Path(path_type=Path)
USUAL_ENCODINGS = {"", "UTF-8"}
by_option = click.option(
    "--by", default="命令行", metavar="NAME", help="谁操作的，留有记录 (who; it is kept)"
)


@click.group("attendance")
def attendance() -> None:
    """考勤到岗：导入、计算、查看 (attendance: import, assess, show)"""


@command("import", "导入考勤机文件：.csv 或 .xlsx (import an attendance machine's file)")
@click.argument("file", type=A_PATH)
@click.option("--dry-run", is_flag=True, help="只检查，不保存 (check only)")
@by_option
@hall_option
def import_command(file: Path, *, dry_run: bool, by: str, hall: Hall) -> None:
    """Take every sign of a file or none, and list every bad row."""
    try:
        sheets = _read(file)
        if dry_run:
            lines = [
                *found_lines(incoming(hall, sheets, now=clock.now())),
                say("attendance.dry_run"),
            ]
        else:
            done = import_attendance(hall, sheets, by=by, now=clock.now())
            lines = [*found_lines(done.signs), *_each(done.assessed)]
    except SignsRefused as refused:
        for problem in refused.problems:
            click.echo(problem_line(problem), err=True)
        raise
    for line in lines:
        click.echo(line)


@command("template", "导出空白考勤表，附说明 (an empty sheet of signs with explanations)")
@click.argument("file", type=A_PATH)
@click.option("--overwrite", is_flag=True, help="覆盖已有文件 (write over what is there)")
def template_command(file: Path, *, overwrite: bool) -> None:
    """Write an empty workbook, or a folder of CSV files."""
    if file.exists() and not overwrite:
        raise FileExists(file=file.name)
    tables, notes = signs_template()
    write_workbook(file, tables, notes=notes)
    click.echo(say("registry.exported", file=file))


@command("assess", "计算某月的到岗情况 (assess the days of a month that are over)")
@click.argument("month")
@by_option
@hall_option
def assess_command(month: str, *, by: str, hall: Hall) -> None:
    """Assess a month: rows, facts and figures; it may be repeated."""
    assessed = assess_attendance(hall, Month.parse(month), by=by, now=clock.now())
    for line in _each((assessed,)):
        click.echo(line)


@command("show", "看一个人某月的到岗情况 (one person's month, day by day)")
@click.argument("staff")
@click.argument("month")
@hall_option
def show_command(staff: str, month: str, *, hall: Hall) -> None:
    """Print the month of one person."""
    shown = person_month(hall, staff_id(hall.id, staff), Month.parse(month))
    click.echo(say("attendance.month_line", **shown.totals()))
    for day in shown.days:
        click.echo("\t".join(_columns(day)))


def found_lines(signs: Incoming, lang: str = DEFAULT_LANGUAGE) -> Iterator[str]:
    """What a file holds."""
    data = {"added": len(signs.new), "known": signs.known, "people": signs.people}
    yield say("attendance.found", lang, **data)


def _each(assessed: tuple[Assessed, ...]) -> Iterator[str]:
    for one in assessed:
        yield from assessed_lines(one)


def assessed_lines(one: Assessed, lang: str = DEFAULT_LANGUAGE) -> Iterator[str]:
    """What an assessment came to."""
    if not one.days:
        yield say("attendance.nothing_to_assess", lang)
        return
    counts = {
        "days": one.days,
        "people": one.people,
        "stated": one.stated,
        "reversed": one.reversed,
    }
    yield say("attendance.assessed", lang, **counts)
    if one.waiting:
        days = "、".join(day.isoformat() for day in one.waiting)
        yield say("attendance.days_waiting", lang, days=days)


def _columns(day: PersonDayShown) -> Iterator[str]:
    yield day.day.isoformat()
    yield " ".join(f"{sign.moment:%H:%M}" for sign in day.signs if not sign.is_cancelled) or "—"
    yield "；".join(day.sentences(DEFAULT_LANGUAGE))


def _read(file: Path) -> list[Sheet]:
    sheets = read_workbook(file)
    for sheet in sheets:
        if sheet.encoding not in USUAL_ENCODINGS:
            click.echo(encoding_line(sheet.name, sheet.encoding))
    return sheets


for each in (import_command, template_command, assess_command, show_command):
    attendance.add_command(each)
COMMANDS = (attendance,)
