"""What follows from scores: pools, grades, awards, ballots, consequences, in words."""

from collections.abc import Iterator

from server.rules.schemes.checks_references import EVERY_AWARD
from server.rules.schemes.checks_sums import percent, plain
from server.rules.schemes.outcomes import (
    Award,
    Ballot,
    ByBottom,
    ByEvent,
    ByItems,
    Consequence,
    GradeStep,
    Grading,
    Pool,
    Quota,
    Trigger,
)
from server.rules.schemes.paragraphs import Article
from server.rules.schemes.voice import Voice


def outcome_articles(voice: Voice, guard_reason: str) -> Iterator[Article]:
    """All that is built on results, each kind in an article."""
    scheme = voice.scheme
    shown = [one for one in scheme.pools if one.key != "all" or one.name or len(scheme.pools) == 1]
    yield from (_grading(voice, grading) for grading in scheme.gradings)
    yield from (Article(_pool(voice, pool)) for pool in shown)
    lists = (
        (("awards", "award_cut"), [_award(voice, one) for one in scheme.awards]),
        (("ballots",), [_ballot(voice, one) for one in scheme.ballots]),
        (
            ("consequences",),
            [_consequence(voice, one, guard_reason) for one in scheme.consequences],
        ),
    )
    for heads, told in lists:
        if told:
            yield Article(voice.ended(voice(head) for head in heads), tuple(told))
    if any(isinstance(one.trigger, ByBottom) for one in scheme.consequences):
        yield Article(voice.ended((voice("guard", alpha=percent(scheme.guard.alpha)),)))


def _grading(voice: Voice, grading: Grading) -> Article:
    head = voice("grades", sheet=voice.sheet(grading.sheet), span=voice.word("span", grading.span))
    return Article(voice.ended((head,)), tuple(_step(voice, step) for step in grading.steps))


def _step(voice: Voice, step: GradeStep) -> str:
    told = (
        voice("grade_rest", name=step.name)
        if step.start is None
        else voice("grade_from", name=step.name, start=plain(step.start))
    )
    limit = "" if step.at_most is None else voice("grade_at_most", share=percent(step.at_most))
    return voice.ended((told, limit))


def _pool(voice: Voice, pool: Pool) -> str:
    roles = voice.listed(
        voice("role_staff") if role == "staff" else voice.word("subject", role)
        for role in pool.roles
    )
    return voice.ended(
        (
            voice("pool", name=voice.pool(pool.key), sheet=voice.sheet(pool.sheet)),
            voice("pool_groups", groups=voice.groups(pool.groups)) if pool.groups else "",
            voice("pool_roles", roles=roles) if roles else "",
            voice("pool_exclude", exclude=voice.classes(pool.exclude)) if pool.exclude else "",
            voice("pool_split") if pool.split_by_group else "",
            voice("pool_by", by=voice.order(pool.by)),
        )
    )


def _award(voice: Voice, award: Award) -> str:
    return voice.ended(
        (
            voice(
                "award",
                name=award.name,
                span=voice.word("span", award.span),
                pool=voice.pool(award.pool),
                quota=_quota(voice, award.quota),
            ),
            *_terms(voice, award),
            voice("award_by", by=voice.order(award.by)),
            voice("ties", ties=voice.listed(map(voice.order, award.tie))) if award.tie else "",
        )
    )


def _terms(voice: Voice, award: Award) -> Iterator[str]:
    """Who can win, and how seats are shared out."""
    if award.split_by_group:
        yield voice("award_split")
    if award.full_marks:
        yield voice("award_full_marks")
    if award.min_months:
        yield voice("award_min_months", months=award.min_months)
    if award.min_score is not None:
        yield voice("award_min_score", score=plain(award.min_score))
    if award.candidates:
        yield voice("award_candidates", candidates=award.candidates)


def _quota(voice: Voice, quota: Quota) -> str:
    if quota.share is not None:
        return voice("quota_share", share=percent(quota.share))
    return voice("quota_seats", seats=quota.seats)


def _ballot(voice: Voice, ballot: Ballot) -> str:
    return voice.ended(
        (
            voice(
                "ballot",
                name=ballot.name,
                voters=voice.word("voters", ballot.voters),
                scale=plain(ballot.scale),
            ),
            voice("ballot_min", min_votes=ballot.min_votes) if ballot.min_votes else "",
            voice("ballot_secret" if ballot.secret else "ballot_open"),
        )
    )


def _consequence(voice: Voice, one: Consequence, guard_reason: str) -> str:
    told = _trigger(voice, one.trigger, one.pool, guard_reason)
    when = voice("named", name=one.name, rest=told) if one.name else told
    effects = voice.joined(_effects(voice, one))
    return voice.ended((voice("consequence", when=when, effects=effects),))


def _trigger(voice: Voice, trigger: Trigger, pool: str, guard_reason: str) -> str:
    match trigger:
        case ByItems(items, nth, within):
            span = voice.word("span", within)
            return voice("nth_items", items=voice.listed(items), nth=nth, span=span)
        case ByEvent(event, nth, within):
            span = voice.word("span", within)
            return voice("nth_event", event=voice.event(event), nth=nth, span=span)
        case ByBottom():
            return _bottom(voice, trigger, pool, guard_reason)
        case by_score:
            range_ = voice.range(by_score.score, lambda value: voice("points_of", value=value))
            told = voice("score", span=voice.word("span", by_score.span), range=range_)
            return voice.joined((told, voice("and_last") if by_score.and_last else ""))


def _bottom(voice: Voice, trigger: ByBottom, pool: str, guard_reason: str) -> str:
    span = voice.word("span", trigger.within)
    ways = (
        voice("running", running=trigger.running) if trigger.running else "",
        voice("times", times=trigger.times, span=span) if trigger.times else "",
    )
    told = voice(
        "bottom_when",
        bottom=voice("bottom", pool=voice.pool(pool), bottom=trigger.bottom),
        how=voice("or_sign").join(filter(None, ways)),
        min_group=trigger.min_group,
    )
    guard = voice("guarded") if trigger.guard else voice("unguarded", reason=guard_reason)
    return voice.joined((told, guard))


def _effects(voice: Voice, one: Consequence) -> Iterator[str]:
    if one.bar:
        yield voice("bar", awards=_barred(voice, one))
    if one.bar_span:
        yield voice("bar_span", span=voice.word("span", one.bar_span))
    if one.grade:
        yield voice("effect_grade", grade=one.grade)
    if one.zero:
        yield voice("effect_zero")
    yield voice("effect_task", task=one.task) if one.task else ""
    yield voice("effect_notice", notice=voice.common("notice", one.notice)) if one.notice else ""


def _barred(voice: Voice, one: Consequence) -> str:
    names = {award.key: award.name for award in voice.scheme.awards}
    return voice.listed(
        voice("bar_all") if key == EVERY_AWARD else names.get(key, key) for key in one.bar
    )
