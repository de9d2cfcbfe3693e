"""Whom a request comes from is what our own proxies say, never what a client writes."""

from pathlib import Path

import pytest
from flask import Response, request

from server.gate import Door, open_to
from tests.house.installation import a_settings, installed

PROXY = "127.0.0.1"
CITIZEN, FORGED = "203.0.113.7", "198.51.100.9"


@open_to(Door.PUBLIC)
def who_asks() -> Response:
    """The address and the scheme as views see them."""
    return Response(f"{request.remote_addr} {request.scheme} {request.host}")


@pytest.mark.parametrize(
    ("hops", "headers", "seen"),
    [
        (0, {"X-Forwarded-For": FORGED, "X-Forwarded-Proto": "https"}, f"{PROXY} http"),
        (1, {"X-Forwarded-For": CITIZEN, "X-Forwarded-Proto": "https"}, f"{CITIZEN} https"),
        (1, {"X-Forwarded-For": f"{FORGED}, {CITIZEN}"}, f"{CITIZEN} http"),
        (2, {"X-Forwarded-For": f"{FORGED}, {CITIZEN}, 10.0.0.2"}, f"{CITIZEN} http"),
        (2, {"X-Forwarded-For": CITIZEN}, f"{PROXY} http"),
        (1, {}, f"{PROXY} http"),
    ],
    ids=[
        "no proxy: what a client writes counts for nothing",
        "one proxy: what it says",
        "one proxy that adds to what a client wrote: the last one",
        "two proxies: the last but one",
        "one proxy fewer than there should be: the nearest machine",
        "a proxy that says nothing: the proxy",
    ],
)
def test_the_address_is_that_of_the_trusted_hop(
    sqlite_url: str, tmp_path: Path, hops: int, headers: dict[str, str], seen: str
) -> None:
    settings = a_settings(database_url=sqlite_url, var_dir=tmp_path, trusted_proxies=hops)
    with installed(settings) as app:
        app.add_url_rule("/who", view_func=who_asks)

        told = app.test_client().get("/who", headers=headers)

    assert told.text == f"{seen} localhost"


def test_a_forwarded_host_is_never_believed(sqlite_url: str, tmp_path: Path) -> None:
    settings = a_settings(database_url=sqlite_url, var_dir=tmp_path, trusted_proxies=1)
    with installed(settings) as app:
        app.add_url_rule("/who", view_func=who_asks)

        told = app.test_client().get("/who", headers={"X-Forwarded-Host": "evil.example"})

    assert told.text.endswith(" localhost")
