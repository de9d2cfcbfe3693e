"""``worker``: the process that looks at the clock and does what is due."""

import logging

import click
from flask.cli import ScriptInfo

from scheduled import runner
from server.cli.speaking import command
from server.db import session
from server.errors import DatabaseOutdated
from server.gate import wiring
from server.queries.operations.database import database_shape


@command("worker", "运行定时任务，直到 Ctrl-C (do what is due, until Ctrl-C)")
@click.option("--once", is_flag=True, help="只做一次现在到期的 (do what is due now, and end)")
@click.pass_context
def worker(context: click.Context, *, once: bool) -> None:
    """Run the timetable in this process, or only once.

    Raises DatabaseOutdated where the tables are not those that the jobs were written for.
    """
    shape = database_shape()
    session.remove()  # this thread asks nothing further, and an open reader would hold the WAL
    if not shape.serves:
        raise DatabaseOutdated(found=shape.found, wanted=shape.wanted)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    app = context.ensure_object(ScriptInfo).load_app()
    (runner.look_once if once else runner.run)(app, wiring())


COMMANDS = (worker,)
