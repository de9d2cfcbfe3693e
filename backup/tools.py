"""Which of the installed pg_dump and pg_restore fits the server?"""

import re
import shutil
import subprocess
from pathlib import Path

from backup.errors import ToolMissing

# Debian and Red Hat keep each version in a folder of its own, outside the path.
FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin")
VERSION = re.compile(r"\(PostgreSQL\) (\d+)")


def fitting_tool(name: str, server: int) -> Path:
    """That program in the server's own major version, else the next newer one.

    An older one refuses to work. Raises ToolMissing, which names what was found.
    """
    found = {version: tool for tool in _installed(name) if (version := _version(tool))}
    fitting = [version for version in sorted(found) if version >= server]
    if not fitting:
        versions = ", ".join(map(str, sorted(found))) or "—"
        raise ToolMissing(tool=name, version=server, found=versions)
    return found[fitting[0]]


def _installed(name: str) -> list[Path]:
    on_path = shutil.which(name)
    elsewhere = [
        path
        for pattern in FOLDERS
        for path in Path("/").glob(f"{pattern.removeprefix('/')}/{name}")
    ]
    return [*elsewhere, *([Path(on_path)] if on_path else [])]


def _version(tool: Path) -> int:
    """Its major version; 0 for something that does not say."""
    done = subprocess.run([str(tool), "--version"], capture_output=True, text=True, check=False)  # noqa: S603 - a found program
    said = VERSION.search(done.stdout)
    return int(said[1]) if said else 0
