"""How do papers say periods, points, figures and what happened? In Chinese, as documents are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any

from server.rules.appraisal.periods import Period
from server.rules.rounding import half_up
from server.rules.schemes.words import Span
from server.texts import is_known, say

Facts = Mapping[str, Any]
NOTHING = "—"
PERCENT = 100
PERCENT_PLACES, PLACES = 2, 4
RATES = ("_rate", "_attendance")
tell = partial(say, lang="zh")  # an official document is written in Chinese


@dataclass(frozen=True)
class Head:
    """What a paper has beside its facts: 文号, day, 主送, 抄送."""

    number: str
    formed_on: date
    recipients: str = ""
    copies_to: str = ""


def period_words(text: str) -> str:
    """2026年3月, 2026年第1季度, 2026年上半年, 2026年度."""
    period = Period.parse(text)
    if period.span is Span.MONTH:
        return tell("paper.month", year=period.year, month=period.number)
    key = f"half_{period.number}" if period.span is Span.HALF else period.span.value
    return tell(f"story.period_{key}", year=period.year, number=period.number)


def month_words(text: str) -> str:
    """3月 of a month; 本期 of the longer period that the months are of."""
    period = Period.parse(text)
    if period.span is Span.MONTH:
        return tell("paper.month_alone", month=period.number)
    return tell("paper.whole_period")


def points_words(points: str) -> str:
    """−0.5, +2, 0: with a real minus."""
    if points.startswith("-"):
        return f"−{points[1:]}"
    return points if points == "0" else f"+{points}"


def place_words(one: Facts) -> str:
    """第 3 名（组内共 12）; nothing where there is no score or no place."""
    if not one["score"] or not one["place"]:
        return NOTHING
    return tell("paper.place", rank=one["place"], of=one["place_of"] or NOTHING)


def place_in_table(one: Facts) -> str:
    """3/12, the same in a table's cell."""
    has_place = one["score"] and one["place"]
    return f"{one['place']}/{one['place_of']}" if has_place else NOTHING


def score_words(one: Facts) -> str:
    """The score, or why there is none."""
    if one["score"]:
        return str(one["score"])
    return tell(f"paper.no_score_{one['not_assessed']}") if one["not_assessed"] else NOTHING


def happened(entry: Facts) -> str:
    """What happened, as the facts of an entry tell it; '' for a figure."""
    if "event" not in entry:
        return ""
    words = [tell(f"story.fact_{entry['event']}"), *_fields(entry["fields"])]
    return "，".join(words)


def entry_words(entry: Facts) -> str:
    """What happened and the words of its rule; of a shared entry that it is shared, and how far."""
    parts = [happened(entry), entry["title"]]
    if "share" in entry:
        parts.append(tell("story.shared_from", share=_percent(entry["share"])))
    return "；".join(part for part in parts if part)


def two_places(score: str) -> str:
    """A category's score as it stands in a table: two decimals at most; a dash for none."""
    return _plain(Fraction(score), PERCENT_PLACES) if score else NOTHING


def figure_name(figure: str) -> str:
    """What a figure is called; ``vote.peers`` and the like with the name of theirs."""
    kind, _, name = figure.partition(".")
    return tell(f"story.figure_{kind}", **({"name": name} if name else {}))


def figure_value(figure: str, value: str) -> str:
    """A rate in percent, anything else as a number; a dash where nothing is known."""
    if not value:
        return NOTHING
    exact = Fraction(value)
    if figure.endswith(RATES):
        return f"{_plain(exact * PERCENT, PERCENT_PLACES)}%"
    return _plain(exact, PLACES)


def combined_words(said: Facts | None) -> str:
    """How the months were put together; '' where nothing was."""
    if said is None:
        return ""
    data = {name: said[name] for name in ("served", "total", "value")}
    told = tell(f"story.combined_{said['how']}", **data)
    if said["annual"]:
        told += tell(
            "story.combined_weight",
            weight=_percent(said["weight"]),
            annual=said["annual"],
            annual_weight=_percent(said["annual_weight"]),
        )
    return told


def digest_words(facts: Facts) -> str:
    """Which revision the figures are of, and what proves them."""
    return tell(
        "paper.sheet_digest",
        period=facts["period"],
        revision=facts["revision"],
        digest=facts["score_digest"],
    )


def day_words(text: str) -> str:
    """2026年5月8日; '' for none."""
    if not text:
        return ""
    day = date.fromisoformat(text)
    return tell("paper.day", year=day.year, month=day.month, day=day.day)


def _fields(fields: Facts) -> Iterable[str]:
    for name, value in fields.items():
        said, chosen = f"story.field_{name}", f"story.value_{name}_{value}"
        if is_known(chosen):
            yield tell(chosen)
        elif is_known(said):
            yield tell(said, value=value)


def _percent(share: str) -> str:
    return f"{_plain(Fraction(share) * PERCENT, PERCENT_PLACES)}%"


def _plain(value: Fraction, places: int) -> str:
    written = half_up(value.numerator, value.denominator, places=places)
    return written.rstrip("0").rstrip(".") if "." in written else written
