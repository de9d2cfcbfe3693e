"""How did a hall's figures change over the year? From its disclosure notices."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from server.queries.publication.notices import Notice
from server.rules.indicators import Indicator
from web.public.figures import count, per_hundred, percent
from web.public.trends import Chart, Reading, chart

Contents = Sequence[tuple[str, Mapping[str, Any]]]


def year(disclosures: Sequence[Notice]) -> dict[str, Chart | None]:
    """The drawings by name, of disclosure notices with the latest first."""
    contents = [(notice.month, notice.facts["content"]) for notice in reversed(disclosures)]
    return {
        "received": chart(_received(contents)),
        "active": chart(_shares(contents, Indicator.ACTIVE, percent)),
        "bad": chart(_shares(contents, Indicator.BAD, per_hundred)),
    }


def _received(contents: Contents) -> Iterable[Reading]:
    for month, content in contents:
        totals = content["totals"]
        received = totals["n"] + sum(totals["set_aside"].values())
        yield Reading(month, Fraction(received), count(received), "")


def _shares(
    contents: Contents, indicator: Indicator, written: Callable[[int, int], str]
) -> Iterable[Reading]:
    """The readings of one indicator; a month without one is left out."""
    for month, content in contents:
        if shown := content["indicators"].get(indicator):
            part, whole = shown
            value = Fraction(100 * part, whole)
            yield Reading(month, value, written(part, whole), f"{count(part)}/{count(whole)}")
