"""How does a list of records in JSON become a sheet, and a table such a list?"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from sheets.cells import Cell, Row, Sheet
from sheets.errors import NotAWorkbook

RECORDS = "records"
MOST_BYTES = 100_000_000
SIMPLE = (str, int, float, bool, type(None))


def read_json(path: Path) -> Sheet:
    """The records as rows under their names; the first record is row 2, as in a spreadsheet.

    A list of objects, or an object with such a list as ``records``, in UTF-8. Raises NotAWorkbook
    with the reason ``missing``, ``too_large``, or ``format`` for anything else.
    """
    if not path.is_file():
        raise NotAWorkbook(file=path.name, reason="missing")
    if path.stat().st_size > MOST_BYTES:
        raise NotAWorkbook(file=path.name, reason="too_large")
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as cause:
        raise NotAWorkbook(file=path.name, reason="format") from cause
    records = _flat(found.get(RECORDS) if isinstance(found, dict) else found, file=path.name)
    names = tuple(dict.fromkeys(name for record in records for name in record))
    rows = [Row(1, names)]
    for number, record in enumerate(records, start=2):
        rows.append(Row(number, tuple(_cell(record.get(name)) for name in names)))
    return Sheet(path.stem, tuple(rows), encoding="UTF-8")


def write_json(
    file: IO[bytes],
    head: Mapping[str, str],
    names: Sequence[str],
    rows: Iterable[Sequence[str]],
) -> int:
    """Write an object: what ``head`` says, the records one a line, and how many. Answers that."""
    opened = "{" + "".join(f"{_json(key)}:{_json(value)},\n" for key, value in head.items())
    file.write(f'{opened}"{RECORDS}":['.encode())
    written = 0
    for written, row in enumerate(rows, start=1):
        record = _json(dict(zip(names, row, strict=True)))
        file.write(f"{',' if written > 1 else ''}\n{record}".encode())
    file.write(f'\n],\n"count":{written}}}\n'.encode())
    return written


def _flat(found: Any, *, file: str) -> list[dict[str, Cell]]:
    records = found if isinstance(found, list) else [found]
    for record in records:
        values = record.values() if isinstance(record, dict) else [{}]
        if not all(isinstance(value, SIMPLE) for value in values):
            raise NotAWorkbook(file=file, reason="format")
    return records


def _cell(value: Cell) -> Cell:
    # A whole number stays exact however long: it may be the number of an application.
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if is_number else value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
