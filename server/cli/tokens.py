"""``tokens create`` and ``tokens revoke``: which other systems may use the API."""

import click

from server import clock
from server.actions.operations.issue_token import issue_token
from server.actions.operations.revoke_token import revoke_token
from server.cli.speaking import command, hall_option
from server.queries.registry.halls import Hall
from server.texts import say


@click.group("tokens")
def tokens() -> None:
    """接口访问令牌 (access tokens of the API)"""


@command("create", "发一个令牌，只显示这一次 (a new token, shown this once)")
@click.argument("name")
@hall_option
def create(name: str, hall: Hall) -> None:
    """Print a new token: the sentence on standard error, the token alone on standard output."""
    token = issue_token(hall.id, name, now=clock.now())
    click.echo(say("api.token_issued", name=name, hall=hall.code), err=True)
    click.echo(token)


@command("revoke", "停用令牌 (shut a system out)")
@click.argument("name")
@hall_option
def revoke(name: str, hall: Hall) -> None:
    """Revoke the token of that name."""
    revoke_token(hall.id, name, now=clock.now())
    click.echo(say("api.token_revoked", name=name))


tokens.add_command(create)
tokens.add_command(revoke)
COMMANDS = (tokens,)
