"""Which cells does a workbook, or a folder of CSV files, hold?"""

from pathlib import Path

from sheets.cells import Sheet
from sheets.csv_reading import read_csv
from sheets.errors import NotAWorkbook
from sheets.xlsx_reading import read_xlsx


def read_workbook(path: Path) -> list[Sheet]:
    """The sheets of a workbook file, of a folder of CSV files, or of one CSV file, in order.

    A workbook keeps its order of sheets, a folder is read in the order of its file names; the
    sheet of a CSV file is called like the file without its ending. Cells come as found: nothing
    is trimmed, converted or left out. Hidden sheets are read too.

    Raises NotAWorkbook when there is no such file, when it is of another kind or locked by a
    password, or when a folder holds no CSV file; UnreadableCsv when a CSV file has bytes or
    quotes that cannot be read without guessing.
    """
    if path.is_dir():
        return _read_folder(path)
    if not path.is_file():
        raise NotAWorkbook(file=path.name, reason="missing")
    return [read_csv(path)] if _is_csv(path) else read_xlsx(path)


def _read_folder(folder: Path) -> list[Sheet]:
    files = sorted(file for file in folder.iterdir() if _is_csv(file) and file.is_file())
    if not files:
        raise NotAWorkbook(file=folder.name, reason="no_csv")
    return [read_csv(file) for file in files]


def _is_csv(path: Path) -> bool:
    return path.suffix.lower() == ".csv"
