"""When is the hall open on each day of the week, by the rows of the workbook?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from server.rules.registry.folding import Folded
from server.rules.registry.layout import Column, Kind, Layout
from server.rules.registry.layouts import OPENING_HOURS
from server.rules.registry.rows import Key, Record, RowProblem, Span

# What the rows of the sheet come to: one row a weekday (0 Monday) with all its spans.
WEEKDAY_HOURS = Layout(
    OPENING_HOURS.key,
    OPENING_HOURS.name,
    OPENING_HOURS.also,
    ("weekday",),
    (Column("weekday", "星期", Kind.COUNT), Column("spans", "时间", Kind.SPANS)),
)


def opening_hours(records: Iterable[Record]) -> Folded:
    """For each weekday that the rows name, one row with all its spans.

    The rows of a weekday say all of it: spans that are stored and not named are given up. A row
    without times closes the day.
    """
    by_day: dict[int, list[Record]] = defaultdict(list)
    problems: list[RowProblem] = []
    for record in records:
        if record.is_sound:
            problems += _incomplete(record)
            for day in record.weekdays():
                by_day[day].append(record)
    problems += [problem for rows in by_day.values() for problem in _contradictions(rows)]
    days: dict[Key, Record] = {(str(day),): _day(day, rows) for day, rows in sorted(by_day.items())}
    return Folded(days, problems=problems)


def _day(day: int, rows: list[Record]) -> Record:
    spans = tuple(sorted({span for row in rows if (span := _span(row))}))
    return Record(rows[0].place, {"weekday": day, "spans": spans})


def _span(row: Record) -> Span | None:
    opens, closes = row.time("opens"), row.time("closes")
    return None if opens is None or closes is None else (opens, closes)


def _incomplete(row: Record) -> Iterator[RowProblem]:
    opens, closes = row.time("opens"), row.time("closes")
    if (opens is None) != (closes is None):
        missing = OPENING_HOURS.column("opens" if opens is None else "closes")
        yield RowProblem(row.place, missing.heading, "registry.one_time_missing")
    if opens and closes and closes <= opens:
        heading = OPENING_HOURS.column("closes").heading
        yield RowProblem(
            row.place, heading, "registry.ends_before_start", {"found": f"{closes:%H:%M}"}
        )


def _contradictions(rows: list[Record]) -> Iterator[RowProblem]:
    """Spans of one day that overlap; a day both closed and open."""
    spans = sorted((span, row.place) for row in rows if (span := _span(row)))
    for at, (span, place) in enumerate(spans):
        running = [other for other, _ in spans[:at] if span[0] < other[1] and other != span]
        if running:
            data = {"found": shown_span(span), "right": shown_span(running[0])}
            yield RowProblem(place, "", "registry.opening_overlaps", data)
    closed = [row for row in rows if row.time("opens") is None and row.time("closes") is None]
    if spans and closed:
        data = {"right": shown_span(spans[0][0])}
        yield RowProblem(closed[0].place, "", "registry.closed_and_open", data)


def shown_span(span: Span) -> str:
    """A time in which the hall is open, as one would write it."""
    return f"{span[0]:%H:%M}-{span[1]:%H:%M}"
