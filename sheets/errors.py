"""What can be wrong with a spreadsheet file as a whole?"""

from server.errors import ChuangpingError


class NotAWorkbook(ChuangpingError):
    """The file is no workbook we can open; ``file`` is its name, ``reason`` one word.

    Reasons: ``missing``, ``format`` (another kind of file, or damaged), ``password``, ``no_csv``
    (a folder without CSV files), ``too_large``.
    """

    code = "registry.not_a_workbook"


class UnreadableCsv(ChuangpingError):
    """A CSV file cannot be read without guessing; ``line`` is the first line that cannot.

    Reasons: ``encoding`` (neither UTF-8 nor GB18030 nor UTF-16), ``quotes`` (a quotation that
    does not end), ``delimiter`` (two characters could be the one between the cells).
    """

    code = "registry.unreadable_csv"


class NotWritten(ChuangpingError):
    """The file could not be written; ``reason`` is what the operating system said."""

    code = "registry.not_written"
