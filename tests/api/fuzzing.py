"""What happens to the API when every route gets requests that nobody would write? (reliability A1)

Schemathesis makes them from the description: valid ones, broken ones, borders, wrong methods.
"""

import itertools
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import schemathesis
from flask import Flask
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from tests.api.calls import Caller

DESCRIPTION = "/api/v1/openapi.json"
# A request of the right shape may still be refused, for what it says: a ticket or a token that is
# none, a bad rating without a reason, a key that was used. Never for its form.
REFUSED_FOR_ITS_MEANING = ["2xx", "400", "401", "404", "409", "410", "422"]


@dataclass(frozen=True)
class Report:
    """What was found: failures in words, how many requests were sent, the statuses by route."""

    failures: tuple[str, ...]
    requests: int
    statuses: Counter[tuple[str, int]]


def fuzz(app: Flask, caller: Caller, token: str, *, examples: int, only: str = "") -> Report:
    """Send the requests to the app in this process, to one path if given; judge the answers."""
    config = SchemathesisConfig.from_dict(
        {
            "seed": 1,
            "continue-on-failure": True,
            "auth": {"openapi": {"bearer": {"bearer": token}}},
            "generation": {
                "mode": "all",
                "max-examples": examples,
                "deterministic": True,
                "no-shrink": True,
            },
            "checks": {
                "positive_data_acceptance": {"expected-statuses": REFUSED_FOR_ITS_MEANING},
                # It passes options of a network to an app in the same process, which fails.
                # test_systems.py asks every route behind a token without one.
                "ignored_auth": {"enabled": False},
            },
            "operations": [
                {
                    "include-path": "/api/v1/photos",
                    "checks": {
                        # Parts of a form have no types: what is broken on paper arrives as valid.
                        "negative_data_rejection": {"enabled": False},
                        # Most bytes are no photo.
                        "positive_data_acceptance": {
                            "expected-statuses": [*REFUSED_FOR_ITS_MEANING, "415"]
                        },
                    },
                }
            ],
        }
    )
    schema: Any = schemathesis.openapi.from_wsgi(DESCRIPTION, app, config=config)
    if only:
        schema = schema.include(path=only)
    with _client_that_knows_what_it_does(caller):
        return _report(from_schema(schema).execute())


def _filled(body: dict[str, Any], caller: Caller) -> dict[str, Any]:
    """What a client that knows what it does would say in those fields."""
    opened = caller.complain().get_json() if "secret_code" in body else {}
    fillers: dict[str, Any] = {
        "ticket": caller.ticket,
        "receipt": lambda: caller.rate().get_json()["receipt"],
    }
    return {**opened, **{name: fill() for name, fill in fillers.items() if name in body}}


@contextmanager
def _client_that_knows_what_it_does(caller: Caller) -> Iterator[None]:
    """Three of four valid requests get a real code, ticket and receipt, and a fresh key."""
    turns = itertools.count()

    def before_call(_context: Any, case: Any, _kwargs: Any) -> None:
        turn = next(turns)
        if case.headers and "Idempotency-Key" in case.headers:
            case.headers["Idempotency-Key"] = f"key-of-request-{turn:06}"
        if case.meta.generation.mode.value != "positive" or turn % 4 == 0:
            return
        if "code" in case.path_parameters and "windows" in case.path:
            case.path_parameters["code"] = caller.place.codes["A01"]
        if isinstance(case.body, dict):
            case.body.update(_filled(case.body, caller))

    schemathesis.hook(before_call)
    try:
        yield
    finally:
        schemathesis.hooks.unregister(before_call)


def _report(stream: Iterator[Any]) -> Report:
    failures: list[str] = []
    statuses: Counter[tuple[str, int]] = Counter()
    for event in stream:
        match event:
            case events.ScenarioFinished(recorder=recorder):
                failures += _failures(recorder)
                statuses.update(_statuses(recorder))
            case events.NonFatalError():
                failures.append(f"the fuzzer itself: {event.label}: {event.value!r}")
            case events.FatalError():
                failures.append(f"the fuzzer itself: {event.exception!r}")
            case _:
                pass
    return Report(tuple(failures), statuses.total(), statuses)


def _failures(recorder: Any) -> Iterator[str]:
    for name, checks in recorder.checks.items():
        for check in checks:
            if check.failure_info is not None:
                failure = check.failure_info.failure
                request = recorder.cases[name].value.as_curl_command()
                yield f"{recorder.label}: {check.name}: {failure.message}\n{request}"


def _statuses(recorder: Any) -> Iterator[tuple[str, int]]:
    for interaction in recorder.interactions.values():
        if interaction.response is not None:
            yield str(recorder.label), interaction.response.status_code
