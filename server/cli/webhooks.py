"""``webhooks add``, ``list`` and ``revoke``: which other systems are told."""

import click

from server import clock
from server.actions.messages.add_webhook import NewWebhook, add_webhook
from server.actions.messages.revoke_webhook import revoke_webhook
from server.cli.speaking import by_option, command, hall_option
from server.gate import wiring
from server.queries.messages.webhooks import webhooks
from server.queries.registry.halls import Hall
from server.texts import say


@click.group("webhooks")
def group() -> None:
    """事件推送 (webhooks)"""


@command("add", "添加一个推送，签名密钥只显示这一次 (a webhook; its secret is shown this once)")
@click.argument("name")
@click.argument("url")
@click.option(
    "--topic",
    "topics",
    multiple=True,
    help="只推送这些事件，可重复；不写则全部 (only these; without, all)",
)
@by_option
@hall_option
def add(name: str, url: str, topics: tuple[str, ...], by: str, hall: Hall) -> None:
    """Print the signing secret alone on standard output, the sentence on standard error."""
    wanted = NewWebhook(name, url, topics)
    key = wiring().settings.key("webhook")
    secret = add_webhook(hall.id, wanted, key=key, by=by, now=clock.now())
    click.echo(say("messages.webhook_added", name=name, hall=hall.code), err=True)
    click.echo(secret)


@command("list", "列出推送 (the webhooks)")
@hall_option
def listing(hall: Hall) -> None:
    """Print name, address and topics of each valid webhook."""
    for each in webhooks(hall.id):
        click.echo(f"{each.name}  {each.url}  {' '.join(each.topics) or '*'}")


@command("revoke", "停用推送 (tell it no more)")
@click.argument("name")
@by_option
@hall_option
def revoke(name: str, by: str, hall: Hall) -> None:
    """Revoke the webhook of that name."""
    revoke_webhook(hall.id, name, by=by, now=clock.now())
    click.echo(say("messages.webhook_revoked", name=name))


group.add_command(add)
group.add_command(listing)
group.add_command(revoke)
COMMANDS = (group,)
