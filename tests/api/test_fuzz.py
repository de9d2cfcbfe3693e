"""Does any request break the API, or get past its description? (reliability A1)"""

from typing import Any

import pytest
from flask import Flask, Response

from api.fields import Whole
from api.ratings import RatingIn
from api.section import StrictReader
from api.wire import answered
from tests.api.calls import Caller
from tests.api.fuzzing import Report, fuzz

pytestmark = [
    pytest.mark.reliability,
    pytest.mark.filterwarnings("ignore"),  # of the fuzzer's own libraries
]

EXAMPLES = 3
FEWEST_REQUESTS = 900


class TooWide(RatingIn):
    """A rating whose levels go one too far."""

    level = Whole(least=1, most=6, required=True)


@StrictReader().use_args(TooWide, location="json")
def takes_six(_said: dict[str, Any]) -> Response:
    """A view with a range bug."""
    return answered({"receipt": "0" * 16}, 201)


def token_of(system: Caller) -> str:
    """The token alone, without the name of its scheme."""
    return system.headers["Authorization"].removeprefix("Bearer ")


def in_words(report: Report) -> str:
    """All failures, to be read."""
    return "\n\n".join(report.failures)


# PostgreSQL is the stricter of the two: it refuses what SQLite lets through.
@pytest.mark.parametrize(
    "database_url",
    [
        pytest.param("sqlite", marks=pytest.mark.nightly),
        pytest.param("postgresql", marks=pytest.mark.postgresql),
    ],
    indirect=True,
)
@pytest.mark.usefixtures("mini_program")
def test_no_request_breaks_the_api_or_gets_past_its_description(
    app: Flask, caller: Caller, system: Caller
) -> None:
    report = fuzz(app, caller, token_of(system), examples=EXAMPLES)

    assert not report.failures, in_words(report)
    assert report.requests > FEWEST_REQUESTS
    assert max(status for _, status in report.statuses) < 500
    assert report.statuses["POST /api/v1/ratings", 201] > 5
    assert report.statuses["POST /api/v1/tickets", 201] > 0


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_planted_range_bug_is_found(app: Flask, caller: Caller, system: Caller) -> None:
    takes_six.__dict__["door"] = app.view_functions["ratings.rate"].__dict__["door"]
    app.view_functions["ratings.rate"] = takes_six

    report = fuzz(app, caller, token_of(system), examples=1, only="/api/v1/ratings")

    assert "level" in in_words(report)
