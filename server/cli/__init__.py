"""The operator's commands, by subject: ``flask --app wsgi COMMAND``."""

from importlib import import_module

import click
from flask import Flask
from flask.cli import AppGroup

__all__ = ["MODULES", "register"]

# Which module of this folder has a command: imported when it is asked for, because the web
# server and every other command would wait for what only it needs (workbooks, progress bars).
MODULES = {
    "accounts": "accounts",
    "applications": "sources",
    "attendance": "attendance",
    "audit": "audit",
    "backup": "backup",
    "backup-check": "backup",
    "bulletin": "documents",
    "calendar": "calendars",
    "cases": "cases",
    "codes": "codes",
    "db": "migrations",
    "demo": "demo",
    "doctor": "doctor",
    "documents": "documents",
    "export-registry": "registry",
    "flags": "flags",
    "half": "appraisal",
    "import-registry": "registry",
    "inspections": "inspections",
    "matters": "sources",
    "month": "appraisal",
    "notices": "publication",
    "outbox": "outbox",
    "province": "province",
    "publish": "publication",
    "quarter": "appraisal",
    "reattributions": "reattributions",
    "recount": "months",
    "restore": "backup",
    "scheme": "schemes",
    "screens": "screens",
    "seal-month": "months",
    "settings": "settings",
    "tasks": "sources",
    "template": "registry",
    "tokens": "tokens",
    "units": "documents",
    "votes": "votes",
    "webhooks": "webhooks",
    "wechat": "wechat",
    "words": "words",
    "worker": "worker",
    "year": "appraisal",
}


class Commands(AppGroup):
    """The app's commands, each imported when somebody asks for it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted({*MODULES, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, None if there is no such."""
        if cmd_name not in MODULES:
            return super().get_command(ctx, cmd_name)
        module = import_module(f"{__name__}.{MODULES[cmd_name]}")
        commands: tuple[click.Command, ...] = module.COMMANDS
        return next(command for command in commands if command.name == cmd_name)


def register(app: Flask) -> None:
    """Give the app its commands."""
    app.cli = Commands(app.name)
