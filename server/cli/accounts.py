"""``accounts …``: who may sign in at the console, from the first administrator on."""

from collections.abc import Callable
from typing import Any

import click

from server import clock
from server.actions.accounts.disable_account import disable_account
from server.actions.accounts.enable_account import enable_account
from server.actions.accounts.end_role import end_role
from server.actions.accounts.end_sessions import end_sessions
from server.actions.accounts.grant_role import grant_role
from server.actions.accounts.invite import NewPerson, invite
from server.actions.accounts.reset_account import reset_account
from server.actions.accounts.seal_anew import seal_anew
from server.cli.speaking import command
from server.gate import wiring
from server.queries.accounts.listed import ListedAccount, listed_accounts
from server.queries.accounts.places import department_id, staff_id
from server.queries.registry.halls import hall_named
from server.rules.accounts.printed import printed_table
from server.rules.accounts.roles import Grant, Role
from server.texts import LANGUAGES, say

ROLES = click.Choice([role.value for role in Role])
Decorated = Callable[..., Any]

role_option = click.option("--role", type=ROLES, required=True, help="角色 (role)")
hall_option = click.option(
    "--hall", metavar="CODE", help="大厅代码；不写为所有大厅 (hall; every hall without it)"
)
department_option = click.option(
    "--department", metavar="CODE", help="只限这个部门 (this department only)"
)
by_option = click.option(
    "--by", default="operator", metavar="NAME", help="谁操作的，会留下记录 (who does this)"
)


@click.group("accounts")
def accounts() -> None:
    """监督端账号 (accounts of the console)"""


@command("invite", "邀请一个人：打印只显示一次的链接 (invite a person; the link is shown once)")
@click.argument("name")
@click.option("--title", default="", help="显示的姓名 (how they are shown)")
@click.option("--staff", metavar="NUMBER", help="本人的工号 (their staff number)")
@role_option
@hall_option
@department_option
@by_option
def invite_person(
    name: str,
    title: str,
    staff: str | None,
    role: str,
    hall: str | None,
    department: str | None,
    by: str,
) -> None:
    """Print a link that lets its holder choose a password, valid for 72 hours."""
    worker = staff_id(hall_named(hall).id, staff) if staff else None
    person = NewPerson(name, title, staff_id=worker)
    _show_link(invite(person, [_grant(role, hall, department)], by=by, now=clock.now()))


@command("list", "全部账号 (all accounts)")
def listed() -> None:
    """One line for each account."""
    for account in listed_accounts():
        click.echo(_line(account))


@command("disable", "停用账号，登录立即失效 (close an account; its sign-ins end at once)")
@click.argument("name")
@by_option
def disable(name: str, by: str) -> None:
    """Close an account."""
    disable_account(name, by=by, now=clock.now())
    click.echo(say("account.disabled", name=name))


@command("enable", "重新启用，打印设置密码的链接 (open an account again)")
@click.argument("name")
@by_option
def enable(name: str, by: str) -> None:
    """Open a closed account; its holder chooses a new password."""
    _show_link(enable_account(name, by=by, now=clock.now()))


@command("reset", "忘了密码：打印设置新密码的链接 (a forgotten password)")
@click.argument("name")
@click.option("--second-factor", is_flag=True, help="手机也丢了 (the telephone was lost as well)")
@by_option
def reset(name: str, second_factor: bool, by: str) -> None:  # noqa: FBT001 - click hands options over like this
    """Print a link that lets the person choose a password anew."""
    _show_link(reset_account(name, by=by, now=clock.now(), drops_second_factor=second_factor))


@command("grant", "授予角色 (give a role)")
@click.argument("name")
@role_option
@hall_option
@department_option
@by_option
def grant(name: str, role: str, hall: str | None, department: str | None, by: str) -> None:
    """Give a person a role."""
    grant_role(name, _grant(role, hall, department), by=by, now=clock.now())
    click.echo(say("account.granted", name=name, role=say(f"role.{role}")))


@command("end-role", "收回角色 (take a role away)")
@click.argument("name")
@role_option
@hall_option
@department_option
@by_option
def take_away(name: str, role: str, hall: str | None, department: str | None, by: str) -> None:
    """Take a role away from a person."""
    end_role(name, _grant(role, hall, department), by=by, now=clock.now())
    click.echo(say("account.role_ended", name=name, role=say(f"role.{role}")))


@command("end-sessions", "结束一个人的全部登录 (end all sign-ins of a person)")
@click.argument("name")
@by_option
def end(name: str, by: str) -> None:
    """End every sign-in of the person, on every node."""
    click.echo(say("account.sign_ins_ended", count=end_sessions(name, by=by, now=clock.now())))


@command("rotate-key", "换密钥后，把旧密钥加密的内容重新加密 (seal everything under the new key)")
@by_option
def rotate_key(by: str) -> None:
    """Seal anew what OLD_SECRET_KEYS still open; after it they may be taken out."""
    count = seal_anew(wiring().settings, by=by, now=clock.now())
    click.echo(say("account.sealed_anew", count=count))


@command("roles", "打印权限表 (print the table of roles and permissions)")
def roles() -> None:
    """Print which role may do what, as it is in force; it is docs/roles.md."""
    click.echo(printed_table(_in_both), nl=False)


def _in_both(code: str) -> str:
    return " · ".join(say(code, lang) for lang in LANGUAGES)


def _grant(role: str, hall: str | None, department: str | None) -> Grant:
    if not hall and not department:
        return Grant(Role(role))
    found = hall_named(hall)
    return Grant(Role(role), found.id, department_id(found.id, department) if department else None)


def _show_link(secret: str) -> None:
    """The sentence on standard error, the link alone on standard output."""
    click.echo(say("account.link_issued"), err=True)
    click.echo(f"{wiring().settings.public_url}/console/invitation/{secret}")


def _line(account: ListedAccount) -> str:
    held = ", ".join(
        "/".join(filter(None, (role.role, role.hall or "*", role.department)))
        for role in account.roles
    )
    factor = "2FA" if account.has_second_factor else "-"
    seen = account.last_seen_at.isoformat(timespec="minutes") if account.last_seen_at else "-"
    return "\t".join((account.name, account.title, account.state, factor, seen, held or "-"))


for each in (
    invite_person,
    listed,
    disable,
    enable,
    reset,
    grant,
    take_away,
    end,
    rotate_key,
    roles,
):
    accounts.add_command(each)
COMMANDS = (accounts,)
