"""Which app does a test get? One that its worker made once, moved to the test's fresh database.

Describing the routes, compiling the templates and the SQL is most of what a test of a page
would cost with an app of its own. What belongs to one installation - settings, stores, the
database behind the engine - is exchanged between the tests. A test that changes the app itself
(a route, a view, a listener) needs no care: such an app is not kept.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pkgutil import resolve_name
from typing import Any

from flask import Flask
from sqlalchemy import Engine, event, make_url

from server.settings import Settings

LISTENED_TO = ("before_cursor_execute", "after_cursor_execute", "begin", "commit")


@dataclass(frozen=True)
class Kept:
    """An app and what it was like when it was new."""

    app: Flask
    engine: Engine
    new: tuple[Any, ...]


_kept: dict[tuple[Any, ...], Kept] = {}


def new_app(settings: Settings, *, has_entrances: bool) -> Flask:
    """The program, looked up only here, so that tests of rules and workshops run without it."""
    maker = "create_app" if has_entrances else "founded"
    app: Flask = resolve_name(f"server.app:{maker}")(settings)
    return app


@contextmanager
def moved(settings: Settings, *, has_entrances: bool) -> Iterator[Flask]:
    """The kept app with these settings; made where there is none that fits."""
    key = _key(settings, has_entrances=has_entrances)
    kept = _kept.pop(key, None) or _made(settings, has_entrances=has_entrances)
    _move(kept, settings)
    yield kept.app
    if _leave(kept):
        _kept[key] = kept


def _key(settings: Settings, *, has_entrances: bool) -> tuple[Any, ...]:
    """What decides how an app is put together; only a file of SQLite can be exchanged."""
    kind = settings.database_url
    if kind.startswith("sqlite"):
        kind = "sqlite"
    return has_entrances, kind, settings.threads, settings.trusted_proxies


def _made(settings: Settings, *, has_entrances: bool) -> Kept:
    app = new_app(settings, has_entrances=has_entrances)
    with app.app_context():
        engine: Engine = app.extensions["sqlalchemy"].engine
    if engine.dialect.name == "sqlite":
        event.listen(engine, "do_connect", _to_the_file_of(engine))
    return Kept(app, engine, _likeness(app, engine))


def _to_the_file_of(engine: Engine) -> Any:
    def open_it(_dialect: Any, _record: Any, where: list[Any], _more: dict[str, Any]) -> None:
        where[0] = engine.url.database

    return open_it


def _move(kept: Kept, settings: Settings) -> None:
    settings.var_dir.mkdir(parents=True, exist_ok=True)
    store = resolve_name("photos.store:PhotoStore")(settings.photo_folder)
    kept.app.extensions["chuangping"] = resolve_name("server.gate:Wiring")(settings, store)
    if kept.engine.dialect.name == "sqlite":
        kept.engine.url = make_url(settings.database_url)


def _leave(kept: Kept) -> bool:
    """Let go of the database; whether the app is still as it was made."""
    with kept.app.app_context():
        kept.app.extensions["sqlalchemy"].session.remove()
    unchanged = _likeness(kept.app, kept.engine) == kept.new
    if kept.engine.dialect.name == "sqlite" or not unchanged:
        kept.engine.dispose()
    return unchanged


def _likeness(app: Flask, engine: Engine) -> tuple[Any, ...]:
    """What a test may have changed of an app."""
    hooks = (app.before_request_funcs, app.after_request_funcs, app.teardown_request_funcs)
    return (
        {**app.view_functions},
        len(list(app.url_map.iter_rules())),
        {key: value for key, value in app.config.items() if key != "SQLALCHEMY_DATABASE_URI"},
        [str(hook) for hook in hooks],
        [len(list(getattr(engine.dispatch, name))) for name in LISTENED_TO],
        len(list(engine.pool.dispatch.connect)),
    )
