"""``flags``: what the nights noted about ratings, for a person to look at."""

from datetime import timedelta

import click

from server import clock
from server.cli.speaking import command, hall_option
from server.queries.ratings.flagged import flagged
from server.queries.registry.halls import Hall
from server.texts import say


@command("flags", "夜间发现的可疑之处，供人核查 (what the nights noted, for a person to look at)")
@click.option("--days", type=click.IntRange(1, 730), default=30, help="最近几天 (of so many days)")
@hall_option
def flags(days: int, hall: Hall) -> None:
    """Say which window's day looks unusual and why; nothing was deleted or refused for it."""
    today = clock.now().astimezone(hall.zone).date()
    found = flagged(hall.id, since=today - timedelta(days=days))
    for each in found:
        why = say(f"flag.{each.kind}", seen=each.seen)
        chance = say("flag.chance", chance=each.chance) if each.chance else ""
        click.echo(say("flag.line", day=each.day, window=each.window, why=why, chance=chance))
    click.echo(say("flag.advice") if found else say("flag.none", days=days))


COMMANDS = (flags,)
