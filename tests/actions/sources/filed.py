"""Files of sources handed in at a hall, and what stands there afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import insert, select

from server.actions.sources.importing import Imported, Importing
from server.actions.sources.kinds import IMPORTS
from server.db import session, transaction
from server.models.appraisal import Fact, FactReversal
from server.models.registry import Matter, MatterWindow
from server.models.scores import AppraisalPeriod, MonthFigure
from server.queries.sources.tasks import milestones_of_month
from server.rules.cells import RawCell
from server.rules.months import Month
from server.rules.sources.layouts import LAYOUTS
from sheets.cells import Row, Sheet
from tests.build import MORNING, TestHall

MATTER = 77


def hand_in(
    place: TestHall,
    kind: str,
    *rows: dict[str, Any],
    now: datetime = MORNING,
    is_trial: bool = False,
) -> Imported:
    """Rows by the keys of the layout; keys that no row has are no columns."""
    keys = [each.key for each in LAYOUTS[kind].columns if any(each.key in row for row in rows)]
    lines: list[list[Any]] = [[*keys], *([row.get(key) for key in keys] for row in rows)]
    sheet = Sheet(kind, tuple(Row(at, tuple(line)) for at, line in enumerate(lines, start=1)))
    return IMPORTS[kind]([sheet], Importing(place.hall, "李某", now, is_trial=is_trial))


def an_application(number: str = "N1", /, **cells: Any) -> dict[str, Any]:
    """One that was finished in time on 2026-11-06."""
    sound: dict[str, RawCell] = {
        "number": number,
        "window": "A01",
        "staff": "0137",
        "received_on": "2026-11-02",
        "promised_on": "2026-11-06",
        "finished_on": "2026-11-06",
        "told_once": "是",
    }
    return sound | cells


@dataclass(frozen=True)
class StatedFact:
    """A fact that still holds."""

    event: str
    fields: str
    day: str


def facts(place: TestHall) -> list[StatedFact]:
    """The facts of the hall that were not reversed."""
    rows = session.execute(
        select(Fact.event, Fact.fields, Fact.happened_on)
        .outerjoin(FactReversal, FactReversal.fact_id == Fact.id)
        .where(Fact.hall_id == place.hall.id, FactReversal.fact_id.is_(None))
        .order_by(Fact.event, Fact.fields)
    )
    return [StatedFact(event, fields, str(day)) for event, fields, day in rows]


def figures(place: TestHall, month: str = "2026-11") -> dict[tuple[str, int, str], Fraction]:
    """The figures of the month by subject, id and name."""
    rows = session.execute(
        select(
            MonthFigure.subject, MonthFigure.subject_id, MonthFigure.figure, MonthFigure.value
        ).where(MonthFigure.hall_id == place.hall.id, MonthFigure.month == month)
    )
    return {(subject, one, name): Fraction(value) for subject, one, name, value in rows}


def signed(place: TestHall, month: str) -> None:
    """Somebody signed the appraisal of that month."""
    with transaction() as current:
        current.execute(
            insert(AppraisalPeriod).values(
                hall_id=place.hall.id,
                period=month,
                revision=1,
                scheme_version="s/1",
                state="signed",
                digest="",
                computed_at=MORNING,
                computed_by="李某",
            )
        )


def a_matter(place: TestHall, code: str = "S01", windows: Sequence[str] = ("A01",)) -> None:
    """A matter that these windows handle."""
    one = MATTER + sum(code.encode())
    with transaction() as current:
        values = {"id": one, "hall_id": place.hall.id, "code": code, "name": f"事项{code}"}
        current.execute(insert(Matter).values(**values, difficulty="B"))
        for window in windows:
            pair = {"matter_id": one, "window_id": place.windows[window]}
            current.execute(insert(MatterWindow).values(**pair))


def handed_in_once(place: TestHall, now: datetime) -> dict[str, str]:
    """One row of each source; by the folder of its pages, what stands in their blanks."""
    a_matter(place)
    hand_in(place, "applications", an_application(), now=now)
    standing = {"matter": "S01", "from_on": "2026-11-01", "department": "D1"}
    found = {"faults": "应进未进", "found_on": "2026-11-12"}
    hand_in(place, "matters", {**standing, "is_due": "是", "is_stationed": "否", **found}, now=now)
    task = {"number": "T1", "title": "推行一窗受理", "department": "D1", "month": "2026-11"}
    hand_in(place, "tasks", {**task, "goal": "完成改造"}, now=now)
    code = milestones_of_month(place.hall.id, Month(2026, 11), departments=None)[0].code
    return {
        "/sources/import/": "matters",
        "/sources/template/": "matters",
        "/sources/applications/": "N1",
        "/sources/matters/": "N1",
        "/sources/tasks/": code,
    }
