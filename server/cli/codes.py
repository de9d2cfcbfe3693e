"""``codes issue|print|replace|revoke|strays``: the codes on a hall's windows and their posters."""

from datetime import timedelta
from pathlib import Path

import click

from documents.posters import PosterSize, posters_pdf
from qr import symbol
from server import clock, gate
from server.actions.codes.issue_codes import issue_codes
from server.actions.codes.replace_code import replace_code
from server.actions.codes.revoke_code import revoke_code
from server.cli.speaking import by_option, command, hall_option, with_bar
from server.queries.codes.posters import hall_posters
from server.queries.codes.strays import Strays, stray_scans
from server.queries.registry.halls import Hall
from server.texts import say

PAPERS = {"posters-A4.pdf": PosterSize.A4, "stands-A5.pdf": PosterSize.A5}


@click.group("codes")
def codes() -> None:
    """窗口二维码 (window codes)"""


@command("issue", "给从未有过码的窗口发码 (a code for every window that never had one)")
@by_option
@hall_option
def issue(by: str, hall: Hall) -> None:
    """Give codes to the windows that have none."""
    click.echo(say("code.issued", count=issue_codes(hall.id, by=by, now=clock.now())))


@command("print", "打印：每窗口 PNG、SVG，全厅 A4 海报和 A5 台卡 PDF (print posters)")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True)
@click.option("--window", help="A01")
@hall_option
def print_codes(out: Path, window: str | None, hall: Hall) -> None:
    """Write the pictures of every code, and the papers of the whole hall (or of one window).

    The pictures are named by their codes: a window's number may hold what a file name cannot.
    """
    posters = hall_posters(hall, gate.wiring().settings.public_url, window)
    out.mkdir(parents=True, exist_ok=True)
    for each in with_bar(posters, say("code.drawing")):
        stem = f"{hall.code}-{each.poster.code}"
        (out / f"{stem}.svg").write_text(each.poster.symbol_svg, encoding="utf-8")
        (out / f"{stem}.png").write_bytes(symbol.png(each.poster.address))
    for name, size in PAPERS.items():
        (out / name).write_bytes(posters_pdf([each.poster for each in posters], size))
    click.echo(say("code.printed", count=len(posters), folder=out))


@command("replace", "换码：旧海报立即失效 (a new code; the old poster stops at once)")
@click.argument("window")
@by_option
@hall_option
def replace(window: str, by: str, hall: Hall) -> None:
    """Replace a window's code."""
    code = replace_code(hall.id, window, by=by, now=clock.now())
    click.echo(say("code.replaced", window=window, code=code))


@command("revoke", "停用窗口的码 (take a window's code out of use)")
@click.argument("window")
@by_option
@hall_option
def revoke(window: str, by: str, hall: Hall) -> None:
    """Revoke a window's code."""
    count = revoke_code(hall.id, window, by=by, now=clock.now())
    click.echo(say("code.revoked", window=window, count=count))


@command("strays", "停用或不存在的码被扫了多少次 (scans of codes that are not in use)")
@click.option("--days", type=click.IntRange(1, 730), default=30, help="最近几天 (of so many days)")
@hall_option
def strays(days: int, hall: Hall) -> None:
    """Say on which day which revoked code was scanned: its poster still hangs somewhere."""
    today = clock.now().astimezone(hall.zone).date()
    found = stray_scans(hall.id, since=today - timedelta(days=days))
    for each in found:
        click.echo(_stray_line(each))
    if not found:
        click.echo(say("code.strays_none", days=days))


def _stray_line(found: Strays) -> str:
    if found.window is None:
        return say("code.strays_unknown", day=found.day, scans=found.scans)
    return say(
        "code.strays_revoked",
        day=found.day,
        window=found.window,
        code=found.code,
        scans=found.scans,
    )


for each in (issue, print_codes, replace, revoke, strays):
    codes.add_command(each)
COMMANDS = (codes,)
