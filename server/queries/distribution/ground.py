"""What is stored of a signed period and of its parts, read once for all sheets made of it?"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import aliased

from server.db import session
from server.models.appraisal import Fact
from server.models.scores import ScoreEntry
from server.queries.appraisal.names import Named, names_of
from server.queries.appraisal.periods import ComputedPeriod, latest_period
from server.queries.appraisal.results import ResultStory, results_in
from server.queries.appraisal.schemes import schemes_in_force
from server.queries.appraisal.winners import winners_of
from server.queries.registry.halls import Hall
from server.queries.registry.units import peer_groups
from server.rules.appraisal.facts import Who
from server.rules.appraisal.periods import Period
from server.rules.appraisal.results import EntryKind
from server.rules.appraisal.winners import WinnerState
from server.rules.months import day_of
from server.rules.rounding import half_up
from server.rules.schemes.shape import Scheme, Span

Facts = dict[str, Any]
PLACES = 4
Undoing = aliased(ScoreEntry)


@dataclass(frozen=True)
class Line:
    """One entry that stands: the words of its rule, what happened, or which figure it is of."""

    month: str
    category: str
    item: str
    title: str
    points: Fraction
    kind: EntryKind
    facts: Facts


@dataclass(frozen=True)
class Ground:
    """All that the sheets of a period are made of; ``parts`` are its months, as far as computed."""

    hall: Hall
    computed: ComputedPeriod
    parts: tuple[ComputedPeriod, ...]
    schemes: Mapping[str, Scheme]
    names: Mapping[Who, Named]
    groups: Mapping[str, str]
    results: Mapping[Who, Sequence[ResultStory]]
    monthly: Mapping[Who, Sequence[tuple[str, ResultStory]]]
    entries: Mapping[Who, Sequence[Line]]
    awards: Mapping[Who, Sequence[str]]

    @property
    def scheme(self) -> Scheme | None:
        """The version that the period was computed with."""
        return self.schemes.get(self.computed.scheme_version)

    def department_of(self, who: Who) -> int:
        """The department that the subject belonged to when the period was computed."""
        known = (one.department_id for one in self.results.get(who, ()))
        return next((one for one in known if one), self.names[who].department_id)

    def head(self) -> Facts:
        """What every sheet says of the period."""
        one, scheme = self.computed, self.scheme
        signed_on = day_of(one.signed_at, self.hall.zone).isoformat() if one.signed_at else ""
        until = one.objections_until
        return {
            "hall": self.hall.name,
            "period": str(one.period),
            "revision": one.revision,
            "scheme": one.scheme_version,
            "scheme_title": scheme.title if scheme else "",
            "score_digest": one.digest,
            "signed_by": one.signed_by,
            "signed_on": signed_on,
            "objections_until": until.isoformat() if until else "",
            "parts": [
                {"period": str(part.period), "revision": part.revision, "digest": part.digest}
                for part in self.parts
            ],
        }


def months_of(hall_id: int, period: Period) -> tuple[ComputedPeriod, ...]:
    """The latest revision of each month of a longer period, as far as they were computed."""
    if period.span is Span.MONTH:
        return ()
    found = (latest_period(hall_id, part) for part in period.parts(Span.MONTH))
    return tuple(one for one in found if one is not None)


def ground_of(hall: Hall, computed: ComputedPeriod) -> Ground:
    """What there is, in a number of statements that does not grow with the people."""
    parts = months_of(hall.id, computed.period)
    schemes = {one.name: one for one in schemes_in_force(hall.id)}
    results: dict[Who, list[ResultStory]] = defaultdict(list)
    for one in results_in(hall.id, computed):
        results[one.who].append(one)
    monthly: dict[Who, list[tuple[str, ResultStory]]] = defaultdict(list)
    for part in parts:
        for one in results_in(hall.id, part):
            monthly[one.who].append((part.scheme_version, one))
    return Ground(
        hall,
        computed,
        parts,
        schemes,
        names_of(hall.id),
        dict(peer_groups(hall.id)),
        results,
        monthly,
        _entries(hall.id, computed.period, schemes),
        _awards(hall.id, computed.period),
    )


def short(value: Fraction) -> str:
    """A number with at most four decimals, without noughts at its end."""
    written = half_up(value.numerator, value.denominator, places=PLACES)
    return written.rstrip("0").rstrip(".")


def _entries(
    hall_id: int, period: Period, schemes: Mapping[str, Scheme]
) -> Mapping[Who, Sequence[Line]]:
    """The entries of the period and of all that lies in it which stand and change something."""
    titles = {
        (name, category.code, item.code): item.text
        for name, scheme in schemes.items()
        for category in scheme.categories
        for item in category.items
    }
    found: dict[Who, list[Line]] = defaultdict(list)
    for row in session.execute(_standing(hall_id, period)):
        line = _line(row, titles)
        if line.points or row.figure:
            found[Who(row.subject, row.subject_id)].append(line)
    return found


def _standing(hall_id: int, period: Period) -> Any:
    within = sorted({str(part) for span in Span for part in _parts(period, span)})
    is_undone = (
        select(Undoing.id)
        .where(Undoing.hall_id == hall_id, Undoing.reverses_id == ScoreEntry.id)
        .exists()
    )
    return (
        select(
            *(getattr(ScoreEntry, name) for name in ENTRY_COLUMNS),
            Fact.event,
            Fact.happened_on,
            Fact.established_on,
            Fact.fields,
            Fact.source,
        )
        .outerjoin(Fact, (Fact.hall_id == ScoreEntry.hall_id) & (Fact.id == ScoreEntry.fact_id))
        .where(
            ScoreEntry.hall_id == hall_id,
            ScoreEntry.period.in_(within),
            ScoreEntry.reverses_id.is_(None),
            ~is_undone,
        )
        .order_by(ScoreEntry.month, ScoreEntry.category, ScoreEntry.item, ScoreEntry.id)
    )


ENTRY_COLUMNS = (
    "subject",
    "subject_id",
    "month",
    "category",
    "item",
    "kind",
    "points",
    "figure",
    "computation",
    "scheme_version",
)


def _parts(period: Period, span: Span) -> Iterable[Period]:
    """The periods of that span inside the period; a longer one around it is not inside."""
    return (one for one in period.parts(span) if set(one.months()) <= set(period.months()))


# A citizen's day would tell the person who it was (promise 5).
HIDES_THE_DAY = frozenset({"cases"})


def _line(row: Row[*tuple[Any, ...]], titles: Mapping[tuple[str, str, str], str]) -> Line:
    title = titles.get((row.scheme_version, row.category, row.item), row.item)
    kind, told = EntryKind(row.kind), _told(row)
    if kind is EntryKind.SHARED:
        told["share"] = str(Fraction(json.loads(row.computation).get("share", "0")))
    return Line(row.month, row.category, row.item, title, Fraction(row.points), kind, told)


def _told(row: Row[*tuple[Any, ...]]) -> Facts:
    if row.figure:
        figure = json.loads(row.computation).get("figure")
        return {"figure": row.figure, **_figure(figure)}
    if row.event is None:
        return {}
    is_hidden = row.source in HIDES_THE_DAY
    day: date = row.established_on if is_hidden else row.happened_on
    fields = {
        name: short(Fraction(said["number"])) if isinstance(said, dict) else str(said)
        for name, said in json.loads(row.fields).items()
    }
    return {"event": row.event, "day": day.isoformat(), "fields": fields}


def _figure(figure: Mapping[str, Any] | None) -> Facts:
    if figure is None:
        return {"value": "", "n": None}
    return {"value": str(Fraction(figure["value"])), "n": figure["n"]}


def _awards(hall_id: int, period: Period) -> Mapping[Who, Sequence[str]]:
    """The awards that people gave in the period, by who has them."""
    found: dict[Who, list[str]] = defaultdict(list)
    for one in winners_of(hall_id, period):
        if one.state is WinnerState.GIVEN:
            found[one.who].append(one.name)
    return found
