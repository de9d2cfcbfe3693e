"""How are pools, awards, grades and consequences read from a scheme file? (format, section 1)"""

from collections.abc import Callable, Mapping
from fractions import Fraction

from server.rules.schemes.items import Range
from server.rules.schemes.outcomes import (
    Award,
    Ballot,
    ByBottom,
    ByEvent,
    ByItems,
    ByScore,
    Combining,
    Consequence,
    GradeStep,
    Grading,
    Pool,
    Quota,
    Trigger,
)
from server.rules.schemes.reading_conditions import events_of
from server.rules.schemes.reading_items import SPAN, name_of
from server.rules.schemes.tables import Table
from server.rules.schemes.values import (
    ABOVE_NOUGHT,
    COUNT,
    NUMBER,
    PERCENT,
    POSITIVE,
    TEXT,
    WORDS,
    Kind,
    quota,
    range_of,
    word,
)
from server.rules.schemes.words import AtCut, BaseChange, HowCombined, Span, Subject, Voters

EVERYBODY = "all"
GROUP = "group"
TRIGGERS = ("items", "event", "bottom", "score")
OF_TRIGGERS = ("nth", "within", "running", "times", "min_group", "guard", "span", "and_last")
EFFECTS = ("bar", "grade", "zero", "task", "notice")

_QUOTA = Kind(quota, "", "E48")
_SPLIT = Kind(lambda raw: True if raw == GROUP else None, "choice", choices=(GROUP,))
_SCORE = Kind(range_of, "range")


def pool_of(table: Table) -> Pool:
    """[pool.P]."""
    return Pool(
        key=name_of(table),
        name=table.value("name", TEXT, ""),
        sheet=table.value("sheet", TEXT, ""),
        groups=table.words("groups", WORDS),
        split_by_group=table.value("split", _SPLIT, None) is not None,
        roles=_roles(table),
        exclude=table.words("exclude", WORDS),
        by=table.value("by", TEXT, "score"),
    )


def award_of(table: Table) -> Award:
    """[award.W]."""
    key = name_of(table)
    return Award(
        key=key,
        name=table.value("name", TEXT, key),
        span=table.needed("span", SPAN, "E26", Span.YEAR),
        quota=table.needed("quota", _QUOTA, "E48", Quota(seats=1)),
        pool=table.value("pool", TEXT, EVERYBODY),
        split_by_group=table.value("split", _SPLIT, None) is not None,
        by=table.value("by", TEXT, "score"),
        candidates=table.value("candidates", POSITIVE, None),
        full_marks=table.yes("full_marks"),
        min_months=table.value("min_months", COUNT, 0),
        min_score=table.value("min_score", NUMBER, None),
        tie=table.words("tie", WORDS),
        at_cut=table.value("at_cut", word(AtCut), AtCut.OPEN),
    )


def ballot_of(table: Table) -> Ballot:
    """[ballot.B]."""
    key = name_of(table)
    return Ballot(
        key=key,
        name=table.value("name", TEXT, key),
        voters=table.needed("voters", word(Voters), "E01", Voters.STAFF),
        scale=table.needed("scale", ABOVE_NOUGHT, "E01", Fraction(1)),
        min_votes=table.value("min_votes", COUNT, 0),
        secret=table.yes("secret", unless_said=True),
    )


def combining_of(table: Table) -> Combining:
    """[combine.S]."""
    named = str(table.path[-1])
    longer = {span.value: span for span in Span if span is not Span.MONTH}
    if named not in longer:
        table.flag("E26", "", choices=tuple(longer))
    return Combining(
        span=longer.get(named, Span.YEAR),
        of=table.value("of", SPAN, None),
        how=table.value("how", word(HowCombined), HowCombined.MEAN),
        weight=table.value("weight", PERCENT, Fraction(1)),
        annual=table.value("annual", TEXT, ""),
        annual_weight=table.value("annual_weight", PERCENT, Fraction(0)),
        on_base_change=table.value("on_base_change", word(BaseChange), BaseChange.SCALE),
    )


def grading_of(table: Table) -> Grading:
    """[[grade]]."""
    grading = Grading(
        sheet=table.value("sheet", TEXT, ""),
        span=table.needed("span", SPAN, "E26", Span.YEAR),
        steps=table.listed("steps", _grade_step),
    )
    if not table.raw.get("steps"):
        table.flag("E50", "steps")
    return grading


def consequence_of(table: Table) -> Consequence:
    """[[consequence]]."""
    trigger = _trigger(table)
    if not any(table.has(key) for key in EFFECTS):
        table.flag("E52")
    compares = isinstance(trigger, ByBottom) or (isinstance(trigger, ByScore) and trigger.and_last)
    return Consequence(
        name=table.value("name", TEXT, ""),
        trigger=trigger,
        pool=table.value("pool", TEXT, EVERYBODY if compares else ""),
        bar=table.words("bar", WORDS),
        bar_span=table.value("bar_span", SPAN, None),
        grade=table.value("grade", TEXT, ""),
        zero=table.yes("zero"),
        task=table.value("task", TEXT, ""),
        notice=table.value("notice", TEXT, ""),
    )


def _trigger(table: Table) -> Trigger:
    """The one trigger; its keys are known, those of the others are not."""
    triggers = [key for key in TRIGGERS if table.has(key)]
    if len(triggers) == 1:
        return _TRIGGERS[triggers[0]](table)
    for key in OF_TRIGGERS:
        table.has(key)
    table.flag("E51", triggers[1] if triggers else "", choices=TRIGGERS)
    return ByItems(items=(), nth=1)


def _grade_step(table: Table) -> GradeStep:
    return GradeStep(
        name=table.needed("name", TEXT, "E10", ""),
        start=table.value("from", NUMBER, None),
        at_most=table.value("at_most", PERCENT, None),
    )


def _roles(table: Table) -> tuple[Subject, ...]:
    named = table.words("roles", WORDS)
    allowed = (Subject.STAFF.value, Subject.CHIEF.value)
    if any(name not in allowed for name in named):
        table.flag("E64", "roles", "choice", choices=allowed)
    return tuple(Subject(name) for name in named if name in allowed)


def _by_items(table: Table) -> Trigger:
    return ByItems(
        items=table.words("items", WORDS),
        nth=table.needed("nth", POSITIVE, "E01", 1),
        within=table.value("within", SPAN, Span.YEAR),
    )


def _by_event(table: Table) -> Trigger:
    named = events_of(table, "event")
    return ByEvent(
        event=named[0] if named else "",
        nth=table.needed("nth", POSITIVE, "E01", 1),
        within=table.value("within", SPAN, Span.YEAR),
    )


def _by_bottom(table: Table) -> Trigger:
    if not table.has("running") and not table.has("times"):
        table.flag("E54")
    return ByBottom(
        bottom=table.value("bottom", POSITIVE, 1),
        running=table.value("running", POSITIVE, None),
        times=table.value("times", POSITIVE, None),
        within=table.value("within", SPAN, Span.YEAR),
        min_group=table.value("min_group", POSITIVE, 5),
        guard=table.yes("guard", unless_said=True),
    )


def _by_score(table: Table) -> Trigger:
    return ByScore(
        score=table.value("score", _SCORE, Range()),
        span=table.needed("span", SPAN, "E26", Span.YEAR),
        and_last=table.yes("and_last"),
    )


_TRIGGERS: Mapping[str, Callable[[Table], Trigger]] = {
    "items": _by_items,
    "event": _by_event,
    "bottom": _by_bottom,
    "score": _by_score,
}
