"""Files of a platform for tests: rows as its upload interface writes them, taken in or refused."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import select

from server.actions.province.import_ratings import Imported, Importing, import_ratings
from server.db import session
from server.models.province import ProvinceRating
from server.packs import province
from server.rules.province.incoming import ImportRefused
from sheets.cells import Cell, Row, Sheet
from tests.build import MORNING, TestHall

KEY = sha256(b"province key of the tests").digest()
HEADER = ("projectNo", "satisfaction", "pf", "assessTime", "assessNumber", "windowNo", "evalDetail")
DEFAULT_CODE = "7"


def a_row(number: str = "BJ-1", **more: Cell) -> tuple[Cell, ...]:
    """One record as the upload interface writes it: a default rating at A01."""
    said: dict[str, Cell] = {
        "projectNo": number,
        "satisfaction": "3",
        "pf": DEFAULT_CODE,
        "assessTime": "2026-11-20 10:42:07",
        "assessNumber": "1",
        "windowNo": "A01",
        "evalDetail": None,
        **more,
    }
    return tuple(said[name] for name in HEADER)


def a_file(*rows: Sequence[Cell], header: Sequence[Cell] = HEADER) -> Sheet:
    cells = (header, *rows)
    return Sheet("评价", tuple(Row(at, tuple(row)) for at, row in enumerate(cells, start=1)))


def imported(
    place: TestHall, *rows: Sequence[Cell], layout: str = "upload", **more: Any
) -> Imported:
    file = a_file(*rows, **more)
    importing = Importing(place.hall, "李某", KEY, MORNING)
    return import_ratings(file, province.layout(layout), importing)


def refused(place: TestHall, *rows: Sequence[Cell], **more: Any) -> list[tuple[int, str, str]]:
    """Row, column and code of each problem of a file that is not taken."""
    with pytest.raises(ImportRefused) as caught:
        imported(place, *rows, **more)
    return [(one.place.row, one.column, one.code) for one in caught.value.problems]


def stored() -> int:
    return len(session.scalars(select(ProvinceRating.key)).all())
