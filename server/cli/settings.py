"""``settings show`` and ``settings set``: what a hall goes by, and since when."""

from datetime import date, datetime

import click

from server import clock
from server.actions.registry.set_hall_setting import set_hall_setting
from server.cli.speaking import by_option, command, hall_option
from server.queries.registry.halls import Hall
from server.queries.registry.hours import hall_facts
from server.rules.hall_settings import KINDS, SettingRow
from server.texts import say


@click.group("settings")
def settings_group() -> None:
    """大厅设置 (hall settings)"""


@command("show", "列出现行设置 (the settings in force)")
@hall_option
def show(hall: Hall) -> None:
    """Every setting with its value today, and each later or older row."""
    facts = hall_facts(hall.id, hall.registry_version)
    today = clock.now().astimezone(hall.zone).date()
    for key in KINDS:
        click.echo(f"{key} = {facts.setting(key, today)}    # {say(f'setting.{key}')}")
        for row in (row for row in facts.settings if row.key == key):
            scope = f" [{row.scope}]" if row.scope else ""
            click.echo(f"    {row.in_force_on}{scope}: {row.value}")


@command("set", "从某日起更改一项设置 (change a setting from a day on)")
@click.argument("key")
@click.argument("value")
@click.option("--from", "day", type=click.DateTime(["%Y-%m-%d"]), help="2026-12-01")
@click.option("--group", default="", help="考核组代码 (peer group)")
@by_option
@hall_option
def change(key: str, value: str, day: datetime | None, group: str, by: str, hall: Hall) -> None:
    """Write one setting."""
    now = clock.now()
    since: date = day.date() if day else now.astimezone(hall.zone).date()
    set_hall_setting(hall.id, SettingRow(key, group, value, since), by=by, now=now)
    click.echo(say("setting.changed", key=key, value=value, day=since))


settings_group.add_command(show)
settings_group.add_command(change)
COMMANDS = (settings_group,)
