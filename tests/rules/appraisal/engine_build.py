"""Schemes, people and facts for tests of the engine, with defaults."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from itertools import count
from pathlib import Path
from typing import Any

from server.rules.appraisal.compute import compute
from server.rules.appraisal.facts import Fact, Figure, Member, Signed, Who
from server.rules.appraisal.inputs import Inputs
from server.rules.appraisal.periods import Period
from server.rules.appraisal.results import Computed, Entry, SheetResult, WaitingReason
from server.rules.schemes.reading import read
from server.rules.schemes.shape import Scheme, Subject

PRESETS = Path(__file__).parents[3] / "server" / "packs" / "schemes"
JANUARY = Period.parse("2026-01")
CLERK, CHIEF, WINDOW, DEPARTMENT, EXAMINER = 1, 2, 11, 21, 3
HEAD = """
format = 1
id = "test"
version = "1"
title = "考核办法"
from = 2026-01-01
"""
_numbers = count(1)


def preset(name: str) -> Scheme:
    """A shipped scheme by the start of its file's name, as in ``2``."""
    return scheme(next(PRESETS.glob(f"{name}_*.toml")).read_text(encoding="utf-8"), head="")


def scheme(text: str, *, head: str = HEAD) -> Scheme:
    """The scheme of that text; a head is put before it."""
    found = read(head + text)
    assert isinstance(found, Scheme), [(one.code, one.path, one.data) for one in found]
    return found


def of_items(*items: str, sheet: str = 'subject = "staff"', category: str = "") -> Scheme:
    """One sheet ``s`` and one deducting category ``A`` with items such as ``points = -1``."""
    lines = "\n".join(
        f'item.A{number} = {{ text = "条款", {item} }}' for number, item in enumerate(items, 1)
    )
    return scheme(f'[sheet.s]\n{sheet}\n[category.A]\nname = "类"\n{category}\n{lines}\n')


def a_fact(event: str = "finding", day: str = "2026-01-10", **more: Any) -> Fact:
    """A fact of the clerk at the window; numbers among ``fields`` are whole or fractions."""
    happened = date.fromisoformat(day)
    fields: Mapping[str, Any] = more.pop("fields", {})
    known: dict[str, Any] = {
        "id": f"{next(_numbers):06}",
        "established_on": happened,
        "staff_id": CLERK,
        "chief_id": CHIEF,
        "window_id": WINDOW,
        "department_id": DEPARTMENT,
        "has_evidence": True,
    }
    said = {key: one if isinstance(one, str) else Fraction(one) for key, one in fields.items()}
    return Fact(event=event, happened_on=happened, fields=said, **(known | more))


def signed(value: int | str, *, reason: bool = True, second: bool = True) -> Signed:
    """Points that a person set."""
    return Signed(Fraction(value), reason, second)


def staff(number: int = CLERK, **more: Any) -> Member:
    """A person of the group at the window, present all the month."""
    known: dict[str, Any] = {"group": "general", "department_id": DEPARTMENT, "windows": (WINDOW,)}
    days = Fraction(more.pop("days", 20))
    return Member(Who(Subject.STAFF, number), attended_days=days, **(known | more))


def place(subject: Subject, number: int, **more: Any) -> Member:
    """A window or department."""
    known: dict[str, Any] = {"group": "general", "department_id": DEPARTMENT}
    return Member(Who(subject, number), **(known | more))


CLERK_AND_CHIEF = (staff(CLERK), staff(CHIEF, is_chief=True))


def computed(
    scheme: Scheme | Iterable[Scheme],
    *facts: Fact,
    members: Iterable[Member] = CLERK_AND_CHIEF,
    period: Period = JANUARY,
    **more: Any,
) -> Computed:
    """The computation of a period, January by default."""
    schemes = (scheme,) if isinstance(scheme, Scheme) else tuple(scheme)
    return compute(period, Inputs(schemes, tuple(members), facts, **more))


def figures(name: str, values: Mapping[int, int | str], *, n: int = 100) -> dict[Any, Figure]:
    """A figure of people by id."""
    return {
        (Who(Subject.STAFF, number), name): Figure(Fraction(value), n)
        for number, value in values.items()
    }


def own(found: Computed, number: int = CLERK) -> list[Fraction]:
    """The points of the entries of somebody, in order."""
    return [entry.points for entry in found.entries if entry.who.id == number]


def entries(found: Computed, number: int = CLERK) -> list[Entry]:
    """The entries of somebody, in order."""
    return [entry for entry in found.entries if entry.who.id == number]


def result(found: Computed, number: int = CLERK, sheet: str = "") -> SheetResult:
    """The result of somebody (on a sheet)."""
    return next(one for one in found.results if one.who.id == number and sheet in {"", one.sheet})


def score(found: Computed, number: int = CLERK, sheet: str = "") -> str:
    """The score as a decimal text with two places; ``—`` where there is none."""
    value = result(found, number, sheet).score
    return "—" if value is None else f"{float(value):.2f}"


def waiting(found: Computed) -> list[WaitingReason]:
    """The reasons for which facts wait."""
    return [one.reason for one in found.waiting]
