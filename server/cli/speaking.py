"""How do commands name a hall, answer, and say what went wrong?"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import ParamSpec, TypeVar

import click
from flask.cli import with_appcontext
from rich.console import Console
from rich.progress import track

from server import errors
from server.errors import ChuangpingError
from server.queries.registry.halls import Hall, hall_named
from server.texts import DEFAULT_LANGUAGE, say
from wechat.errors import WechatError

Params = ParamSpec("Params")
Thing = TypeVar("Thing")
# Errors whose own sentence speaks to a citizen, or does not say what to do here.
FOR_OPERATORS: dict[type[ChuangpingError], str] = {
    errors.DatabaseUnreachable: "operations.database_away",
    errors.DatabaseOutdated: "operations.database_not_ready",
    errors.UnknownHall: "operations.hall_not_named",
}


def sentence_of(error: ChuangpingError) -> str:
    """What went wrong, in Chinese, for the operator's terminal."""
    if isinstance(error, WechatError):
        return say(error.for_operators, DEFAULT_LANGUAGE, **error.data)
    # With data the error knows its particulars: its own sentence says more.
    code = error.code if error.data else FOR_OPERATORS.get(type(error), error.code)
    return say(code, DEFAULT_LANGUAGE, **error.data)


def command(name: str, explanation: str) -> Callable[[Callable[Params, None]], click.Command]:
    """A command inside the app; a domain error becomes its sentence and exit code 1."""

    def build(function: Callable[Params, None]) -> click.Command:
        @wraps(function)
        def speaking(*args: Params.args, **kwargs: Params.kwargs) -> None:
            try:
                function(*args, **kwargs)
            except ChuangpingError as error:
                raise click.ClickException(sentence_of(error)) from error

        return click.command(name, help=explanation)(with_appcontext(speaking))

    return build


def _find_hall(_context: click.Context, _option: click.Parameter, code: str | None) -> Hall:
    try:
        return with_appcontext(hall_named)(code)
    except ChuangpingError as error:
        raise click.ClickException(sentence_of(error)) from error


def with_bar(things: Iterable[Thing], what: str) -> Iterable[Thing]:
    """The things one after the other, with a progress bar on a terminal and nothing elsewhere."""
    console = Console()
    if not console.is_terminal:
        return things
    return track(tuple(things), description=what, console=console, transient=True)


hall_option = click.option(
    "--hall",
    metavar="CODE",
    callback=_find_hall,
    help="大厅代码；只有一个大厅时可省略 (hall code; may be left out where there is one hall)",
)

by_option = click.option(
    "--by", required=True, metavar="NAME", help="谁操作的，会留下记录 (who does this; it is kept)"
)
