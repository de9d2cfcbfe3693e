"""``votes import FILE``: the counted votes of citizens in a ballot that the scheme names."""

from pathlib import Path

import click

from server import clock
from server.actions.appraisal.import_votes import import_votes
from server.cli.speaking import by_option, command, hall_option
from server.errors import FormProblems
from server.queries.registry.halls import Hall
from server.texts import DEFAULT_LANGUAGE, say
from sheets.reading import read_workbook

A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("votes")
def votes() -> None:
    """服务对象投票 (votes of citizens, counted elsewhere)"""


@command("import", "导入清点后的票，全部或一行也不导入 (all of a file, or nothing)")
@click.argument("file", type=A_FILE)
@click.option("--ballot", required=True, help="选票的编号，办法中 [ballot.…] 的名字 (its key)")
@click.option("--period", required=True, help="期间，如 2026-10、2026-Q4 (month, quarter or year)")
@by_option
@hall_option
def import_file(file: Path, *, ballot: str, period: str, by: str, hall: Hall) -> None:
    """Read the columns number, mean (0 to 100) and votes of a CSV file or workbook."""
    lines = [(row.number, row.cells) for row in read_workbook(file)[0].rows]
    try:
        done = import_votes(hall, (ballot, period), lines, by=by, now=clock.now())
    except FormProblems as error:
        for problem in error.problems:
            click.echo(say(problem.code, DEFAULT_LANGUAGE, **problem.data), err=True)
        raise
    click.echo(say("ballot.imported", name=done.name, month=period, count=done.given))
    if done.too_few:
        click.echo(say("ballot.too_few_of", count=done.too_few))


votes.add_command(import_file)
COMMANDS = (votes,)
