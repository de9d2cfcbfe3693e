"""What does a list of cases look like as a table?"""

from collections.abc import Iterable, Iterator

from server.queries.cases.exported import ExportedCase
from server.texts import say
from sheets.cells import Cell
from sheets.tables import Column, Kind

# The keys of the heads, with the width in characters; each has a sentence.
WIDTHS = {
    "number": 14,
    "kind": 10,
    "state": 12,
    "window": 10,
    "department": 20,
    "received_on": 12,
    "due_on": 12,
    "provisional": 10,
    "overdue": 8,
    "finding": 12,
    "cause": 14,
    "outcome": 14,
    "handler": 14,
    "round": 8,
}
KINDS = {"received_on": Kind.DATE, "due_on": Kind.DATE, "round": Kind.NUMBER}


def case_columns(lang: str) -> tuple[Column, ...]:
    """The columns, in that language."""
    return tuple(
        Column(say(f"export.head_{key}", lang), KINDS.get(key, Kind.TEXT), width)
        for key, width in WIDTHS.items()
    )


def case_rows(cases: Iterable[ExportedCase], lang: str) -> Iterator[tuple[Cell, ...]]:
    """The rows of those columns."""
    return (_row(case, lang) for case in cases)


def _row(case: ExportedCase, lang: str) -> tuple[Cell, ...]:
    return (
        case.number,
        say(f"kind.{case.kind}", lang),
        say(f"export.state_{case.state}", lang),
        case.window,
        case.department,
        case.received_on,
        case.due_on,
        say("export.yes", lang) if case.is_provisional else "",
        say("export.yes", lang) if case.is_overdue else "",
        say(f"export.finding_{case.finding}", lang) if case.finding else "",
        say(f"export.cause_{case.cause}", lang) if case.cause else "",
        say(f"export.outcome_{case.outcome}", lang) if case.outcome else "",
        case.handler,
        float(case.round),
    )
