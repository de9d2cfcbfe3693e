"""The application that a WSGI server runs, and that the operator's commands work on."""

import sys

import click
from flask.cli import FlaskGroup

from server.app import create_app, founded
from server.errors import SettingMissing
from server.settings import from_environment
from server.texts import DEFAULT_LANGUAGE, say

ANSWERING = frozenset({"run", "routes", "shell"})


def answers_nobody() -> bool:
    """Whether a command runs that answers no request: it starts in half the time without pages."""
    context = click.get_current_context(silent=True)
    is_command = context is not None and isinstance(context.find_root().command, FlaskGroup)
    return is_command and ANSWERING.isdisjoint(sys.argv[1:])


try:
    app = founded(from_environment()) if answers_nobody() else create_app()
except SettingMissing as missing:
    sys.exit(say(missing.code, DEFAULT_LANGUAGE, **missing.data))
