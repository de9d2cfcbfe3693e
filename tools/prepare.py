"""How does the demo's database get its shape and its hall? Three commands, one start of Python.

Runs inside the environment, as the operator would run ``flask --app wsgi`` three times; loading
the program takes longer than all three. The addresses go to the output, all else beside it.
"""

import sys
from contextlib import redirect_stdout

from flask.cli import FlaskGroup

from wsgi import app


def main() -> None:
    """Migrate, load the demo hall if there is none, print the addresses as JSON."""
    with redirect_stdout(sys.stderr):
        _command("db", "upgrade")
        _command("demo")
    _command("demo", "--addresses")


def _command(*words: str) -> None:
    """Run a command of ``flask --app wsgi``; exits when it does not succeed."""
    try:
        FlaskGroup(create_app=lambda: app).main(args=words, prog_name="flask")
    except SystemExit as end:
        if end.code:
            raise


if __name__ == "__main__":
    main()
