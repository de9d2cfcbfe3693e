"""Which figures make the bulletin of a month (月通报)? All from what was sealed and signed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from sqlalchemy import func, select

from server.db import session
from server.models.appraisal import Fact, FactReversal
from server.models.inspections import Inspection, InspectionFinding, RectificationOrder
from server.models.scores import ScoreEntry
from server.queries.appraisal.board import Table, board_of
from server.queries.appraisal.names import Named, names_of
from server.queries.appraisal.periods import ComputedPeriod
from server.queries.appraisal.schemes import schemes_in_force
from server.queries.appraisal.stated import figures_of
from server.queries.publication.disclosed import cases_received
from server.queries.publication.rankings import SealedMonth
from server.queries.registry.halls import Hall
from server.queries.registry.units import peer_groups
from server.rules.appraisal.facts import Who
from server.rules.appraisal.frozen import decimal
from server.rules.appraisal.periods import Period
from server.rules.rounding import half_up
from server.rules.schemes.shape import Scheme, Subject

Facts = dict[str, Any]
ATTENDANCE = ("late", "early", "missing_sign", "off_post", "absent", "leave")
MOST_PROBLEMS = 5
PLACES = 2
PERCENT = 100


def bulletin_facts(
    hall: Hall, computed: ComputedPeriod, sealed: SealedMonth, requirements: str
) -> Facts:
    """The figures of the bulletin, JSON-able. ``requirements``: what the office asks for next."""
    period = computed.period
    schemes = {one.name: one for one in schemes_in_force(hall.id)}
    scheme = schemes.get(computed.scheme_version)
    names = names_of(hall.id)
    return {
        "hall": hall.name,
        "period": str(period),
        "revision": computed.revision,
        "scheme": computed.scheme_version,
        "scheme_title": scheme.title if scheme else "",
        "score_digest": computed.digest,
        "rating_digest": sealed.digest,
        "rating_revision": sealed.revision,
        "basics": _basics(hall, period),
        "attendance": _events(hall.id, period, ATTENDANCE),
        "ratings": _ratings(sealed),
        "cases": cases_received(hall, sealed.month),
        "inspections": _inspections(hall, period),
        "groups": _groups(hall, computed, scheme),
        "units": _units(hall, computed, names, scheme),
        "awards": _awards(computed, names, scheme),
        "problems": _problems(hall.id, period, scheme),
        "requirements": requirements,
        "windows": [_window(unit) for group in sealed.facts["windows"] for unit in group["units"]],
    }


def _basics(hall: Hall, period: Period) -> Facts:
    """Applications and rates over the windows, where the sources gave any."""
    figures = figures_of(hall.id, period)
    of_windows = {
        name: [figure for (who, key), figure in figures.items() if _is_window(who) and key == name]
        for name in ("applications", "on_time_rate", "told_once_rate")
    }
    applications = sum((one.value for one in of_windows["applications"]), Fraction(0))
    return {
        "applications": int(applications) if of_windows["applications"] else None,
        "on_time_rate": _pooled(of_windows["on_time_rate"]),
        "told_once_rate": _pooled(of_windows["told_once_rate"]),
    }


def _is_window(who: Who) -> bool:
    return who.subject is Subject.WINDOW


def _pooled(figures: Iterable[Any]) -> str | None:
    """A rate over all windows in percent with two decimals, each weighing by its n."""
    known = list(figures)
    n = sum(one.n for one in known)
    if not n:
        return None
    share = sum((one.value * one.n for one in known), Fraction(0)) / n * PERCENT
    return half_up(share.numerator, share.denominator, places=PLACES)


def _events(hall_id: int, period: Period, events: Iterable[str]) -> dict[str, int]:
    """How many facts of each kind were established in the period and still hold."""
    is_reversed = (
        select(FactReversal.fact_id)
        .where(FactReversal.hall_id == hall_id, FactReversal.fact_id == Fact.id)
        .exists()
    )
    rows = session.execute(
        select(Fact.event, func.count())
        .where(
            Fact.hall_id == hall_id,
            Fact.established_on.between(period.first_on, period.last_on),
            Fact.excused == "",
            ~is_reversed,
        )
        .group_by(Fact.event)
    )
    counts: Counter[str] = Counter(dict(rows.all()))
    return {event: counts[event] for event in events}


def _ratings(sealed: SealedMonth) -> Facts:
    """Sums over all windows of the sealed month."""
    units = [unit for group in sealed.facts["windows"] for unit in group["units"]]
    applications = [unit["applications"] for unit in units if unit["applications"] is not None]
    aside = sum(sum(unit["set_aside"].values()) for unit in units)
    return {
        "n": sum(unit["n"] for unit in units),
        "good": sum(unit["good"] for unit in units),
        "bad": sum(unit["bad"] for unit in units),
        "set_aside": aside,
        "defaults": sum(unit["defaults"] for unit in units),
        "applications": sum(applications) if applications else None,
    }


def _inspections(hall: Hall, period: Period) -> dict[str, int]:
    """Rounds held, findings made and orders issued in the period; how many orders are done."""
    months = period.months()
    starts, ends = months[0].starts_at(hall.zone), months[-1].ends_at(hall.zone)
    states = Counter(
        session.scalars(
            select(RectificationOrder.state).where(
                RectificationOrder.hall_id == hall.id,
                RectificationOrder.issued_at >= starts,
                RectificationOrder.issued_at < ends,
            )
        )
    )
    rounds = session.scalars(
        select(Inspection.id).where(
            Inspection.hall_id == hall.id,
            Inspection.started_at >= starts,
            Inspection.started_at < ends,
        )
    )
    findings = session.scalars(
        select(InspectionFinding.id).where(
            InspectionFinding.hall_id == hall.id,
            InspectionFinding.found_on.between(period.first_on, period.last_on),
            InspectionFinding.state != "withdrawn",
        )
    )
    return {
        "rounds": len(rounds.all()),
        "findings": len(findings.all()),
        "orders": states.total() - states["cancelled"],
        "orders_passed": states["passed"],
    }


def _groups(hall: Hall, computed: ComputedPeriod, scheme: Scheme | None) -> list[Facts]:
    """People in sums: named staff stand in awards alone (domain, publication)."""
    names = dict(peer_groups(hall.id))
    people = {one.key for one in scheme.sheets if one.subject in PEOPLE} if scheme else set()
    return [
        _group(table, names.get(table.group, table.group), scheme)
        for table in board_of(hall.id, computed, None)
        if table.sheet in people
    ]


PEOPLE = frozenset({Subject.STAFF, Subject.CHIEF})


def _group(table: Table, name: str, scheme: Scheme | None) -> Facts:
    scores = sorted(row.score for row in table.rows if row.score is not None)
    middle = scores[(len(scores) - 1) // 2] + scores[len(scores) // 2] if scores else Fraction(0)
    mean = sum(scores, Fraction(0)) / len(scores) if scores else Fraction(0)
    return {
        "sheet": (scheme.sheet(table.sheet).name or scheme.title) if scheme else table.sheet,
        "group": name,
        "people": len(table.rows),
        "assessed": len(scores),
        "highest": decimal(scores[-1]) if scores else "",
        "median": half_up(middle.numerator, middle.denominator * 2, places=PLACES),
        "mean": half_up(mean.numerator, mean.denominator, places=PLACES),
        "lowest": decimal(scores[0]) if scores else "",
    }


def _units(
    hall: Hall, computed: ComputedPeriod, names: Mapping[Who, Named], scheme: Scheme | None
) -> list[Facts]:
    """Windows and departments with their places: these are public."""
    if scheme is None:
        return []
    subjects = {one.key: one.subject for one in scheme.sheets}
    return [
        {
            "sheet": scheme.sheet(table.sheet).name or scheme.title,
            "number": names[row.result.who].number,
            "name": names[row.result.who].name,
            "score": "" if row.score is None else decimal(row.score),
            "place": row.result.place,
        }
        for table in board_of(hall.id, computed, None)
        if subjects[table.sheet] not in PEOPLE
        for row in table.rows
    ]


def _awards(
    computed: ComputedPeriod, names: Mapping[Who, Named], scheme: Scheme | None
) -> list[Facts]:
    """What numbers decide; open seats are decided by people afterwards."""
    called = {one.key: one.name for one in scheme.awards} if scheme else {}
    return [
        {
            "name": called.get(one["award"], one["award"]),
            "seats": one["seats"],
            "appraised": one["appraised"],
            "winners": [
                _winner(names[Who(Subject(kind), key)])
                for group in one["groups"]
                for kind, key in group["winners"]
            ],
            "open_seats": sum(group["open_seats"] for group in one["groups"]),
        }
        for one in computed.facts.get("awards", [])
    ]


def _winner(named: Named) -> str:
    return f"{named.name}（{named.number}，{named.department}）"


def _problems(hall_id: int, period: Period, scheme: Scheme | None) -> list[Facts]:
    """The items that cost points most often, with how often."""
    texts = (
        {
            (category.code, item.code): item.text
            for category in scheme.categories
            for item in category.items
        }
        if scheme
        else {}
    )
    rows = session.execute(
        select(ScoreEntry.category, ScoreEntry.item, func.count().label("times"))
        .where(
            ScoreEntry.hall_id == hall_id,
            ScoreEntry.period == str(period),
            ScoreEntry.kind == "own",
            ScoreEntry.reverses_id.is_(None),
            ScoreEntry.points.like("-%"),
        )
        .group_by(ScoreEntry.category, ScoreEntry.item)
        .order_by(func.count().desc(), ScoreEntry.item)
        .limit(MOST_PROBLEMS)
    )
    return [
        {"item": item, "text": texts.get((category, item), item), "times": times}
        for category, item, times in rows.all()
    ]


def _window(unit: Mapping[str, Any]) -> Facts:
    return {
        "number": unit["unit"],
        "name": unit["name"],
        "department": unit["department"],
        "n": unit["n"],
        "good": unit["good"],
        "bad": unit["bad"],
        "applications": unit["applications"],
    }
