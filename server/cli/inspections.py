"""``inspections draw|redraw|list``: draw windows by a seed, draw them again, see the rounds."""

import secrets

import click

from server import clock
from server.actions.inspections.start_round import start_round
from server.cli.speaking import by_option, command, hall_option
from server.queries.inspections.rounds import draw_of, round_row, rounds_page
from server.queries.registry.halls import Hall
from server.rules.inspections.draw import draw, written
from server.rules.inspections.form import RoundForm
from server.rules.inspections.kinds import RoundKind
from server.texts import say

SEED_BYTES = 8


@click.group("inspections")
def inspections() -> None:
    """巡查抽查 (inspections of the windows)"""


@command("draw", "抽取窗口，开始一次不定时抽查 (draw windows and begin a random check)")
@click.option("--count", type=int, required=True, help="抽几个窗口 (how many windows)")
@click.option("--seed", default="", help="种子；不写就随机生成 (the seed; made up if left out)")
@click.option("--kind", type=click.Choice([RoundKind.RANDOM]), default=RoundKind.RANDOM)
@click.option("--leader", required=True, help="带队人 (who leads)")
@click.option("--team", default="", help="同行人员，用、隔开 (who goes along)")
@click.option("--window", "windows", multiple=True, help="只在这些窗口中抽 (candidates)")
@by_option
@hall_option
def drawn(count: int, seed: str, hall: Hall, by: str, **said: object) -> None:
    """Draw the windows of a random check and begin it; the draw stays on record."""
    form = RoundForm(
        kind=RoundKind(str(said["kind"])),
        leader=str(said["leader"]),
        team=str(said["team"]),
        windows=_numbers(said["windows"]),
        seed=seed or secrets.token_hex(SEED_BYTES),
        count=count,
    )
    number = start_round(hall, form, by=by, now=clock.now())
    _tell(hall, number)


@command("redraw", "按记录的种子重抽一次，与当时的结果比较 (draw again by the seed on record)")
@click.argument("number")
@hall_option
def redraw(number: str, hall: Hall) -> None:
    """Draw again from what is on record; exit code 1 where it comes out otherwise."""
    kept = draw_of(hall.id, round_row(hall.id, number).id)
    if kept is None:
        raise click.ClickException(say("inspections.nothing_drawn", number=number))
    again = draw(kept.draw.seed, kept.draw.candidates, kept.count)
    _tell(hall, number)
    if again != kept.draw:
        raise click.ClickException(
            say("inspections.redrawn_otherwise", drawn="、".join(again.drawn), digest=again.digest)
        )
    click.echo(say("inspections.redrawn_alike"))


@command("list", "最近的巡查 (the latest rounds)")
@hall_option
def listed(hall: Hall) -> None:
    """The latest rounds, those still open first."""
    found, _ = rounds_page(hall.id)
    for each in found:
        click.echo(
            say(
                "inspections.line",
                number=each.number,
                kind=say(f"inspections.kind_{each.kind}"),
                state=say(f"inspections.state_{each.state}"),
                start=each.started_at.astimezone(hall.zone).strftime("%Y-%m-%d %H:%M"),
                looked=each.looked,
                windows=each.windows,
                findings=each.findings,
            )
        )
    if not found:
        click.echo(say("inspections.no_rounds"))


def _numbers(said: object) -> tuple[str, ...]:
    return tuple(map(str, said)) if isinstance(said, tuple) else ()


def _tell(hall: Hall, number: str) -> None:
    kept = draw_of(hall.id, round_row(hall.id, number).id)
    if kept is not None:
        drawn_now = kept.draw
        data = {"number": number, "seed": drawn_now.seed, "digest": drawn_now.digest}
        click.echo(say("inspections.drawn", count=len(drawn_now.candidates), **data))
        click.echo(written(drawn_now.drawn), nl=False)


for each in (drawn, redraw, listed):
    inspections.add_command(each)
COMMANDS = (inspections,)
