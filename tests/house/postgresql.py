"""How do the tests get a PostgreSQL server of their own? Started on demand, in one folder."""

import os
import shutil
import subprocess
from pathlib import Path

import psycopg

USER = "postgres"
# Debian keeps the server's programs outside the path; Homebrew too.
FOLDERS = (
    *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True),
    *sorted(Path("/opt/homebrew/opt").glob("postgresql*/bin"), reverse=True),
)


def programs() -> Path | None:
    """The folder with initdb and pg_ctl, or None when PostgreSQL is not installed."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).parent] if on_path else []
    return next((one for one in (*found, *FOLDERS) if (one / "pg_ctl").exists()), None)


def start(folder: Path, binaries: Path) -> Path:
    """Start the server in that folder unless it runs; the folder of its socket.

    It listens on a socket file only, so that no port can collide. Durability stays as an
    operator would have it: the reliability tests measure against it.
    """
    home = folder / "postgresql"
    if not home.exists():
        _make(home, binaries)
    if (home / "data" / "postmaster.pid").exists():
        return home
    options = f"-k {home} -c listen_addresses='' -c max_connections=200"
    # The log must be writable by the server's user, or pg_ctl gives up without a reason.
    control: list[Path | str] = [
        binaries / "pg_ctl",
        "-D",
        home / "data",
        "-l",
        home / "log",
        "-o",
        options,
    ]
    _as_server(home, *control, "-w", "start")
    return home


def _make(home: Path, binaries: Path) -> None:
    home.mkdir()
    if os.geteuid() == 0:
        shutil.chown(home, USER)
    initdb: list[Path | str] = [binaries / "initdb", "-D", home / "data", "-U", USER, "-A", "trust"]
    _as_server(home, *initdb, "-E", "UTF8", "--locale=C", "--no-sync")
    (home / "binaries").symlink_to(binaries)


def stop(folder: Path) -> None:
    """Stop the server of that folder at once, if there is one; ``start`` starts it again."""
    home = folder / "postgresql"
    if (home / "data" / "postmaster.pid").exists():
        control: list[Path | str] = [home / "binaries" / "pg_ctl", "-D", home / "data"]
        _as_server(home, *control, "-m", "immediate", "-w", "stop")


def address(home: Path, name: str) -> str:
    """The DATABASE_URL of one database of the server."""
    return f"postgresql://{USER}@/{name}?host={home}"


def create(home: Path, name: str, *, template: str = "template1") -> str:
    """A new database, as a copy of the template; its DATABASE_URL."""
    with psycopg.connect(address(home, "postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
    return address(home, name)


def drop(home: Path, name: str) -> None:
    """Remove a database if it is there, also when somebody forgot to close a connection."""
    with psycopg.connect(address(home, "postgres"), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())


def _as_server(home: Path, *command: Path | str) -> None:
    """Run one of PostgreSQL's programs; it refuses to be run by root."""
    other_user = ["runuser", "-u", USER, "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*other_user, *command], cwd=home, capture_output=True, text=True, check=False
    )
    if done.returncode:
        log = home / "log"
        told = log.read_text() if log.exists() else ""
        raise RuntimeError("\n".join([*map(str, command), done.stdout, done.stderr, told]))
