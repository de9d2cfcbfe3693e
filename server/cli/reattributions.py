"""``reattributions list|approve``: ratings that change hands after a corrected roster."""

import click

from server import clock
from server.actions.publication.revise_month import revise_month
from server.actions.ratings.approve_reattribution import approve_reattribution
from server.cli.speaking import by_option, command, hall_option
from server.queries.ratings.owners import open_reattributions
from server.queries.registry.halls import Hall
from server.rules.months import Month
from server.texts import say


@click.group("reattributions")
def reattributions() -> None:
    """排班更正后的重新归属 (ratings that change hands after a corrected roster)"""


@command("list", "等待第二人批准的重新归属 (what waits for a second person)")
@hall_option
def listed(hall: Hall) -> None:
    """Every re-attribution that waits."""
    for each in open_reattributions(hall.id):
        click.echo(
            say(
                "reattribution.waiting",
                id=each.id,
                window=each.window_number,
                start=each.from_at.astimezone(hall.zone).strftime("%Y-%m-%d %H:%M"),
                end=each.until_at.astimezone(hall.zone).strftime("%Y-%m-%d %H:%M"),
                ratings=each.ratings,
                by=each.opened_by,
            )
        )


@command("approve", "第二人批准重新归属 (a second person approves)")
@click.argument("reattribution_id", type=int)
@by_option
@hall_option
def approve(reattribution_id: int, by: str, hall: Hall) -> None:
    """Approve one; a sealed month that it touches gets a further revision."""
    months = approve_reattribution(hall.id, reattribution_id, by=by, now=clock.now())
    click.echo(say("reattribution.approved"))
    for month in months:
        reason = say("reattribution.reason")
        revised = revise_month(hall, Month.parse(month), reason=reason, by=by, now=clock.now())
        click.echo(say("notice.revision_waiting", month=month, revision=revised.revision))


for each in (listed, approve):
    reattributions.add_command(each)
COMMANDS = (reattributions,)
