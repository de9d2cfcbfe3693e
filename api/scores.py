"""A member of staff reads how their own score came about, and says that they have seen it."""

from typing import Any

from api.known_first import known_first
from api.score_shapes import OwnScoreOut, ScoreOut, ScoresOut, SeenIn
from api.section import Section
from api.staff import own_staff_id
from api.staff_shapes import OwnIn
from server import clock, errors
from server.actions.appraisal.see_result import see_result
from server.gate import Door, console_actor, console_hall, language, open_to
from server.queries.appraisal.own_score import (
    Dot,
    OwnStanding,
    own_history,
    own_results,
    own_standings,
    own_stories,
)
from server.queries.appraisal.periods import ComputedPeriod, latest_period
from server.queries.appraisal.results import ResultStory
from server.queries.appraisal.stories import EntryStory, FactStory, WaitingStory
from server.queries.appraisal.story import Story, fact_words, period_words
from server.queries.appraisal.story.numbers import points_words
from server.queries.appraisal.story.telling import CategoryPart, EntryLine
from server.queries.ledger.own import own_place
from server.rules.accounts.roles import Permission
from server.rules.appraisal.frozen import decimal
from server.rules.appraisal.periods import Period
from server.rules.appraisal.seen import may_object
from server.rules.months import day_of
from server.texts import is_known, say

section = Section("scores", "窗口人员本人：考核得分 A member of staff: own scores")
# A citizen's day would tell the person who it was (promise 5).
HIDES_THE_DAY = frozenset({"cases"})


def _computed(period: str) -> ComputedPeriod:
    """The latest revision. Raises Unknown where the period was never computed, NotAPeriod."""
    computed = latest_period(console_hall().id, Period.parse(period))
    if computed is None:
        raise errors.Unknown
    return computed


def _known(period: str) -> object:
    """One's own results in it. Raises Unknown without one."""
    results = own_results(console_hall().id, own_staff_id(), _computed(period))
    if not results:
        raise errors.Unknown
    return results


@section.route("/staff/me/scores")
@open_to(Door.CONSOLE, Permission.SEE_OWN)
@section.arguments(OwnIn, location="query")
@section.response(200, ScoresOut)
def scores(said: dict[str, Any]) -> dict[str, Any]:
    """本人各期得分 Own scores of all periods"""
    del said
    hall, staff_id = console_hall(), own_staff_id()
    found = own_history(hall.id, staff_id)
    standings = own_standings(hall, staff_id, found)
    return {"scores": [_own(one, standings[one.period]) for one in found]}


@section.route("/staff/me/scores/<period>")
@open_to(Door.CONSOLE, Permission.SEE_OWN)
@section.arguments(OwnIn, location="query")
@section.response(200, ScoreOut)
def score(said: dict[str, Any], period: str) -> dict[str, Any]:
    """本人一期得分的来历 How one's own score of a period came about

    每一笔都有条款、事实和算法；没有计分的事实写明原因。
    """
    del said
    return _told(_computed(period))


@section.route("/staff/me/scores/<period>/seen", methods=["POST"])
@open_to(Door.CONSOLE, Permission.SEE_OWN)
@known_first(_known)
@section.arguments(OwnIn, location="query")
@section.arguments(SeenIn)
@section.response(200, OwnScoreOut)
def seen(asked: dict[str, Any], said: dict[str, Any], period: str) -> dict[str, Any]:
    """看过了 Say that one has seen one's result

    不等于同意：仍然可以申诉。出了新版的，先看新版。
    """
    del asked
    hall, wanted = console_hall(), Period.parse(period)
    see_result(hall, wanted, said["revision"], by=console_actor(), now=clock.now())
    (first, *_) = results = own_results(hall.id, own_staff_id(), _computed(period))
    return _own(first, own_standings(hall, own_staff_id(), results)[wanted])


def _told(computed: ComputedPeriod) -> dict[str, Any]:
    hall, staff_id = console_hall(), own_staff_id()
    stories = own_stories(language(), hall, staff_id, computed)
    standings = own_standings(hall, staff_id, [story.result for story, _ in stories])
    today, standing = day_of(clock.now(), hall.zone), standings.get(computed.period)
    return {
        "period": str(computed.period),
        "in_words": period_words(language(), computed.period),
        "state": computed.state,
        "revision": computed.revision,
        "reason": computed.reason,
        "group": own_place(staff_id).group,
        "objections_until": computed.objections_until,
        "may_object": may_object(computed.objections_until, today),
        **_standing(standing),
        "sheets": [_sheet(story, dots, computed) for story, dots in stories],
    }


def _own(one: ResultStory, standing: OwnStanding) -> dict[str, Any]:
    return {
        **_result(one),
        "in_words": period_words(language(), one.period),
        "state": standing.state,
        "objections_until": standing.objections_until,
        **_standing(standing),
    }


def _standing(standing: OwnStanding | None) -> dict[str, Any]:
    if standing is None:
        return {"seen_on": None, "is_to_be_seen": False, "appeal": ""}
    today = day_of(clock.now(), console_hall().zone)
    return {
        "seen_on": standing.seen_at.date() if standing.seen_at else None,
        "is_to_be_seen": standing.is_to_be_seen(today),
        "appeal": standing.appeal,
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


def _sheet(story: Story, dots: tuple[Dot, ...], computed: ComputedPeriod) -> dict[str, Any]:
    return {
        "result": _result(story.result),
        "scheme": computed.scheme_version,
        "scheme_title": story.scheme.title,
        "bars": [
            {**vars(bar), "since": float(bar.since), "until": float(bar.until)}
            for bar in story.bars
        ],
        "dots": [{**vars(dot), "at": float(dot.at)} for dot in dots],
        "notes": story.notes,
        "combined": story.combined,
        "categories": [_category(part, story.result) for part in story.parts],
        "entries": [_entry(line) for part in story.parts for line in part.lines],
        "waiting": [_waiting(*one) for one in story.waiting],
    }


def _category(part: CategoryPart, result: ResultStory) -> dict[str, Any]:
    said = next(one for one in result.steps["categories"] if one["code"] == part.code)
    return {
        "code": part.code,
        "name": part.name,
        "change": said["entries"],
        "score": said["score"],
        "limit": said["limit"],
        "change_in_words": points_words(part.change),
        "limit_in_words": part.limit,
    }


def _entry(line: EntryLine) -> dict[str, Any]:
    entry: EntryStory = line.story
    return {
        "number": entry.number,
        "category": entry.category,
        "item": entry.item,
        "title": line.title,
        "points": str(entry.points),
        "kind": entry.kind,
        "computation": entry.computation,
        "stands": entry.stands,
        "reverses": entry.reverses,
        "entered_on": day_of(entry.posted_at, console_hall().zone),
        "points_in_words": line.points,
        "facts_in_words": line.facts,
        "steps_in_words": line.steps,
        "fact": None if entry.fact is None else _fact(entry.fact),
    }


def _waiting(_words: str, reason: str, one: WaitingStory) -> dict[str, Any]:
    return {
        "reason": one.reason,
        "reason_in_words": reason,
        "facts_in_words": fact_words(language(), one, own=True),
        "fact": _fact(one.fact),
    }


def _fact(fact: FactStory) -> dict[str, Any]:
    source = f"story.source_{fact.source}"
    return {
        "number": fact.number,
        "event": fact.event,
        "happened_on": None if fact.source in HIDES_THE_DAY else fact.happened_on,
        "established_on": fact.established_on,
        "source": fact.source,
        "source_in_words": say(source, language()) if is_known(source) else fact.source,
        "has_evidence": fact.has_evidence,
        "appeal": fact.appeal,
    }
