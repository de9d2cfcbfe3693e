"""``calendar load``: the holidays and make-up days that working days are counted by."""

import click

from server import clock
from server.actions.registry.seed_calendar import seed_calendar
from server.cli.speaking import command
from server.texts import say


@click.group("calendar")
def calendar() -> None:
    """工作日历 (the working calendar)"""


@command("load", "载入随软件提供的放假安排 (load the holiday notices that ship with the program)")
def load() -> None:
    """Load every year that is not there yet; one that is there stays as it is."""
    years = seed_calendar(now=clock.now())
    if years:
        click.echo(say("operations.calendar_loaded", first=years[0], last=years[-1]))
    else:
        click.echo(say("operations.calendar_complete"))


calendar.add_command(load)
COMMANDS = (calendar,)
