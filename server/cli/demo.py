"""``demo``: load the demo hall if there is none, and say where to look."""

import json
from collections.abc import Iterable

import click

from server import clock, gate
from server.cli.speaking import command, with_bar
from server.demo.load import load_demo
from server.demo.visits import DemoVisit
from server.queries.codes.posters import code_address
from server.queries.publication.notices import Search, search_notices
from server.queries.registry.halls import hall_named
from server.queries.registry.windows import window_numbered
from server.texts import say

FIRST_WINDOW = "A01"


@command("demo", "载入示范大厅（已有大厅则不动），列出网址 (load the demo hall, list addresses)")
@click.option("--addresses", is_flag=True, help="以 JSON 输出网址 (addresses as JSON)")
def demo(*, addresses: bool) -> None:
    """Load the demo hall once; with --addresses only list where to look."""
    if addresses:
        click.echo(json.dumps(_addresses(), ensure_ascii=False))
        return
    loaded = load_demo(gate.wiring().settings, now=clock.now(), shown=_shown)
    click.echo(say("demo.loaded" if loaded else "demo.already_there"))


def _shown(visits: Iterable[DemoVisit], month: str) -> Iterable[DemoVisit]:
    """With a progress bar on a terminal."""
    return with_bar(visits, say("demo.month", month=month))


def _addresses() -> list[dict[str, str]]:
    """Where to look, and what must be there."""
    hall = hall_named()
    url = gate.wiring().settings.public_url
    window = window_numbered(hall.id, FIRST_WINDOW)
    notices = search_notices(hall.id, Search()).notices
    return [
        {
            "name": say("demo.citizen_page"),
            "url": code_address(url, window.code or ""),
            "shows": window.name,
        },
        {
            "name": say("demo.public_page"),
            "url": f"{url}/public/",
            "shows": notices[0].number if notices else hall.name,
        },
        {
            "name": say("demo.console"),
            "url": f"{url}/console/login",
            "shows": say("demo.step_in"),
        },
        {
            "name": say("demo.api_docs"),
            "url": f"{url}/api/v1/openapi.json",
            "shows": say("api.title"),
        },
    ]


COMMANDS = (demo,)
