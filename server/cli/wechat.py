"""``wechat …``: who may use the mini-program at work, and whether it is set up well."""

import click

from qr.codes import in_groups
from server import clock
from server.actions.wechat.binding_codes import PURPOSE
from server.actions.wechat.invite_phone import invite_phone
from server.actions.wechat.retry_events import retry_events
from server.actions.wechat.unbind_phone import unbind_phone
from server.cli.speaking import command
from server.cli.wechat_check import check
from server.cli.wechat_codes import codes
from server.cli.wechat_templates import templates
from server.gate import wiring
from server.queries.wechat.bound import bound_accounts
from server.queries.wechat.events import events_given_up
from server.texts import say

by_option = click.option(
    "--by", default="operator", metavar="NAME", help="谁操作的，会留下记录 (who does this)"
)


@click.group("wechat")
def wechat() -> None:
    """微信小程序 (the mini-program)"""


@command("invite", "给一个人发绑定码，只显示这一次 (a binding code, shown this once)")
@click.argument("name")
@by_option
def invite(name: str, by: str) -> None:
    """Print a code that binds the person's phone; the sentence about it on standard error."""
    keys = wiring().settings.keys(PURPOSE)
    issued = invite_phone(name, keys=keys, by=by, now=clock.now())
    until = issued.expires_at.isoformat(timespec="minutes")
    click.echo(say("phone.code_issued", moment=until), err=True)
    click.echo(in_groups(issued.code))


@command("unbind", "解除一个人的微信绑定，立即生效 (let a person's phone go, at once)")
@click.argument("name")
@by_option
def unbind(name: str, by: str) -> None:
    """End what the person's phone stands for, on every node."""
    unbind_phone(name, by=by, now=clock.now())
    click.echo(say("phone.let_go_done", name=name))


@command("list", "谁绑定了微信 (who has bound a phone)")
def listed() -> None:
    """One line for each account with a bound phone."""
    found = bound_accounts()
    for one in found:
        click.echo("\t".join((one.name, one.title, one.bound_at.isoformat(timespec="minutes"))))
    if not found:
        click.echo(say("phone.nobody_bound"), err=True)


@command("events", "处理失败的微信推送，供人查看或重试 (events that could not be dealt with)")
@click.option("--retry", is_flag=True, help="全部重新处理 (try them all again)")
@by_option
def events(*, retry: bool, by: str) -> None:
    """Say which events were given up and why; with --retry have the worker begin anew with them."""
    if retry:
        count = retry_events(by=by, now=clock.now())
        click.echo(say("wechat_event.retried", count=count))
        return
    found = events_given_up()
    for one in found:
        click.echo(
            say(
                "wechat_event.line",
                moment=one.received_at.isoformat(timespec="minutes"),
                name=one.name,
                tries=one.tries,
                error=one.error,
            )
        )
    click.echo(say("wechat_event.advice") if found else say("wechat_event.none"))


for each in (invite, unbind, listed, events, check, codes, templates):
    wechat.add_command(each)
COMMANDS = (wechat,)
