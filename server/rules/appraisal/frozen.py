"""How are entries and results written down, and which digest proves that nobody changed them?

Exact points stay fractions as text (``-1/2``); a published score is the decimal that people see.
The digest covers what is written, so a changed score, point, place or grade is found (V5).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from server.rules.appraisal.results import CategoryScore, Computation, Entry, Placed, SheetResult
from server.rules.canonical import canonical, digest
from server.rules.months import Month
from server.rules.rounding import half_up

Row = Mapping[str, str | int | None]
# Published scores are rounded before they come here; money has two places (scheme, section 1).
MOST_PLACES = 4
MONEY_PLACES = 2


@dataclass(frozen=True)
class Standing:
    """What a result has beside its score.

    ``places``: in every pool, the first its main one. ``more``: what else people should see, such
    as bars, or how a longer period was combined.
    """

    places: tuple[Placed, ...] = ()
    grade: str = ""
    money: str = ""
    attended: Fraction | None = None
    more: Mapping[str, Any] | None = None


def decimal(value: Fraction) -> str:
    """A published number as people write it: ``79.5``, ``100``, ``-0.25``.

    Raises ValueError for a number that four decimals cannot write.
    """
    if value * 10**MOST_PLACES % 1:
        raise ValueError(value)
    written = half_up(value.numerator, value.denominator, places=MOST_PLACES)
    return written.rstrip("0").rstrip(".")


def money_of(value: Fraction) -> str:
    """An amount with its two decimals; rounded half up."""
    return half_up(value.numerator, value.denominator, places=MONEY_PLACES)


def result_row(result: SheetResult, standing: Standing) -> Row:
    """A result as it is stored, without hall and revision."""
    placed = standing.places[0] if standing.places else None
    return {
        "period": str(result.period),
        "sheet": result.sheet,
        "subject": result.who.subject.value,
        "subject_id": result.who.id,
        "group_code": result.group,
        "base": decimal(result.base),
        "score": "" if result.score is None else decimal(result.score),
        "not_assessed": result.not_assessed or "",
        "place": placed.rank if placed else None,
        "place_of": placed.of if placed else None,
        "grade": standing.grade,
        "money": standing.money,
        "steps": canonical(_steps(result, standing)).decode(),
    }


def entry_row(entry: Entry) -> Row:
    """An entry as it is stored, without hall, number and revision; ``cause`` names it for ever."""
    return {
        "cause": cause_of(entry),
        "fact_id": int(entry.fact_id) if entry.fact_id else None,
        "figure": entry.figure,
        "sheet": entry.sheet,
        "subject": entry.who.subject.value,
        "subject_id": entry.who.id,
        "month": str(entry.month),
        "category": entry.category,
        "item": entry.item,
        "kind": entry.kind.value,
        "points": str(entry.points),
        "money": money_of(entry.money) if entry.money else "",
        "computation": json.dumps(_computation(entry), sort_keys=True, ensure_ascii=False),
    }


def cause_of(entry: Entry) -> str:
    """One text for the cause, sheet and bearer of an entry."""
    return "|".join(entry.key)


def digest_of(results: Iterable[Row], entries: Iterable[Row], facts: Mapping[str, Any]) -> str:
    """The digest of a period: its results, the entries that stand in it, and its ``facts``.

    ``facts``: what belongs to nobody alone: scheme, medians, awards as far as numbers decide.
    Order does not matter; what the rows say more than this (numbers, moments) is not covered.
    """
    covered = {
        "facts": dict(facts),
        "results": sorted((dict(row) for row in results), key=_of_result),
        "entries": sorted(
            ([row["cause"], row["points"], row["money"]] for row in entries), key=str
        ),
    }
    return digest(covered, "")


def _of_result(row: Row) -> tuple[str, str, int]:
    return str(row["sheet"]), str(row["subject"]), int(row["subject_id"] or 0)


def _steps(result: SheetResult, standing: Standing) -> Mapping[str, Any]:
    return {
        "exact": None if result.exact is None else str(result.exact),
        "limit": result.limit,
        "categories": [_category(one) for one in result.categories],
        "entries_money": str(result.money),
        "places": [
            [one.pool, one.group, one.rank, one.of, str(one.score)] for one in standing.places
        ],
        "attended": "" if standing.attended is None else str(standing.attended),
        **(standing.more or {}),
    }


def _category(one: CategoryScore) -> Mapping[str, str]:
    return {
        "code": one.code,
        "start": str(one.start),
        "entries": str(one.entries),
        "score": str(one.score),
        "limit": one.limit,
        "left_out": str(one.left_out),
    }


def _computation(entry: Entry) -> Mapping[str, Any]:
    """Only what differs from a plain fact at its plain rate: most entries are one short line."""
    plain, told = Computation(), entry.computation
    said: dict[str, Any] = {
        name: _said(value) for name, value in vars(told).items() if value != getattr(plain, name)
    }
    if entry.veto is not None:
        said["veto"] = [entry.veto[0].value, entry.veto[1].value]
    if entry.source is not None:
        said["source"] = [entry.source.subject.value, entry.source.id]
    if entry.cause_reason:
        said["cause_reason"] = entry.cause_reason
    return said


def _said(value: Any) -> Any:
    if isinstance(value, int | str) or value is None:
        return value
    if isinstance(value, Fraction | Month):
        return str(value)
    return {"value": str(value.value), "n": value.n}  # a figure
