"""``cases steps``: the table of steps that cases are handled by."""

import click

from server.cli.case_table import as_markdown, as_text
from server.cli.speaking import command


@click.group("cases")
def cases() -> None:
    """案件办理 (the handling of cases)"""


@command("steps", "列出办理步骤、角色与期限 (print the steps, roles and clocks)")
@click.option("--format", "layout", type=click.Choice(["text", "md"]), default="text")
def steps(layout: str) -> None:
    """Print the table of steps; as Markdown it is docs/cases.md."""
    lines = as_markdown() if layout == "md" else as_text()
    click.echo("\n".join(lines).rstrip())


cases.add_command(steps)
COMMANDS = (cases,)
