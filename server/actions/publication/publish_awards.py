"""A publisher puts the awards of a period before the public: names, seats, why, until when."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from server import errors
from server.actions.audit.record import record
from server.actions.publication.drafting import Draft
from server.actions.publication.posting import post
from server.db import transaction
from server.errors import FormProblems, Problem
from server.models.publication import Notice
from server.queries.appraisal.names import Named, names_of
from server.queries.appraisal.periods import ComputedPeriod, latest_period
from server.queries.appraisal.winners import FoundWinner, winners_of
from server.queries.registry.halls import Hall
from server.queries.registry.hours import hall_facts
from server.rules.accounts.roles import Actor, name_of
from server.rules.appraisal.periods import Period
from server.rules.appraisal.states import PeriodState
from server.rules.appraisal.winners import WinnerState
from server.rules.working_days import add_working_days
from server.texts import LANGUAGES, say

KIND = "awards"
LONGEST_BASIS = 200


def publish_awards(
    hall: Hall, period: Period, basis: str, *, by: Actor | str, now: datetime
) -> str:
    """The number of the notice: who has which award of the period, and how one may object.

    ``basis``: the recorded legal basis for printing names; people are named in awards alone.
    A later notice of the same period supersedes the earlier one. Raises FormProblems without a
    basis, PeriodNotComputed, PeriodHeld for a period nobody signed, Unknown where no award was
    given.
    """
    _check(basis)
    with transaction() as session:
        computed = latest_period(hall.id, period)
        if computed is None:
            raise errors.PeriodNotComputed(period=str(period))
        if computed.state is PeriodState.COMPUTED:
            raise errors.PeriodHeld(period=str(period), obstacles=say("obstacle.not_signed"))
        given = [one for one in winners_of(hall.id, period) if one.state is WinnerState.GIVEN]
        if not given:
            raise errors.Unknown
        earlier = session.scalar(
            select(func.count())
            .select_from(Notice)
            .where(Notice.hall_id == hall.id, Notice.kind == KIND, Notice.month == str(period))
        )
        draft = _draft(hall, computed, _content(hall, period, given, basis.strip()), (by, now))
        number = post(session, hall, _numbered(draft, (earlier or 0) + 1))
        record(session, hall.id, by, "awards_published", number, now=now)
        return number


def _check(basis: str) -> None:
    if not basis.strip():
        raise FormProblems((Problem("basis", "award.basis_missing"),))
    if len(basis) > LONGEST_BASIS:
        most: dict[str, str | int] = {"most": LONGEST_BASIS}
        raise FormProblems((Problem("basis", "opinion.words_too_long", most),))


def _content(
    hall: Hall, period: Period, given: Iterable[FoundWinner], basis: str
) -> dict[str, Any]:
    """Awards with their winners, in the order of their names and numbers."""
    names = names_of(hall.id)
    awards: dict[str, list[dict[str, str]]] = {}
    for one in sorted(given, key=lambda one: (one.name, names[one.who].number)):
        awards.setdefault(one.name, []).append(_winner(one, names[one.who]))
    return {
        "period": str(period),
        "basis": basis,
        "awards": [{"name": name, "winners": winners} for name, winners in awards.items()],
    }


def _winner(found: FoundWinner, named: Named) -> dict[str, str]:
    return {
        "number": named.number,
        "name": named.name,
        "department": named.department,
        "reason": found.reason,
    }


def _draft(
    hall: Hall,
    computed: ComputedPeriod,
    content: dict[str, Any],
    doing: tuple[Actor | str, datetime],
) -> Draft:
    by, now = doing
    facts = hall_facts(hall.id, hall.registry_version)
    today = now.astimezone(hall.zone).date()
    days = int(facts.setting("objection_working_days", today))
    return Draft(
        kind=KIND,
        month=content["period"],
        revision=1,
        facts=_metadata(hall, computed, content) | {"content": content},
        formed_on=today,
        published_at=now,
        objections_until=add_working_days(today, days, facts.calendar).due_on,
        drafted_by=computed.signed_by,
        approved_by=name_of(by),
    )


def _metadata(hall: Hall, computed: ComputedPeriod, content: dict[str, Any]) -> dict[str, Any]:
    awards = content["awards"]
    data = {
        "period": content["period"],
        "awards": len(awards),
        "winners": sum(len(one["winners"]) for one in awards),
    }
    return {
        "kind": KIND,
        "hall": hall.code,
        "issuer": {lang: hall.title(lang) for lang in LANGUAGES},
        "month": content["period"],
        "reason": computed.reason,
        "rule_version": computed.scheme_version,
        "sealed_digest": computed.digest,
        "title": {lang: say("notice.awards_title", lang, **data) for lang in LANGUAGES},
        "abstract": {lang: say("notice.awards_abstract", lang, **data) for lang in LANGUAGES},
        "category": {lang: say("notice.category_awards", lang) for lang in LANGUAGES},
        "openness": {lang: say("notice.openness", lang) for lang in LANGUAGES},
    }


def _numbered(draft: Draft, revision: int) -> Draft:
    return replace(draft, revision=revision, facts=draft.facts | {"revision": revision})
