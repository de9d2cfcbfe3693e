"""How does the demo's database get its shape and its hall? Three commands, one start of Python.

Runs inside the environment, as the operator would run ``flask --app wsgi`` three times; loading
the program takes longer than all three. The addresses go to the output, all else beside it.
"""

import sys
from contextlib import redirect_stdout

from flask import Flask
from flask.cli import FlaskGroup

from server.app import founded
from server.settings import from_environment


def main() -> None:
    """Migrate, load the demo hall if there is none, print the addresses as JSON."""
    app = founded(from_environment())
    with redirect_stdout(sys.stderr):
        _command(app, "db", "upgrade")
        _command(app, "demo")
    _command(app, "demo", "--addresses")


def _command(app: Flask, *words: str) -> None:
    """Run a command of ``flask --app wsgi``; exits when it does not succeed."""
    try:
        FlaskGroup(create_app=lambda: app).main(args=words, prog_name="flask")
    except SystemExit as end:
        if end.code:
            raise


if __name__ == "__main__":
    main()
