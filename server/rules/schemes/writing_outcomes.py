"""How are quotas, grades, combined results and consequences written as TOML?"""

from server.rules.schemes.outcomes import (
    ByBottom,
    ByEvent,
    ByItems,
    ByScore,
    Combining,
    Consequence,
    GradeStep,
    Grading,
    Quota,
    Trigger,
)
from server.rules.schemes.toml_text import Pairs, Value, percent
from server.rules.schemes.writing_items import range_text


def quota(given: Quota) -> Value:
    """``5`` or ``"20%"``."""
    return given.seats if given.share is None else percent(given.share)


def steps(grading: Grading) -> Value:
    """The grades of a sheet, each an inline table."""
    return tuple(_step(step) for step in grading.steps)


def combining_pairs(one: Combining) -> Pairs:
    """[combine.S]."""
    return (
        ("of", one.of),
        ("how", one.how),
        ("weight", percent(one.weight)),
        ("annual", one.annual or None),
        ("annual_weight", percent(one.annual_weight)),
        ("on_base_change", one.on_base_change),
    )


def consequence_pairs(one: Consequence) -> Pairs:
    """[[consequence]]."""
    return (
        ("name", one.name or None),
        *_trigger(one.trigger),
        ("pool", one.pool or None),
        ("bar", one.bar or None),
        ("bar_span", one.bar_span),
        ("grade", one.grade or None),
        ("zero", one.zero),
        ("task", one.task or None),
        ("notice", one.notice or None),
    )


def _step(step: GradeStep) -> Value:
    pairs: dict[str, Value] = {"name": step.name}
    if step.start is not None:
        pairs["from"] = step.start
    if step.at_most is not None:
        pairs["at_most"] = percent(step.at_most)
    return pairs


def _trigger(trigger: Trigger) -> Pairs:
    match trigger:
        case ByItems(items, nth, within):
            return (("items", items), ("nth", nth), ("within", within))
        case ByEvent(event, nth, within):
            return (("event", event), ("nth", nth), ("within", within))
        case ByScore(score, span, and_last):
            return (("score", range_text(score)), ("span", span), ("and_last", and_last))
        case by_bottom:
            return _bottom(by_bottom)


def _bottom(trigger: ByBottom) -> Pairs:
    return (
        ("bottom", trigger.bottom),
        ("running", trigger.running),
        ("times", trigger.times),
        ("within", trigger.within),
        ("min_group", trigger.min_group),
        ("guard", trigger.guard),
    )
