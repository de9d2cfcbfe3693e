"""What does a workbook come to in words: its problems, and what it would change?"""

from collections.abc import Iterable, Iterator

from server.rules.registry.comparing import Change
from server.rules.registry.conflicts import shown_times
from server.rules.registry.folding import as_text
from server.rules.registry.layout import Layout
from server.rules.registry.layouts import DUTY, LAYOUTS, OPENING_HOURS
from server.rules.registry.opening import WEEKDAY_HOURS, shown_span
from server.rules.registry.plan import ImportPlan
from server.rules.registry.rows import RowProblem, Value, Values, spans_of
from server.rules.registry.stored import RosterDuty
from server.rules.registry.written import NO, WEEKDAYS, YES
from server.texts import DEFAULT_LANGUAGE, say

SHOWN = 20  # changes of a sheet that are listed unless all are asked for


def problem_line(problem: RowProblem, lang: str = DEFAULT_LANGUAGE) -> str:
    """Where something is wrong, what, and what would be right."""
    place = {"sheet": problem.place.sheet, "row": problem.place.row, "column": problem.column}
    what = say(problem.code, lang, **problem.data)
    if not problem.place.row:
        return say("registry.problem_sheet", lang, what=what, **place)
    code = "registry.problem_row" if problem.column else "registry.problem_whole_row"
    return say(code, lang, what=what, **place)


def plan_lines(plan: ImportPlan, lang: str = DEFAULT_LANGUAGE, *, shows_all: bool) -> Iterator[str]:
    """Every change of every sheet, or the first ones and how many more there are."""
    for layout in LAYOUTS:
        lines = list(_lines(layout, plan, lang))
        shown = len(lines) if shows_all else SHOWN
        yield from lines[:shown]
        if len(lines) > shown:
            yield say("registry.line_more", lang, count=len(lines) - shown)


def summary_lines(plan: ImportPlan, lang: str = DEFAULT_LANGUAGE) -> Iterator[str]:
    """How many rows of each sheet are new, changed, cancelled or as they were."""
    for layout in LAYOUTS:
        changes = [change for change in plan.changes if change.layout == layout.key]
        added = sum(change.before is None for change in changes)
        is_roster = layout == DUTY
        counts = {
            "added": len(plan.roster.added) if is_roster else added,
            "changed": len(changes) - added,
            "cancelled": len(plan.roster.cancelled) if is_roster else 0,
            "unchanged": plan.unchanged[layout.key],
        }
        if any(counts.values()):
            yield say("registry.summary", lang, sheet=layout.name, **counts)
    if plan.repeated:
        yield say("registry.repeated", lang, count=plan.repeated)


def _lines(layout: Layout, plan: ImportPlan, lang: str) -> Iterator[str]:
    if layout == DUTY:
        yield from _duty_lines("registry.line_duty_cancelled", plan.roster.cancelled, lang)
        yield from _duty_lines("registry.line_duty_added", plan.roster.added, lang)
        return
    described = WEEKDAY_HOURS if layout == OPENING_HOURS else layout
    for change in plan.changes:
        if change.layout == layout.key:
            yield _change_line(described, change, lang)


def _duty_lines(code: str, duties: Iterable[RosterDuty], lang: str) -> Iterator[str]:
    for duty in duties:
        times = shown_times(duty)
        yield say(code, lang, sheet=DUTY.name, window=duty.window, staff=duty.staff, times=times)


def _change_line(layout: Layout, change: Change, lang: str) -> str:
    headings = {column.key: column.heading for column in layout.kept}
    parts = [
        _part(headings[key], key, change, lang)
        for key in change.after
        if key not in layout.identity and (change.before or _is_said(change.after[key]))
    ]
    code = "registry.line_added" if change.before is None else "registry.line_changed"
    is_weekday = layout == WEEKDAY_HOURS
    key = WEEKDAYS[int(change.key[0])] if is_weekday else " ".join(change.key)
    return say(code, lang, sheet=layout.name, key=key, values="；".join(parts))


def _is_said(value: Value) -> bool:
    return value not in (None, "", (), False)


def _part(heading: str, key: str, change: Change, lang: str) -> str:
    after = _shown(key, change.after, lang)
    if change.before is None:
        return say("registry.line_value", lang, heading=heading, value=after)
    before = _shown(key, change.before, lang)
    return say("registry.line_change", lang, heading=heading, before=before, after=after)


def _shown(key: str, values: Values, lang: str) -> str:
    value = values[key]
    if isinstance(value, bool):
        return YES if value else NO
    is_spans = key == "spans"
    text = "、".join(map(shown_span, spans_of(values))) if is_spans else as_text(value)
    return text or say("registry.nothing", lang)
