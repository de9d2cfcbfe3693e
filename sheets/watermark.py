"""Who took a table out of the system, when and under which number: what its file says of that."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Watermark:
    """What stands in the file beside the table.

    ``title`` names the sheet and the file. ``line`` (who, when, number) stands at the head of each
    printed page. ``closing`` makes of the number of rows the last line of the table, so that a
    cut-off copy can be told. ``by`` is the author in the properties of a workbook.
    """

    title: str
    by: str
    line: str
    closing: Callable[[int], str]
