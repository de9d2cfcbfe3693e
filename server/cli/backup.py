"""``backup``, ``backup-check`` and ``restore``: database and photos in one file, and back."""

from datetime import datetime
from pathlib import Path
from time import monotonic

import click

from backup.house import House, database_at
from backup.making import make
from backup.manifest import Manifest
from backup.restoring import MIGRATION, Restored, Wishes, check, restore
from server import clock
from server.actions.operations.beat import beat
from server.cli.speaking import command
from server.db import db, session
from server.gate import wiring
from server.queries.operations.backed_up import BACKUP, FACTS, PHOTOS
from server.queries.operations.database import wanted_version
from server.queries.operations.program import known_shapes, program_version
from server.texts import say

MEGABYTE = 1024 * 1024

file_argument = click.argument("file", type=click.Path(path_type=Path))


@command("backup", "备份数据库和照片到一个文件 (database and photos into one file)")
@file_argument
def back_up(file: Path) -> None:
    """Write a new file; in a folder, one named after the moment."""
    began, now = monotonic(), clock.now()
    target = file / f"chuangping-{_stamp(now)}.tar" if file.is_dir() else file
    manifest = make(target, _house(), now=now)
    beat(BACKUP, now=now)
    size = max(1, round(target.stat().st_size / MEGABYTE))
    click.echo(say("backup.made", file=target, size=size, seconds=round(monotonic() - began, 1)))
    _describe(manifest)
    for code in ("backup.photos_erased", "backup.photos_missing", "backup.photos_altered"):
        _warn_of(code, manifest)
    click.echo(say("backup.key_apart"))


@command("backup-check", "核对备份文件是否完好 (is a backup whole?)")
@file_argument
def look_at(file: Path) -> None:
    """Compare every byte with the digests; nothing is restored."""
    manifest, is_ours = check(file, _house().keys)
    click.echo(say("backup.whole", file=file, made_at=manifest.made_at, program=manifest.program))
    _describe(manifest)
    click.echo(say("backup.sealed_here" if is_ours else "backup.sealed_elsewhere"))


@command("restore", "从备份文件恢复数据库和照片 (bring database and photos back)")
@file_argument
@click.option(
    "--replace",
    is_flag=True,
    help="已有数据库时，先把它改名保留，再换上备份 (SQLite: move the present database aside)",
)
@click.option(
    "--key-lost",
    is_flag=True,
    help="原来的 SECRET_KEY 已丢失：联系方式将无法读出 (sealed contacts stay closed)",
)
def bring_back(file: Path, *, replace: bool, key_lost: bool) -> None:
    """Compare every table and photo before anything makes room."""
    began, stamp = monotonic(), _stamp(clock.now())
    wishes = Wishes(replace=replace, key_lost=key_lost)
    restored = restore(file, _house(), known=known_shapes(), wishes=wishes, stamp=stamp)
    _print_digests(restored.manifest)
    _describe(restored.manifest)
    click.echo(say("backup.restored", file=file, seconds=round(monotonic() - began, 1)))
    _say_what_remains(restored)


def _house() -> House:
    settings = wiring().settings
    session.remove()
    url = db.engine.url
    db.engine.dispose()  # a connection of ours would stand in the way of the file's new owner
    file = Path(url.database or "") if url.get_backend_name() == "sqlite" else None
    return House(
        database=database_at(settings.database_url, file),
        photo_folder=settings.photo_folder,
        keys=settings.keys("backup"),
        program=program_version(),
        photos=PHOTOS,
        facts=FACTS,
    )


def _stamp(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%SZ}"


def _describe(manifest: Manifest) -> None:
    click.echo(
        say(
            "backup.holds",
            tables=len(manifest.tables),
            rows=manifest.rows,
            photos=len(manifest.photos),
            shape=manifest.facts.get(MIGRATION, "—"),
        )
    )


def _warn_of(code: str, manifest: Manifest) -> None:
    names: tuple[str, ...] = getattr(manifest, code.rpartition("_")[2])
    if names:
        click.echo(say(code, count=len(names), names=", ".join(names)))


def _print_digests(manifest: Manifest) -> None:
    for name, table in sorted(manifest.tables.items()):
        click.echo(f"  {table.sha256}  {name} ({table.rows})")


def _say_what_remains(restored: Restored) -> None:
    for path in restored.kept:
        click.echo(say("backup.kept_aside", path=path))
    if restored.manifest.facts.get(MIGRATION) != wanted_version():
        click.echo(say("backup.upgrade_next"))
    click.echo(say("backup.erase_again", made_at=restored.manifest.made_at))


COMMANDS = (back_up, look_at, bring_back)
