"""``applications``, ``matters`` and ``tasks``: files of what feeds the appraisal."""

from dataclasses import dataclass
from pathlib import Path

import click

from server import clock
from server.actions.sources.importing import Importing
from server.actions.sources.kinds import IMPORTS
from server.cli.speaking import command, hall_option
from server.queries.registry.halls import Hall
from server.queries.registry.plan_lines import problem_line
from server.queries.sources.templates import source_template
from server.rules.sources.layout import SourceRefused
from server.rules.sources.layouts import LAYOUTS
from server.texts import DEFAULT_LANGUAGE, say
from sheets.errors import FileExists
from sheets.exporting import write_csv
from sheets.streaming import long_tables
from sheets.writing import write_workbook

A_PATH = click.Path(dir_okay=False, path_type=Path)
CSV = ".csv"

trial_option = click.option(
    "--dry-run", "is_trial", is_flag=True, help="只检查，不导入 (check only, import nothing)"
)
by_option = click.option(
    "--by", default="命令行", metavar="NAME", help="谁导入的，留有记录 (who; it is kept)"
)
overwrite_option = click.option(
    "--overwrite", is_flag=True, help="覆盖已有文件 (write over what is there)"
)
monthly_option = click.option(
    "--monthly", is_flag=True, help="每月汇总数，不是单件 (monthly counts, not single ones)"
)


@dataclass(frozen=True)
class _Asked:
    kind: str
    file: Path
    is_trial: bool
    by: str


@click.group("applications")
def applications() -> None:
    """办件：单件或每月汇总 (applications: single ones or monthly counts)"""


@click.group("matters")
def matters() -> None:
    """事项进驻 (matters: due, stationed, still handled outside)"""


@click.group("tasks")
def tasks() -> None:
    """年度工作任务按月分解 (the year's work tasks, month by month)"""


@command("import", "导入办件，全部或一件也不导入 (all of a file, or nothing)")
@click.argument("file", type=A_PATH)
@monthly_option
@trial_option
@by_option
@hall_option
def import_applications(file: Path, *, monthly: bool, is_trial: bool, by: str, hall: Hall) -> None:
    """Take all of a file of applications or nothing, and list every bad row."""
    _import(_Asked("counts" if monthly else "applications", file, is_trial, by), hall)


@command("import", "导入事项进驻情况，全部或一行也不导入 (all of a file, or nothing)")
@click.argument("file", type=A_PATH)
@trial_option
@by_option
@hall_option
def import_matters(file: Path, *, is_trial: bool, by: str, hall: Hall) -> None:
    """Take all of a file of matters or nothing, and list every bad row."""
    _import(_Asked("matters", file, is_trial, by), hall)


@command("import", "导入工作任务，全部或一行也不导入 (all of a file, or nothing)")
@click.argument("file", type=A_PATH)
@trial_option
@by_option
@hall_option
def import_tasks(file: Path, *, is_trial: bool, by: str, hall: Hall) -> None:
    """Take all of a plan of tasks or nothing, and list every bad row."""
    _import(_Asked("tasks", file, is_trial, by), hall)


@command("template", "写出空白模板，.xlsx 或 .csv (an empty template)")
@click.argument("file", type=A_PATH)
@monthly_option
@overwrite_option
def applications_template(file: Path, *, monthly: bool, overwrite: bool) -> None:
    """Write an empty file with the columns that ``applications import`` reads."""
    _write_template("counts" if monthly else "applications", file, overwrite=overwrite)


@command("template", "写出空白模板，.xlsx 或 .csv (an empty template)")
@click.argument("file", type=A_PATH)
@overwrite_option
def matters_template(file: Path, *, overwrite: bool) -> None:
    """Write an empty file with the columns that ``matters import`` reads."""
    _write_template("matters", file, overwrite=overwrite)


@command("template", "写出空白模板，.xlsx 或 .csv (an empty template)")
@click.argument("file", type=A_PATH)
@overwrite_option
def tasks_template(file: Path, *, overwrite: bool) -> None:
    """Write an empty file with the columns that ``tasks import`` reads."""
    _write_template("tasks", file, overwrite=overwrite)


def _import(asked: _Asked, hall: Hall) -> None:
    importing = Importing(hall, asked.by, clock.now(), is_trial=asked.is_trial)
    try:
        imported = IMPORTS[asked.kind](long_tables(asked.file), importing)
    except SourceRefused as refused:
        for problem in refused.problems:
            click.echo(problem_line(problem), err=True)
        raise
    code = "source.would_import" if asked.is_trial else "source.imported"
    counts = {name: getattr(imported, name) for name in ("added", "changed", "unchanged")}
    click.echo(say(code, DEFAULT_LANGUAGE, **counts))
    if imported.ignored:
        click.echo(say("source.ignored", columns="、".join(imported.ignored)))


def _write_template(kind: str, file: Path, *, overwrite: bool) -> None:
    if file.exists() and not overwrite:
        raise FileExists(file=file.name)
    layout = LAYOUTS[kind]
    if file.suffix.lower() == CSV:
        with file.open("wb") as out:
            write_csv(out, [column.heading for column in layout.columns], ())
    else:
        workbook = source_template(layout)
        write_workbook(file, workbook.tables, notes=workbook.notes)
    click.echo(say("source.template_written", file=file))


for group, commands in (
    (applications, (import_applications, applications_template)),
    (matters, (import_matters, matters_template)),
    (tasks, (import_tasks, tasks_template)),
):
    for each in commands:
        group.add_command(each)
COMMANDS = (applications, matters, tasks)
