"""``cases steps|import|template``: the table of steps, and files of cases from elsewhere."""

from pathlib import Path

import click

from server import clock, gate
from server.actions.cases.enter_case import Entering
from server.actions.cases.import_cases import import_cases
from server.cli.case_table import as_markdown, as_text
from server.cli.speaking import command, hall_option
from server.queries.accounts.actors import actor_named
from server.queries.registry.halls import Hall
from server.queries.registry.plan_lines import problem_line
from server.rules.accounts.roles import Actor, Permission
from server.rules.cases.sheet import COLUMNS, CasesRefused
from server.texts import DEFAULT_LANGUAGE, say
from sheets.exporting import write_csv
from sheets.reading import read_workbook


@click.group("cases")
def cases() -> None:
    """案件办理 (the handling of cases)"""


@command("steps", "列出办理步骤、角色与期限 (print the steps, roles and clocks)")
@click.option("--format", "layout", type=click.Choice(["text", "md"]), default="text")
def steps(layout: str) -> None:
    """Print the table of steps; as Markdown it is docs/cases.md."""
    lines = as_markdown() if layout == "md" else as_text()
    click.echo("\n".join(lines).rstrip())


@command("import", "导入 12345 工单 (enter a file of 12345 sheets)")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--by", required=True, metavar="NAME", help="谁的账号录入 (whose account)")
@hall_option
def import_command(file: Path, by: str, hall: Hall) -> None:
    """Take all of a file or nothing, and list every bad row."""
    key = gate.wiring().settings.key("contact")
    try:
        entering = Entering(hall, _account(by, hall), key, clock.now())
        entered = import_cases(read_workbook(file)[0], entering)
    except CasesRefused as refused:
        for problem in refused.problems:
            click.echo(problem_line(problem), err=True)
        raise
    click.echo(say("case_sheet.entered", DEFAULT_LANGUAGE, **vars(entered)))


@command("template", "写出 12345 工单的模板 (write the template of such a file)")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def template(file: Path) -> None:
    """Write an empty file with the columns that ``cases import`` reads."""
    with file.open("wb") as out:
        write_csv(out, [name for _, name, _ in COLUMNS], ())
    click.echo(say("case_sheet.template_written", file=file))


def _account(name: str, hall: Hall) -> Actor:
    found = actor_named(name)
    if found is None or not found.may(Permission.ENTER_CASES, hall.id):
        raise click.ClickException(say("case_sheet.nobody", name=name))
    return found


for each in (steps, import_command, template):
    cases.add_command(each)
COMMANDS = (cases,)
