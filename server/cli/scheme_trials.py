"""How does a terminal tell what another scheme would change?"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from server.actions.appraisal.what_if import WhatIf
from server.rules.appraisal.facts import Who
from server.rules.appraisal.trial import Moved, Standing
from server.texts import say

NONE = "—"


def trial_told(tried: WhatIf, names: Mapping[Who, str], lang: str) -> Iterator[str]:
    """Line by line: the whole, each group, then who moves and for which items."""
    trial = tried.trial
    beside = tried.beside.name if tried.beside else say("schemes.nothing_in_force", lang)
    yield say(
        "schemes.tried",
        lang,
        name=tried.scheme.name,
        period=str(tried.period),
        beside=beside,
        moved=len(trial.moved),
        unchanged=trial.unchanged,
    )
    if trial.restarts:
        items = say("scheme.list_sign", lang).join(trial.restarts)
        yield say("schemes.restarts", lang, items=items)
    before, after = trial.without_item
    yield say("schemes.without_item", lang, before=before, after=after)
    for group in trial.groups:
        yield say(
            "schemes.group",
            lang,
            group=group.group,
            sheet=group.sheet,
            before=written(group.before_mean),
            after=written(group.after_mean),
            before_n=group.before_n,
            after_n=group.after_n,
        )
    for moved in trial.moved:
        yield from _moved(moved, names, lang)


def _moved(moved: Moved, names: Mapping[Who, str], lang: str) -> Iterator[str]:
    yield say(
        "schemes.moved",
        lang,
        who=names.get(moved.who, NONE),
        before=_score(moved.before),
        after=_score(moved.after),
        change=signed(moved.change),
        before_place=_place(moved.before),
        after_place=_place(moved.after),
    )
    for cause in moved.causes:
        before, after = written(cause.before), written(cause.after)
        yield say("schemes.cause", lang, item=cause.item, before=before, after=after)


def written(number: Fraction | None) -> str:
    """A number with two decimals; a dash for none."""
    return NONE if number is None else f"{float(number):.2f}"


def signed(number: Fraction | None) -> str:
    """A change with its sign."""
    return NONE if number is None else f"{float(number):+.2f}"


def _score(standing: Standing | None) -> str:
    return written(standing.score if standing else None)


def _place(standing: Standing | None) -> str:
    return str(standing.place) if standing and standing.place else NONE
