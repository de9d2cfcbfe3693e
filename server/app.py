"""How is the application put together?"""

from importlib import import_module
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from photos.store import PhotoStore
from server import cli, gate, settings
from server.db import db, driver_url, engine_options, prepare
from server.settings import Settings

MOST_BODY_BYTES = 40 * 1024 * 1024  # three photos of 10 MB and the form around them
MOST_FORM_BYTES = 64 * 1024


# Whoever answers no request does without them: they are a quarter of the worker's memory.
ENTRANCES = ("api", "web")


class Migrations:
    """Flask-Migrate's place in the app, taken when a migration command first asks for it.

    Importing Alembic takes a fifth of the start, and the web server never migrates.
    """

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __getattr__(self, name: str) -> Any:
        migrate = import_module("flask_migrate").Migrate
        folder = str(settings.PROJECT / "migrations")
        migrate(self._app, db, directory=folder, render_as_batch=True)
        return getattr(self._app.extensions["migrate"], name)


def create_app(wanted: Settings | None = None) -> Flask:
    """The WSGI application with those settings; without any, those of the environment.

    Raises SettingMissing when the environment lacks a compulsory one.
    """
    chosen = wanted or settings.from_environment()
    app = founded(chosen)
    gate.guard(app)
    for entrance in ENTRANCES:
        import_module(entrance).register(app)
    _trust_proxies(app, chosen.trusted_proxies)
    return app


def founded(chosen: Settings) -> Flask:
    """The program with its database, wiring and commands, and no entrance from outside.

    Describing every route takes longer than what most commands and tests do.
    """
    app = Flask("chuangping", root_path=str(settings.PROJECT), static_folder="web/static")
    app.config.update(
        SQLALCHEMY_DATABASE_URI=driver_url(chosen.database_url),
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(chosen.database_url, threads=chosen.threads),
        MAX_CONTENT_LENGTH=MOST_BODY_BYTES,
        MAX_FORM_MEMORY_SIZE=MOST_FORM_BYTES,
        TRUSTED_HOSTS=None,
    )
    _open_database(app, chosen)
    app.extensions["chuangping"] = gate.Wiring(chosen, PhotoStore(chosen.photo_folder))
    cli.register(app)
    return app


def _trust_proxies(app: Flask, hops: int) -> None:
    """Whom a request came from, and whether by https, as exactly so many proxies of ours tell it.

    What a client writes into the headers itself stands further left and is never looked at. The
    host is not among them: each proxy hands it on as the browser sent it.
    """
    if hops > 0:
        inner = app.wsgi_app
        app.wsgi_app = ProxyFix(inner, x_for=hops, x_proto=hops, x_host=0)  # type: ignore[method-assign]  # Flask's own way


def _open_database(app: Flask, chosen: Settings) -> None:
    chosen.var_dir.mkdir(parents=True, exist_ok=True)
    db.init_app(app)
    app.extensions["migrate"] = Migrations(app)
    with app.app_context():
        prepare(db.engine)
