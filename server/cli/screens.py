"""``screens pair`` and ``screens revoke``: which devices show a window's rotating code."""

import click

from qr.codes import in_groups
from server import clock
from server.actions.codes.issue_pairing import PAIRING_LIFE, issue_pairing
from server.actions.codes.revoke_screens import revoke_screens
from server.cli.speaking import command, hall_option
from server.gate import wiring
from server.queries.registry.halls import Hall
from server.texts import say


@click.group("screens")
def screens_group() -> None:
    """窗口屏 (screens at windows)"""


@command("pair", "让一台设备成为窗口屏 (let a device become a window's screen)")
@click.argument("window")
@click.option("--by", default="operator", help="谁配对的 (who pairs it)")
@hall_option
def pair(window: str, by: str, hall: Hall) -> None:
    """Print the address and the code to type there."""
    code = issue_pairing(hall.id, window, by=by, now=clock.now())
    click.echo(
        say(
            "screen.pairing_issued",
            address=f"{wiring().settings.public_url}/screen/{window}",
            pairing=in_groups(code),
            minutes=PAIRING_LIFE.seconds // 60,
        )
    )


@command("revoke", "停用窗口的全部屏 (end all screens of a window)")
@click.argument("window")
@click.option("--by", default="命令行", metavar="NAME", help="谁停用的，留有记录 (who; it is kept)")
@hall_option
def revoke(window: str, by: str, hall: Hall) -> None:
    """End every screen of the window."""
    ended = revoke_screens(hall.id, window, by=by, now=clock.now())
    click.echo(say("screen.revoked", window=window, count=ended))


screens_group.add_command(pair)
screens_group.add_command(revoke)
COMMANDS = (screens_group,)
