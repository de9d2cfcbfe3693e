"""``seal-month`` and ``recount``: a month's figures, frozen and checked."""

import click

from server import clock
from server.actions.publication.seal_month import seal_month
from server.cli.speaking import command, hall_option
from server.queries.ratings.counts import recounted, tallied
from server.queries.registry.halls import Hall
from server.rules.months import Month
from server.texts import say

OPERATOR = "operator"


@command("seal-month", "封存一个月的数据 (seal a month that is over)")
@click.argument("month")
@click.option("--by", default=OPERATOR, help="谁操作的 (who does this)")
@hall_option
def seal(month: str, by: str, hall: Hall) -> None:
    """Seal a month; a month that is sealed stays as it is."""
    sealed = seal_month(hall, Month.parse(month), by=by, now=clock.now())
    answer = "month.sealed" if sealed.is_new else "month.already_sealed"
    click.echo(say(answer, month=month, revision=sealed.revision, digest=sealed.digest))


@command("recount", "从评价重新计数，与累计数核对 (count a month again and compare)")
@click.argument("month")
@hall_option
def recount(month: str, hall: Hall) -> None:
    """Say that the tallies agree with the ratings, or where they do not (exit code 1)."""
    wanted = str(Month.parse(month))
    by_tally, by_rating = tallied(hall.id, wanted), recounted(hall.id, wanted)
    wrong = sorted(count for count in by_tally | by_rating if by_tally[count] != by_rating[count])
    for count in wrong:
        click.echo(
            say(
                "month.disagrees",
                unit=f"{count.kind} {count.unit_id} {count.lane} {count.what}",
                tally=by_tally[count],
                ratings=by_rating[count],
            )
        )
    if wrong:
        raise click.exceptions.Exit(1)
    total = sum(n for count, n in by_rating.items() if count.kind == "window")
    click.echo(say("month.agrees", month=wanted, ratings=total))


COMMANDS = (seal, recount)
