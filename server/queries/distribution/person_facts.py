"""What does the sheet of one person say of a quarter, half-year or year?"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from server.queries.appraisal.results import ResultStory
from server.queries.distribution.ground import Facts, Ground, Line, short
from server.rules.appraisal.facts import Who
from server.rules.schemes.shape import Subject

PEOPLE = (Subject.STAFF, Subject.CHIEF)


def people_of(ground: Ground) -> tuple[int, ...]:
    """The ids of all people with a result in the period, by staff number."""
    ids = {who.id for who in ground.results if who.subject in PEOPLE}
    return tuple(sorted(ids, key=lambda one: ground.names[Who(Subject.STAFF, one)].number))


def person_facts(ground: Ground, staff_id: int) -> Facts:
    """The facts of the sheet of somebody with a result; JSON-able, points as decimal text."""
    named = ground.names[Who(Subject.STAFF, staff_id)]
    everyone = [Who(subject, staff_id) for subject in PEOPLE]
    here = next(who for who in everyone if who in ground.results)
    unit = ground.names[Who(Subject.DEPARTMENT, ground.department_of(here))]
    lines = [line for who in everyone for line in ground.entries.get(who, ())]
    return {
        **ground.head(),
        "subject": Subject.STAFF.value,
        "number": named.number,
        "name": named.name,
        "department": unit.name,
        "department_code": unit.number,
        "sheets": [
            sheet_facts(ground, one) for who in everyone for one in ground.results.get(who, ())
        ],
        "awards": sorted({name for who in everyone for name in ground.awards.get(who, ())}),
        "entries": [_entry(one) for one in lines if "figure" not in one.facts],
        "figures": [_entry(one) for one in lines if "figure" in one.facts],
    }


def sheet_facts(ground: Ground, result: ResultStory) -> Facts:
    """One result with how it came about: month by month, category by category."""
    months = [
        (version, one)
        for version, one in ground.monthly.get(result.who, ())
        if one.sheet == result.sheet
    ]
    rows = [*months]
    if result.steps["categories"]:
        rows.append((ground.computed.scheme_version, result))
    columns = dict.fromkeys(one["code"] for _, row in rows for one in row.steps["categories"])
    return {
        **result_facts(ground, result),
        "combined": _combined(result.steps.get("combined")),
        "columns": [_category(ground, rows, code) for code in columns],
        "months": [_month(row, tuple(columns)) for _, row in rows],
    }


def result_facts(ground: Ground, result: ResultStory) -> Facts:
    """Where a result stands: score, place, grade, amount."""
    scheme = ground.scheme
    name = scheme.sheet(result.sheet).name or scheme.title if scheme else result.sheet
    return {
        "sheet": name,
        "group": ground.groups.get(result.group, result.group),
        "score": "" if result.score is None else short(result.score),
        "not_assessed": result.not_assessed.value if result.not_assessed else "",
        "place": result.place,
        "place_of": result.place_of,
        "grade": result.grade,
        "money": result.money,
    }


def _combined(said: Mapping[str, Any] | None) -> Facts | None:
    if not said or not said["value"]:
        return None
    numbers = {
        name: short(Fraction(said[name])) if said.get(name) else ""
        for name in ("total", "value", "annual")
    }
    shares = {
        name: str(said.get(name, "")) if said.get("annual") else ""
        for name in ("weight", "annual_weight")
    }
    return {"how": said["how"], "served": said["served"], **numbers, **shares}


def _category(ground: Ground, rows: list[tuple[str, ResultStory]], code: str) -> str:
    """What the category is called in the last version that has it."""
    for version, row in reversed(rows):
        scheme = ground.schemes.get(version)
        if scheme is not None and any(one["code"] == code for one in row.steps["categories"]):
            return next((one.name for one in scheme.categories if one.code == code), code)
    return code


def _month(row: ResultStory, columns: tuple[str, ...]) -> Facts:
    scores = {one["code"]: short(Fraction(one["score"])) for one in row.steps["categories"]}
    return {
        "period": str(row.period),
        "scores": [scores.get(code, "") for code in columns],
        "score": "" if row.score is None else short(row.score),
        "not_assessed": row.not_assessed.value if row.not_assessed else "",
        "place": row.place,
        "place_of": row.place_of,
    }


def _entry(line: Line) -> Facts:
    return {
        "month": line.month,
        "item": line.item,
        "title": line.title,
        "points": short(line.points),
        **line.facts,
    }
