"""What does a command say of a workbook: how it was read, and what was changed?"""

from collections.abc import Iterator

from server.actions.registry.import_registry import Imported
from server.queries.registry.plan_lines import summary_lines
from server.texts import say


def encoding_line(sheet: str, encoding: str) -> str:
    """How a text file was read, where that had to be found out."""
    return say("registry.read_as", sheet=sheet, encoding=encoding)


def outcome_lines(imported: Imported) -> Iterator[str]:
    """What an import came to."""
    yield from summary_lines(imported.plan)
    if imported.plan.changes_nothing:
        yield say("registry.changes_nothing")
        return
    yield say("registry.imported")
    if imported.reattributed:
        yield say("registry.reattributed", count=imported.reattributed)
