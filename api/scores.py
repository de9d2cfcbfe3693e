"""A member of staff reads how their own score came about."""

from typing import Any

from api.score_shapes import ScoreOut, ScoresOut
from api.section import Section
from api.staff import own_staff_id
from api.staff_shapes import OwnIn
from server import errors
from server.gate import Door, console_hall, open_to
from server.queries.appraisal.periods import ComputedPeriod, latest_period
from server.queries.appraisal.results import ResultStory, results_of
from server.queries.appraisal.schemes import schemes_in_force
from server.queries.appraisal.stories import (
    EntryStory,
    FactStory,
    WaitingStory,
    entries_of,
    waiting_of,
)
from server.rules.accounts.roles import Permission
from server.rules.appraisal.facts import Who
from server.rules.appraisal.frozen import decimal
from server.rules.appraisal.periods import Period
from server.rules.schemes.shape import Scheme, Subject

section = Section("scores", "窗口人员本人：考核得分 A member of staff: own scores")
PEOPLE = (Subject.STAFF, Subject.CHIEF)
# A citizen's day would tell the person who it was (promise 5).
HIDES_THE_DAY = frozenset({"cases"})


@section.route("/staff/me/scores")
@open_to(Door.CONSOLE, Permission.SEE_OWN)
@section.arguments(OwnIn, location="query")
@section.response(200, ScoresOut)
def scores(said: dict[str, Any]) -> dict[str, Any]:
    """本人各期得分 Own scores of all periods"""
    del said
    latest = {(one.period, one.sheet): one for one in _own_results()}
    found = sorted(latest.values(), key=lambda one: (one.period.last_on, one.sheet), reverse=True)
    return {"scores": [_result(one) for one in found]}


@section.route("/staff/me/scores/<period>")
@open_to(Door.CONSOLE, Permission.SEE_OWN)
@section.arguments(OwnIn, location="query")
@section.response(200, ScoreOut)
def score(said: dict[str, Any], period: str) -> dict[str, Any]:
    """本人一期得分的来历 How one's own score of a period came about

    每一笔都有条款、事实和算法；没有计分的事实写明原因。
    """
    del said
    hall, asked = console_hall(), Period.parse(period)
    computed = latest_period(hall.id, asked)
    if computed is None:
        raise errors.Unknown
    schemes = {one.name: one for one in schemes_in_force(hall.id)}
    scheme = schemes[computed.scheme_version]
    own = [
        one for one in _own_results() if (one.period, one.revision) == (asked, computed.revision)
    ]
    return {
        "period": str(asked),
        "state": computed.state,
        "revision": computed.revision,
        "reason": computed.reason,
        "objections_until": computed.objections_until,
        "sheets": [_sheet(one, scheme, computed) for one in own],
    }


def _own_results() -> list[ResultStory]:
    hall, staff_id = console_hall(), own_staff_id()
    return [one for subject in PEOPLE for one in results_of(hall.id, Who(subject, staff_id))]


def _sheet(one: ResultStory, scheme: Scheme, computed: ComputedPeriod) -> dict[str, Any]:
    hall = console_hall()
    entries = entries_of(hall.id, one.who, one.period)
    waiting = waiting_of(hall.id, one.who, computed)
    return {
        "result": _result(one),
        "scheme": computed.scheme_version,
        "categories": [_category(said, scheme) for said in one.steps["categories"]],
        "entries": [_entry(entry, scheme) for entry in entries if entry.sheet == one.sheet],
        "waiting": [_waiting(wait) for wait in waiting if wait.sheet == one.sheet],
    }


def _result(one: ResultStory) -> dict[str, Any]:
    return {
        "period": str(one.period),
        "sheet": one.sheet,
        "revision": one.revision,
        "score": None if one.score is None else decimal(one.score),
        "not_assessed": one.not_assessed,
        "place": one.place,
        "place_of": one.place_of,
        "grade": one.grade,
    }


def _category(said: dict[str, str], scheme: Scheme) -> dict[str, Any]:
    names = {one.code: one.name for one in scheme.categories}
    return {
        "code": said["code"],
        "name": names.get(said["code"], said["code"]),
        "change": said["entries"],
        "score": said["score"],
        "limit": said["limit"],
    }


def _entry(entry: EntryStory, scheme: Scheme) -> dict[str, Any]:
    titles = {item.code: item.text for category in scheme.categories for item in category.items}
    return {
        "number": entry.number,
        "category": entry.category,
        "item": entry.item,
        "title": titles.get(entry.item, entry.item),
        "points": str(entry.points),
        "kind": entry.kind,
        "computation": entry.computation,
        "stands": entry.stands,
        "fact": None if entry.fact is None else _fact(entry.fact),
    }


def _waiting(one: WaitingStory) -> dict[str, Any]:
    return {"reason": one.reason, "fact": _fact(one.fact)}


def _fact(fact: FactStory) -> dict[str, Any]:
    return {
        "number": fact.number,
        "event": fact.event,
        "happened_on": None if fact.source in HIDES_THE_DAY else fact.happened_on,
        "established_on": fact.established_on,
        "source": fact.source,
        "has_evidence": fact.has_evidence,
        "appeal": fact.appeal,
    }
