"""An operator takes in what a provincial platform collected or filled in: all of a file or none."""

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection

from server.actions.audit.record import record
from server.actions.operations.statements import count_of, insert_into, table_of
from server.db import transaction
from server.models.province import ProvinceImport, ProvinceRating
from server.queries.province.imported import SAID, stored_ratings
from server.queries.province.sought import sought_in, window_ids
from server.queries.publication.rankings import latest_ranking
from server.queries.registry.halls import Hall
from server.rules.months import Month, day_of
from server.rules.province.codes import Times
from server.rules.province.incoming import ImportRefused, PlatformRating, read_ratings
from server.rules.province.record import Layout
from server.rules.province.rows import name_of
from server.rules.registry.rows import Place, RawSheet, RowProblem


@dataclass(frozen=True)
class Importing:
    """Into which hall, by whom and when (with zone); ``key`` names records without telling them."""

    hall: Hall
    by: str
    key: bytes
    now: datetime


@dataclass(frozen=True)
class Imported:
    """What an import came to.

    ``records`` are those of the file, ``added`` those of them that were new, ``defaults`` those of
    the new ones that a system filled in. ``sealed`` are months whose figures are frozen: there the
    defaults appear with the next revision.
    """

    records: int
    added: int
    defaults: int
    sealed: tuple[Month, ...]


@dataclass(frozen=True)
class _Record:
    """One rating of the file: where it stands, and the row it would become."""

    place: Place
    application: str
    key: bytes
    row: dict[str, Any]

    @property
    def said(self) -> tuple[Any, ...]:
        """What is compared with a stored one."""
        return tuple(self.row[column.key] for column in SAID)


def import_ratings(sheet: RawSheet, layout: Layout, importing: Importing) -> Imported:
    """An operator imports a file of the platform. None of it counts among our own ratings.

    A file that comes again adds nothing, and neither does a record. Raises ImportRefused, with
    every bad row, when anything cannot be taken; then nothing was stored.
    """
    hall = importing.hall
    sought = sought_in(hall, day_of(importing.now, hall.zone))
    placed, problems = read_ratings(sheet, layout, sought)
    windows = window_ids(hall)
    records = [_record(place, rating, importing, windows) for place, rating in placed]
    by_key = {each.key: each for each in reversed(records)}  # of several the first
    in_file = {key: each.said for key, each in by_key.items()}
    column = name_of("application", layout)
    _refuse((*problems, *_differing(records, in_file, "province.repeated", column)))
    with transaction() as session:
        stored = stored_ratings(hall.id, tuple(by_key))
        _refuse(_differing(records, stored, "province.changed", column))
        fresh = [each.row for key, each in by_key.items() if key not in stored]
        counts = {"records": len(by_key), "added": len(fresh)}
        digest = sha256(repr(sorted(in_file.items())).encode()).digest()
        file = {"hall_id": hall.id, "digest": digest, "layout": layout.key, **counts}
        if not _add(session.connection(), file, fresh, importing):
            return Imported(len(by_key), 0, 0, ())
        facts: dict[str, str | int | None] = {"layout": layout.key, **counts}
        record(session, hall.id, importing.by, "province_imported", facts=facts, now=importing.now)
        defaults = sum(row["is_default"] for row in fresh)
        return Imported(len(by_key), len(fresh), defaults, _sealed(hall.id, fresh))


def _record(
    place: Place, rating: PlatformRating, importing: Importing, windows: Mapping[str, int]
) -> _Record:
    times = Times.SECOND if rating.is_second else Times.FIRST
    key = hmac.digest(importing.key, f"{rating.application}|{times}".encode(), sha256)
    row = {
        "hall_id": importing.hall.id,
        "key": key,
        "month": f"{rating.day:%Y-%m}",
        "day": rating.day,
        "window_id": windows[rating.window],
        "is_default": rating.is_default,
        "is_second": rating.is_second,
        "level": int(rating.level),
        "channel": rating.channel,
        "tags": ",".join(rating.tags),
        "tag_set": rating.tag_set,
    }
    return _Record(place, rating.application, key, row)


def _differing(
    records: Iterable[_Record], known: Mapping[bytes, tuple[Any, ...]], code: str, column: str
) -> tuple[RowProblem, ...]:
    """Records that say something else than what is known under their key."""
    return tuple(
        RowProblem(each.place, column, code, {"found": each.application})
        for each in records
        if known.get(each.key, each.said) != each.said
    )


def _refuse(problems: tuple[RowProblem, ...]) -> None:
    if problems:
        raise ImportRefused(problems)


def _add(
    connection: Connection,
    file: Mapping[str, Any],
    fresh: Iterable[Mapping[str, Any]],
    importing: Importing,
) -> bool:
    """Whether the file is new; then it is written, and with it the ratings that are new."""
    written = {**file, "imported_at": importing.now, "imported_by": importing.by}
    into_files = insert_into(connection, table_of(ProvinceImport)).values(written)
    if not count_of(connection, into_files.on_conflict_do_nothing()):
        return False
    rows = [{**row, "import_digest": file["digest"]} for row in fresh]
    if rows:
        connection.execute(table_of(ProvinceRating).insert(), rows)
    return True


def _sealed(hall_id: int, fresh: Iterable[Mapping[str, Any]]) -> tuple[Month, ...]:
    months = sorted({Month.parse(row["month"]) for row in fresh if row["is_default"]})
    return tuple(month for month in months if latest_ranking(hall_id, month))
