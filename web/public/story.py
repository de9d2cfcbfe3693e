"""What does a month's disclosure tell: who rated and who did not, and what was bad?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.packs.tags import Cause
from server.rules.indicators import Indicator
from server.rules.ratings.levels import Lane
from web.public.figures import width

# Filled by the citizen, filled in by a system, not filled: three numbers that are never mixed.
THREE_NUMBERS = (Indicator.ACTIVE, Indicator.DEFAULTED, Indicator.MISSING)
CAUSES = (*Cause, "none")


@dataclass(frozen=True)
class Bar:
    """A figure with its whole, and its length and place as in an SVG."""

    name: str
    part: int
    whole: int
    width: str
    start: str = "0%"


@dataclass(frozen=True)
class Story:
    """A month's disclosure, ready to be shown; ``facts`` as they were published."""

    facts: Mapping[str, Any]
    three: tuple[Bar, ...]
    indicators: tuple[Bar, ...]
    causes: tuple[Bar, ...]
    lanes: tuple[Bar, ...]

    @property
    def received(self) -> int:
        """How many ratings citizens gave, with those set aside."""
        return int(self.facts["totals"]["n"]) + self.aside

    @property
    def aside(self) -> int:
        """How many of them were set aside."""
        return sum(self.facts["totals"]["set_aside"].values())

    @property
    def person(self) -> int:
        """How many bad ratings named a person as a cause."""
        return int(self.facts["bad_causes"].get(Cause.PERSON, 0))


def story(content: Mapping[str, Any]) -> Story:
    """The content of a disclosure notice, ready to be shown."""
    totals = content["totals"]
    return Story(
        facts=content,
        three=_three_numbers(content["indicators"]),
        indicators=tuple(
            Bar(name, part, whole, width(part, whole))
            for name in Indicator
            if (shown := content["indicators"].get(name))
            for part, whole in [shown]
        ),
        causes=_causes(content["bad_causes"], totals["bad"]),
        lanes=tuple(
            Bar(lane, found["n"], totals["n"], width(found["n"], totals["n"]))
            for lane in Lane
            for found in [totals["lanes"][lane]]
        ),
    )


def _three_numbers(indicators: Mapping[str, Any]) -> tuple[Bar, ...]:
    """The parts of one bar, side by side; nothing where the applications are not known."""
    shares = [indicators[name] for name in THREE_NUMBERS]
    if None in shares:
        return ()
    # More can be rated than was reported as handled; the bar then shows what was rated.
    drawn = max(sum(part for part, _ in shares), shares[0][1])
    bars, before = [], 0
    for name, (part, whole) in zip(THREE_NUMBERS, shares, strict=True):
        bars.append(Bar(name, part, whole, width(part, drawn), width(before, drawn)))
        before += part
    return tuple(bars)


def _causes(named: Mapping[str, int], bad: int) -> tuple[Bar, ...]:
    """How many of the bad ratings named each cause, the most frequent first."""
    bars = [
        Bar(cause, named[cause], bad, width(named[cause], bad))
        for cause in CAUSES
        if cause in named
    ]
    return tuple(sorted(bars, key=lambda bar: -bar.part))
