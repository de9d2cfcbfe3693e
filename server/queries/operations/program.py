"""Which version of the program is this, and which shapes of the database does it know?"""

import tomllib
from functools import cache

from server.settings import PROJECT


@cache
def program_version() -> str:
    """The version as pyproject.toml has it: ``0.1.0``."""
    said = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(said["project"]["version"])


@cache
def known_shapes() -> frozenset[str]:
    """The numbers of all migrations that come with this program."""
    numbered = (PROJECT / "migrations" / "versions").glob("[0-9]*.py")
    return frozenset(path.name.partition("_")[0] for path in numbered)
