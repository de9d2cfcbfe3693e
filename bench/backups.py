"""How long does a backup take, how big is it, and how long does it take to bring one back?"""

import time
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from typing import TypeVar

from backup.house import House, database_at
from backup.making import make
from backup.restoring import Wishes, check, restore
from bench import installation
from bench.filling import fill
from server.db import db, hurried, transaction
from server.queries.operations.backed_up import FACTS, PHOTOS
from server.queries.operations.program import known_shapes, program_version
from server.settings import Settings

SMALL, FULL = 5_000, 1_000_000
MEGABYTE = 1024 * 1024

Answer = TypeVar("Answer")


def measure(settings: Settings, *, ratings: int) -> dict[str, float]:
    """Seconds to back up, to check and (SQLite) to restore; size of database and backup in MiB.

    Seconds are those of our process; what pg_dump does is not in them.
    """
    with installation.installed(settings):
        ids = installation.a_large_hall(windows=500, staff=2_000)
        with hurried(), transaction() as written:
            fill(written.connection(), ids, ratings)
        is_sqlite = db.engine.dialect.name == "sqlite"
        file = Path(db.engine.url.database or "") if is_sqlite else None
    house = a_house(settings, file)
    target = settings.var_dir / "bench.tar"
    now = installation.a_moment().astimezone(UTC)
    made, backup_seconds = timed(lambda: make(target, house, now=now))
    _, check_seconds = timed(lambda: check(target, house.keys))
    found = {
        "ratings": made.tables["rating"].rows,
        "rows": made.rows,
        "backup_seconds": backup_seconds,
        "check_seconds": check_seconds,
        "backup_mib": target.stat().st_size / MEGABYTE,
    }
    if file is None:
        return found
    elsewhere = a_house(settings, settings.var_dir / "elsewhere.db")
    wishes = Wishes()
    _, restore_seconds = timed(
        lambda: restore(target, elsewhere, known=known_shapes(), wishes=wishes, stamp="bench")
    )
    size = file.stat().st_size / MEGABYTE
    return {**found, "restore_seconds": restore_seconds, "database_mib": size}


def a_house(settings: Settings, file: Path | None) -> House:
    """The bench's installation, with that database."""
    return House(
        database=database_at(settings.database_url, file),
        photo_folder=settings.photo_folder,
        keys=settings.keys("backup"),
        program=program_version(),
        photos=PHOTOS,
        facts=FACTS,
    )


def timed(act: Callable[[], Answer]) -> tuple[Answer, float]:
    """What it answers, and the seconds of processor that it took: a busy machine changes little."""
    began = time.process_time()
    answer = act()
    return answer, time.process_time() - began
