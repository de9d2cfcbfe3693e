"""What can be wrong with a spreadsheet file as a whole?"""

from server.errors import ChuangpingError


class NotAWorkbook(ChuangpingError):
    """The file is no workbook we can open; ``file`` is its name, ``reason`` one word.

    Reasons: ``missing``, ``format`` (another kind of file, or damaged), ``password``, ``no_csv``
    (a folder without CSV files), ``too_large``. The code of the sentence is ``sheet.<reason>``.
    """

    def __init__(self, *, file: str, reason: str) -> None:
        self.code = f"sheet.{reason}"
        super().__init__(file=file, reason=reason)


class UnreadableCsv(ChuangpingError):
    """A CSV file cannot be read without guessing; ``line`` is the first line that cannot.

    Reasons: ``encoding`` (neither UTF-8 nor GB18030 nor UTF-16), ``quotes`` (a quotation that
    does not end), ``delimiter`` (two signs could be the one between the cells). The code of the
    sentence is ``sheet.<reason>``.
    """

    def __init__(self, *, file: str, line: int, reason: str) -> None:
        self.code = f"sheet.{reason}"
        super().__init__(file=file, line=line, reason=reason)


class NotWritten(ChuangpingError):
    """The file could not be written; ``reason`` is what the operating system said."""

    code = "sheet.not_written"


class FileExists(ChuangpingError):
    """A file of that name is there already; nothing was written over it."""

    code = "sheet.exists"
