"""``outbox list``, ``retry`` and ``replay``: what was not delivered, why, and once more."""

from typing import Any

import click

from server import clock
from server.actions.messages.replay_message import replay_message
from server.actions.messages.retry_all import retry_all
from server.actions.messages.retry_message import retry_message
from server.cli.speaking import by_option, command, hall_option
from server.queries.messages.outbox import (
    OPEN,
    Delivery,
    Filters,
    given_up_unspread,
    outbox,
    outbox_counts,
)
from server.queries.registry.halls import Hall
from server.rules.messages.delivery import DeliveryState
from server.texts import is_known, say


@click.group("outbox")
def group() -> None:
    """待发消息 (messages out)"""


@command("list", "列出没有送达的消息和原因 (what was not delivered, and why)")
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice([str(state) for state in DeliveryState]),
    help="只看这些状态 (only these states)",
)
@click.option("--page", default=1, type=click.IntRange(1), help="第几页 (page)")
@hall_option
def listing(states: tuple[str, ...], page: int, hall: Hall) -> None:
    """Print the deliveries of the hall that are not sent, fifty a page, and how many there are."""
    chosen = tuple(DeliveryState(state) for state in states) or OPEN
    found = outbox(hall.id, Filters(states=chosen), page=page)
    for each in found.deliveries:
        click.echo(_line(each, hall))
    if found.has_more:
        click.echo(say("messages.more", page=page + 1))
    counts: dict[str, Any] = {**outbox_counts(hall.id), "unspread": given_up_unspread(hall.id)}
    click.echo(say("messages.counts", **counts))


def _line(each: Delivery, hall: Hall) -> str:
    due = f"{each.next_try_at.astimezone(hall.zone):%Y-%m-%d %H:%M}"
    what = f"{each.number}  {say(f'messages.state_{each.state}')}  {due}  {each.channel}"
    code = f"messages.reason_{each.reason}"
    why = f"{say(code)} {each.detail}".strip() if is_known(code) else each.reason
    return f"{what}  {each.recipient}  {each.topic}  ×{each.tries}  {why}".rstrip()


@command("retry", "重发一条或全部已放弃的消息 (try again what was given up)")
@click.argument("number", required=False)
@click.option("--all", "is_all", is_flag=True, help="全部已放弃的 (all that was given up)")
@by_option
@hall_option
def retry(number: str | None, by: str, hall: Hall, *, is_all: bool) -> None:
    """Have one delivery tried again, or with --all everything that was given up."""
    if bool(number) is is_all:
        raise click.UsageError(say("messages.number_or_all"))
    if number:
        retry_message(hall.id, number, by=by, now=clock.now())
        click.echo(say("messages.retried", count=1))
    else:
        count = retry_all(hall.id, by=by, now=clock.now())
        click.echo(say("messages.retried", count=count))


@command("replay", "再发一次已送达的消息，编号不变 (send once more what was sent)")
@click.argument("number")
@by_option
@hall_option
def replay(number: str, by: str, hall: Hall) -> None:
    """Send a delivered message once more, under the same number."""
    replay_message(hall.id, number, by=by, now=clock.now())
    click.echo(say("messages.retried", count=1))


group.add_command(listing)
group.add_command(retry)
group.add_command(replay)
COMMANDS = (group,)
