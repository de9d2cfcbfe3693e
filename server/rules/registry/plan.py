"""What would a workbook change in the registry, or why can it not be taken?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from server.rules.registry.changed_spans import ChangedSpan, changed_spans
from server.rules.registry.comparing import Change, Compared, compare
from server.rules.registry.folding import Folded, fold
from server.rules.registry.layouts import DUTY, HALL, LAYOUTS, OPENING_HOURS, WINDOWS
from server.rules.registry.opening import WEEKDAY_HOURS, opening_hours
from server.rules.registry.reading import Reading
from server.rules.registry.references import resolve
from server.rules.registry.roster import RosterRow, roster_row
from server.rules.registry.roster_plan import RosterPlan, plan_roster
from server.rules.registry.rows import Place, Record, RowProblem
from server.rules.registry.stored import Stored

# The sheets in which a row is a row: an opening hour is a part of a day, a duty of a roster.
PLAIN = tuple(layout for layout in LAYOUTS if layout not in {OPENING_HOURS, DUTY})


@dataclass(frozen=True)
class ImportPlan:
    """Everything that a workbook would change; ``unchanged`` counts the other rows by layout.

    ``repeated`` rows said nothing new. ``changed_spans`` are where ratings given before may now
    belong to somebody else.
    """

    changes: tuple[Change, ...]
    roster: RosterPlan
    unchanged: Mapping[str, int]
    repeated: int
    changed_spans: tuple[ChangedSpan, ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether the registry holds all of the workbook already."""
        return not (self.changes or self.roster.added or self.roster.cancelled)


def plan_import(
    reading: Reading, stored: Stored, *, now: datetime
) -> ImportPlan | tuple[RowProblem, ...]:
    """The plan of a workbook without any bad row; else every problem, in the order of its rows.

    Rows that the workbook does not have stay as they are: what is closed has a 停用日期, a duty
    that is taken back has 取消.
    """
    records, unresolved = resolve(reading.records, stored)
    sheets = _sheets(records)
    compared = [
        compare(layout, sheets[layout.key], stored.of(layout.key))
        for layout in (*PLAIN, WEEKDAY_HOURS)
    ]
    shared = _shared_windows(sheets[WINDOWS.key], stored)
    roster, misplaced = _roster(records[DUTY.key], stored, shared)
    problems = [
        *reading.problems,
        *unresolved,
        *_hall_problems(sheets[HALL.key], stored),
        *(problem for sheet in compared for problem in sheet.problems),
        *misplaced,
    ]
    if problems:
        return _in_order(problems, reading)
    return _plan(compared, sheets, roster, now)


def _sheets(records: Mapping[str, Sequence[Record]]) -> dict[str, Folded]:
    plain = {layout.key: fold(layout, records[layout.key]) for layout in PLAIN}
    return {**plain, WEEKDAY_HOURS.key: opening_hours(records[WEEKDAY_HOURS.key])}


def _plan(
    compared: Sequence[Compared], sheets: Mapping[str, Folded], roster: RosterPlan, now: datetime
) -> ImportPlan:
    keys = [layout.key for layout in (*PLAIN, WEEKDAY_HOURS)]
    unchanged = {key: each.unchanged for key, each in zip(keys, compared, strict=True)}
    return ImportPlan(
        changes=tuple(change for each in compared for change in each.changes),
        roster=roster,
        unchanged={**unchanged, DUTY.key: roster.unchanged},
        repeated=roster.repeated + sum(sheet.repeated for sheet in sheets.values()),
        changed_spans=changed_spans(roster.cancelled, roster.added, now=now),
    )


def _roster(
    records: Iterable[Record], stored: Stored, shared_windows: frozenset[str]
) -> tuple[RosterPlan, list[RowProblem]]:
    read = [roster_row(record, stored.zone) for record in records if record.is_sound]
    rows = [row for row in read if isinstance(row, RosterRow)]
    problems = [problem for row in read if not isinstance(row, RosterRow) for problem in row]
    plan, wrong = plan_roster(rows, stored, shared_windows)
    return plan, [*problems, *wrong]


def _shared_windows(windows: Folded, stored: Stored) -> frozenset[str]:
    known = dict(stored.of(WINDOWS.key))
    said = {key: {**known.get(key, {}), **row.values} for key, row in windows.records.items()}
    rows = {**known, **said}.values()
    return frozenset(str(row["number"]) for row in rows if row.get("is_shared"))


def _hall_problems(halls: Folded, stored: Stored) -> list[RowProblem]:
    rows = list(halls.records.values())
    if not rows and not stored.of(HALL.key):
        return [RowProblem(Place(HALL.name, 0), "", "registry.hall_needed")]
    heading = HALL.column("code").heading
    others = [
        RowProblem(row.place, heading, "registry.one_hall_only", {"right": rows[0].text("code")})
        for row in rows[1:]
    ]
    wanted = stored.hall_code or (rows[0].text("code") if rows else "")
    wrong = [
        RowProblem(row.place, heading, "registry.other_hall", {"right": wanted})
        for row in rows[:1]
        if row.text("code") != wanted
    ]
    return [*wrong, *others]


def _in_order(problems: Iterable[RowProblem], reading: Reading) -> tuple[RowProblem, ...]:
    at = {sheet: number for number, sheet in enumerate(reading.sheets)}
    return tuple(sorted(problems, key=lambda each: (at.get(each.place.sheet, 0), each.place.row)))
