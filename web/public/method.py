"""What does every number mean, and how does one recompute it?"""

from functools import cache
from typing import Any, cast

from flask import Response

from server.gate import Door, open_to
from server.queries.publication.notices import published_months
from server.rules.disclosure.shape import PublicUnit
from server.rules.guards import SetAside
from server.rules.indicators import RatingFigures, rating_indicators
from server.rules.ranking.coverage import Reported
from server.rules.ranking.judging import judge
from server.rules.ranking.numbers import LEAST_RATINGS, LEAST_UNITS, RULE_VERSION
from server.rules.ratings.levels import Lane
from web.public import answers, downloads
from web.public.asked import asked_hall
from web.public.axis import axis_for
from web.public.groups import BANDS, band_parts
from web.public.routes import published

# The worked example of docs/scoring.md: bad ratings and all ratings of eight windows in a month.
EXAMPLE = {
    "A01": (2, 610),
    "A02": (3, 585),
    "A03": (4, 536),
    "A04": (17, 480),
    "A05": (6, 457),
    "A06": (19, 412),
    "A07": (0, 58),
    "A08": (1, 20),
}
NO_FIGURES = RatingFigures((0, 0, 0, 0, 0), set_aside=0, defaults=0, ratable=None)


@published.get("/public/method")
@open_to(Door.PUBLIC)
def method() -> Response:
    """The rule in plain words, with an example that this program computes."""
    hall = asked_hall()
    return answers.page(
        "public/method.html",
        **_example(),
        bands=BANDS,
        indicators=tuple(rating_indicators(NO_FIGURES)),
        asides=tuple(SetAside),
        lanes=tuple(Lane),
        months=published_months(hall.id),
        program=downloads.recompute_program(),
        rule_version=RULE_VERSION,
        least_ratings=LEAST_RATINGS,
        least_units=LEAST_UNITS,
    )


@cache
def _example() -> dict[str, Any]:
    """The example as the ranking shows it; the rule is asked, nothing is written down."""
    month = {unit: Reported(bad, n - bad, None) for unit, (bad, n) in EXAMPLE.items()}
    units = [
        cast(PublicUnit, {**facts, "unit": unit, "name": "", "set_aside": {}})
        for unit, facts in judge(month).units.items()
    ]
    axis = axis_for(unit["interval"][1] for unit in units if unit["interval"])
    good, n = (sum(unit[name] for unit in units) for name in ("good", "n"))
    return {"axis": axis, "example": band_parts(units, axis), "mean": axis.place(good, n)}
