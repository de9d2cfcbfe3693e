"""The operator's commands, by subject: ``flask --app wsgi COMMAND``."""

from importlib import import_module
from pkgutil import iter_modules

from flask import Flask

__all__ = ["register"]


def register(app: Flask) -> None:
    """Give the app the commands of every module in this folder that lists COMMANDS."""
    for module in iter_modules(__path__):
        for command in getattr(import_module(f"{__name__}.{module.name}"), "COMMANDS", ()):
            app.cli.add_command(command)
