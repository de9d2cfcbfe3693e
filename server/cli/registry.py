"""``import-registry``, ``export-registry`` and ``template``: the registry as a workbook."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from server import clock
from server.actions.registry.import_registry import import_registry
from server.cli.registry_lines import encoding_line, outcome_lines
from server.cli.speaking import command, hall_option
from server.queries.registry.halls import Hall
from server.queries.registry.plan_lines import plan_lines, problem_line, summary_lines
from server.queries.registry.planned import hall_of_workbook, planned_import
from server.queries.registry.workbook import Workbook, registry_workbook, template
from server.rules.registry.reading import Reading, read_registry
from server.rules.registry.rows import WorkbookRefused
from server.texts import say
from sheets.errors import FileExists
from sheets.reading import read_workbook
from sheets.writing import write_workbook

A_PATH = click.Path(path_type=Path)
USUAL_ENCODINGS = {"", "UTF-8"}
STAGES = 3

overwrite_option = click.option(
    "--overwrite", is_flag=True, help="覆盖已有文件 (write over what is there)"
)


@command("import-registry", "导入登记工作簿：.xlsx 或 CSV 文件夹 (import a registry workbook)")
@click.argument("file", type=A_PATH)
@click.option("--dry-run", is_flag=True, help="只看会改动什么，不保存 (show what would change)")
@click.option("--all", "shows_all", is_flag=True, help="列出每一项改动 (list every change)")
@click.option("--by", default="命令行", metavar="NAME", help="谁导入的，留有记录 (who; it is kept)")
@click.option("--hall", metavar="CODE", help="大厅代码；也用于新建 (hall code, also of a new hall)")
def import_command(
    file: Path, *, dry_run: bool, shows_all: bool, by: str, hall: str | None
) -> None:
    """Take all of a workbook or nothing, and list every bad row."""
    try:
        with _stages() as enter:
            reading = _read(file, enter)
            enter("writing")
            lines = (
                _planned(reading, hall, shows_all=shows_all)
                if dry_run
                else _imported(reading, hall, by)
            )
    except WorkbookRefused as refused:
        for problem in refused.problems:
            click.echo(problem_line(problem), err=True)
        raise
    for line in lines:
        click.echo(line)


@command("export-registry", "导出大厅的全部登记内容 (export all that the registry holds)")
@click.argument("file", type=A_PATH)
@overwrite_option
@hall_option
def export_command(file: Path, *, overwrite: bool, hall: Hall) -> None:
    """Write everything into a workbook, or into a folder of CSV files."""
    _refuse_existing(file, overwrite=overwrite)
    with _stages() as enter:
        enter("checking")
        workbook = registry_workbook(hall)
        enter("writing")
        _write(file, workbook)


@command("template", "导出空白登记工作簿，首页有说明和示例 (an empty workbook with explanations)")
@click.argument("file", type=A_PATH)
@overwrite_option
def template_command(file: Path, *, overwrite: bool) -> None:
    """Write an empty workbook, or a folder of CSV files."""
    _refuse_existing(file, overwrite=overwrite)
    _write(file, template())


@contextmanager
def _stages() -> Iterator[Callable[[str], None]]:
    """A bar on a terminal; what it yields is told the stage that begins."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=STAGES)

        def enter(stage: str) -> None:
            bar.update(task, advance=1, description=say(f"registry.stage_{stage}"), refresh=True)

        yield enter


def _read(file: Path, enter: Callable[[str], None]) -> Reading:
    enter("reading")
    sheets = read_workbook(file)
    for sheet in sheets:
        if sheet.encoding not in USUAL_ENCODINGS:
            click.echo(encoding_line(sheet.name, sheet.encoding))
    enter("checking")
    return read_registry(sheets)


def _planned(reading: Reading, hall: str | None, *, shows_all: bool) -> list[str]:
    plan = planned_import(reading, hall_of_workbook(reading, hall), now=clock.now())
    end = "registry.changes_nothing" if plan.changes_nothing else "registry.dry_run"
    return [*plan_lines(plan, shows_all=shows_all), *summary_lines(plan), say(end)]


def _imported(reading: Reading, hall: str | None, by: str) -> list[str]:
    return list(outcome_lines(import_registry(reading, hall, by=by, now=clock.now())))


def _refuse_existing(path: Path, *, overwrite: bool) -> None:
    if path.exists() and not overwrite:
        raise FileExists(file=path.name)


def _write(file: Path, workbook: Workbook) -> None:
    write_workbook(file, workbook.tables, notes=workbook.notes)
    click.echo(say("registry.exported", file=file))


COMMANDS = (import_command, export_command, template_command)
